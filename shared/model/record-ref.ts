import { z } from 'zod';

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
