import { z } from 'zod';

/** One value of a Salesforce field as the REST API carries it: dates as `YYYY-MM-DD`, datetimes as ISO 8601, blank as null. */
export const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type FieldValue = z.infer<typeof fieldValue>;

/** Field values by API name. */
export const fieldValues = z.record(z.string(), fieldValue);
export type FieldValues = z.infer<typeof fieldValues>;

/** Whether two field values mean the same to Salesforce, which stores an empty string as null. */
export function sameFieldValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return (a === undefined || a === '' ? null : a) === (b === undefined || b === '' ? null : b);
}
