import { toLabel } from '../../platforms/plain-text.ts';

const mostVariables = 100;
const unsafeNames = new Set(['__proto__', 'constructor', 'prototype']);

/** A call's variables as short texts; what is neither text, number nor yes-or-no is left out. */
export function toVariables(raw: Record<string, unknown> | null | undefined): Record<string, string> {
  const entries = Object.entries(raw ?? {})
    .slice(0, mostVariables)
    .flatMap(([rawName, value]): [string, string][] => {
      const name = toLabel(rawName, 100);
      const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      return name && plain && !unsafeNames.has(name) ? [[name, toLabel(String(value), 1_000) ?? '']] : [];
    });
  return Object.fromEntries(entries);
}
