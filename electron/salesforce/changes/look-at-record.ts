import type { FieldValues } from '../../../shared/model/field-value.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import { isRecord } from '../faults.ts';
import { fromHttpDate, fromSalesforceTime, toHttpDate } from '../http-date.ts';
import { requireId } from '../ids.ts';
import { toFieldValue } from '../records/read-record.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';

/** What a look at a record found: nothing new, all that it says now, or that it is gone. */
export type Look =
  | { kind: 'same' }
  | { kind: 'gone' }
  | {
      kind: 'read';
      fields: FieldValues;
      /** Hand it to the next look: it is answered in a few bytes while nothing changed. Null where it cannot be relied on. */
      since: number | null;
    };

/** Salesforce stamps changes to the second: of a change this young, another may follow under the same stamp. */
const tooYoungMs = 2_000;

/** Looks whether a record changed since a moment; one request, whose answer is empty where it did not. */
export async function lookAtRecord(
  connection: SalesforceConnection,
  { object, id, since }: { object: string; id: string; since: number | null },
): Promise<Look> {
  const described = await connection.describeObject(object);
  const path = ['sobjects', described.name, requireId(id, described)];
  const headers = since === null ? undefined : { 'If-Modified-Since': toHttpDate(since) };
  const answer = await connection.read({ method: 'GET', path, headers }).catch((cause: unknown) => {
    if (cause instanceof ProblemError && cause.problem.kind === 'not-found') return null;
    throw cause;
  });
  if (!answer) return { kind: 'gone' };
  if (answer.status === 304) return { kind: 'same' };
  const row = isRecord(answer.body) ? answer.body : {};
  const fields = described.fields.filter(({ name }) => name in row);
  const stamps = [row.LastModifiedDate, row.SystemModstamp].map(
    (stamp) => fromSalesforceTime(String(stamp ?? '')) ?? 0,
  );
  const modifiedAt = Math.max(...stamps);
  const servedAt = fromHttpDate(answer.headers.date) ?? 0;
  return {
    kind: 'read',
    fields: Object.fromEntries(fields.map(({ name }) => [name, toFieldValue(row[name])])),
    since: modifiedAt > 0 && servedAt - modifiedAt >= tooYoungMs ? modifiedAt : null,
  };
}
