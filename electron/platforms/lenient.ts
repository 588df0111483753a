import { z } from 'zod';
import { toLabel, toPlainText } from './plain-text.ts';

// A platform adds and changes fields as it likes: a field of another kind than described counts as absent, and never spoils the rest.

/** Text of any length an utterance may have, or null. */
export const laxText = z
  .string()
  .transform((text) => toPlainText(text).text)
  .nullable()
  .catch(null)
  .default(null);

/** A short text on one line: a name, an id, a number; null where nothing is left of it. */
export const laxLabel = z
  .union([z.string(), z.number()])
  .transform((label) => toLabel(String(label)))
  .nullable()
  .catch(null)
  .default(null);

/** A finite number, or null. */
export const laxNumber = z.number().nullable().catch(null).default(null);

/** True or false, or null. */
export const laxBoolean = z.boolean().nullable().catch(null).default(null);

/** An address as it came; null where it is none of the web. */
export const laxUrl = z
  .string()
  .max(2_000)
  .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''))
  .nullable()
  .catch(null)
  .default(null);

/** Whatever is there, looked at later. */
export const laxList = z.array(z.unknown()).catch([]).default([]);

/** An object whose own fields are looked at later. */
export const laxRecord = z.record(z.string(), z.unknown()).catch({}).default({});

/** The members of a list that are of a shape; the others are left out. */
export function membersOf<Shape extends z.ZodType>(shape: Shape, list: readonly unknown[]): z.output<Shape>[] {
  return list.flatMap((member) => {
    const read = shape.safeParse(member);
    return read.success ? [read.data] : [];
  });
}

/** The plain values of an object as text: what a call's variables and analyses are kept as. */
export function textsOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(values)
    .slice(0, 200)
    .flatMap(([name, value]) => {
      const key = toLabel(name, 100);
      const text = textOf(value);
      return key === null || text === null || key === '__proto__' ? [] : [[key, text] as const];
    });
  return Object.fromEntries(texts);
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : toPlainText(value, 2_000).text;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'object' && value !== null) return toPlainText(JSON.stringify(value), 2_000).text;
  return null;
}

/** Seconds or milliseconds since the epoch, or a date in words, as milliseconds; null where it is no time. */
export function toEpochMs(time: string | number | null): number | null {
  if (time === null) return null;
  const number = typeof time === 'number' ? time : Number(time.trim() === '' ? Number.NaN : time);
  if (Number.isFinite(number))
    return number > 0 && number < 1e14 ? Math.round(number < 1e11 ? number * 1000 : number) : null;
  const parsed = typeof time === 'string' && time.length < 40 ? Date.parse(time) : Number.NaN;
  return Number.isFinite(parsed) && parsed > 0 ? parsed : null;
}
