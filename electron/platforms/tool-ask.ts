import { createHash } from 'node:crypto';
import type { ToolAsk } from './platform.ts';
import { readToolInputs } from './tool-inputs.ts';
import type { Understood } from './understood.ts';

/** Reads arguments that come as an object, or as JSON in a text. */
export function readArguments(raw: unknown): Pick<ToolAsk, 'inputs' | 'unreadable'> {
  const value = typeof raw === 'string' ? parse(raw) : raw;
  const inputs = value === undefined && typeof raw === 'string' ? null : readToolInputs(value);
  return inputs === null ? { inputs: {}, unreadable: 'The arguments are no JSON object, or too large.' } : { inputs };
}

/** What of tool calls could not be understood. */
export function unreadOf(asks: readonly ToolAsk[]): Understood['unknown'] {
  return asks.flatMap(({ action, call, unreadable }) =>
    unreadable ? [{ what: `${action}: ${unreadable}`, call }] : [],
  );
}

/** Makes an id from what was asked, for platforms that give none: the same question has the same, also at a retry. */
export function madeAskId(...asked: readonly unknown[]): string {
  return `made-${createHash('sha256').update(canonical(asked)).digest('hex').slice(0, 32)}`;
}

/** JSON in which the order of names makes no difference. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

function parse(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
