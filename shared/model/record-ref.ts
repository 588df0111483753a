import { z } from 'zod';
import { fieldValue } from './field-value.ts';

/** A Salesforce record as people name it. */
export const recordRef = z.object({
  /** API name of the object, such as `Contact`. */
  object: z.string(),
  /** 18-character id. */
  id: z.string(),
  name: z.string(),
  /** What tells it from others of the same name: account, company or case subject. */
  detail: z.string().nullable(),
});
export type RecordRef = z.infer<typeof recordRef>;

/** A record to choose, with what people tell it by. */
export const recordChoice = recordRef.extend({
  facts: z.array(z.object({ field: z.string(), label: z.string(), type: z.string(), value: fieldValue })).optional(),
});
export type RecordChoice = z.infer<typeof recordChoice>;
