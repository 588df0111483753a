import type { z } from 'zod';

/** Reads a JSON column back through its schema, so that a row from an older version fails here and not somewhere later. */
export function fromJson<T>(schema: z.ZodType<T>, text: string): T {
  return schema.parse(JSON.parse(text));
}
