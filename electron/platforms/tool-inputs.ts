import { z } from 'zod';

/** Most values, deepest nesting and most characters that a tool call's inputs may have. */
const limits = { values: 1_000, depth: 20, characters: 200_000 };
const unsafeKeys = new Set(['__proto__', 'constructor', 'prototype']);

const inputsShape = z.record(z.string(), z.unknown());

/** A tool call's inputs, or null where they are no object or too large to be meant seriously. */
export function readToolInputs(raw: unknown): Record<string, unknown> | null {
  if (raw === undefined || raw === null) return {};
  if (Array.isArray(raw) || !isWithinLimits(raw)) return null;
  const parsed = inputsShape.safeParse(raw);
  if (!parsed.success) return null;
  return Object.fromEntries(Object.entries(parsed.data).filter(([name]) => !unsafeKeys.has(name)));
}

// Iterative: a nesting of a million brackets parses as JSON, and would overflow the stack of anything that recurses.
function isWithinLimits(raw: unknown): boolean {
  const open: { value: unknown; depth: number }[] = [{ value: raw, depth: 0 }];
  let values = 0;
  let characters = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    values += 1;
    if (typeof value === 'string') characters += value.length;
    if (values > limits.values || depth > limits.depth || characters > limits.characters) return false;
    if (typeof value !== 'object' || value === null) continue;
    const inner: unknown[] = Object.values(value);
    if (inner.length > limits.values) return false;
    open.push(...inner.map((each) => ({ value: each, depth: depth + 1 })));
  }
  return true;
}
