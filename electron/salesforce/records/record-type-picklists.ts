import { z } from 'zod';
import { toId18 } from '../ids.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';

/** Of each record type, by id, the values of each picklist that its records may have. */
export type RecordTypePicklists = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

const layouts = z.object({
  recordTypeMappings: z.array(
    z.object({
      recordTypeId: z.string(),
      picklistsForRecordType: z
        .array(
          z.object({
            picklistName: z.string(),
            picklistValues: z.array(z.object({ value: z.string(), active: z.boolean().optional() })).nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});

/** Reads which picklist values go with which record type; a list that Salesforce does not tell is not in the answer. */
export async function recordTypePicklists(
  connection: SalesforceConnection,
  object: string,
): Promise<RecordTypePicklists> {
  const answer = await connection.read({ method: 'GET', path: ['sobjects', object, 'describe', 'layouts'] });
  const read = layouts.safeParse(answer.body);
  return new Map(
    (read.data?.recordTypeMappings ?? []).map(({ recordTypeId, picklistsForRecordType }) => [
      toId18(recordTypeId) ?? recordTypeId,
      new Map(
        (picklistsForRecordType ?? []).map(({ picklistName, picklistValues }) => [
          picklistName,
          (picklistValues ?? []).filter(({ active }) => active !== false).map(({ value }) => value),
        ]),
      ),
    ]),
  );
}
