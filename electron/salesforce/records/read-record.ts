import type { FieldValue } from '../../../shared/model/field-value.ts';
import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Snapshot } from '../../../shared/model/proposal.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import { isRecord } from '../faults.ts';
import { fromHttpDate, fromSalesforceTime } from '../http-date.ts';
import { requireId } from '../ids.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import type { Row } from '../search/query.ts';
import { identifier, identifiers, soql } from '../search/soql.ts';
import { fieldOf } from './describe.ts';
import { displayFields, textAt, toRecordRef } from './display-name.ts';

/** A record as it was read, with what people call it. */
export type ReadRecord = {
  record: RecordRef;
  snapshot: Snapshot;
  /** When the record was last changed, and when it was read, both by Salesforce's clock; null where it does not tell. */
  modifiedAtMs: number | null;
  servedAtMs: number | null;
};

/** Reads the named fields of a record; null where it does not exist (any more), or our user may not see it. */
export async function readRecord(
  connection: SalesforceConnection,
  object: string,
  id: string,
  fields: readonly string[],
): Promise<ReadRecord | null> {
  const described = await connection.describeObject(object);
  const recordId = requireId(id, described);
  return (await readRows(connection, described, [recordId], fields)).get(recordId) ?? null;
}

/** Ids in one query, at most: its text travels in an address of at most 16 KB. */
const idsPerQuery = 250;

/** Reads many records of one object, hundreds to a request; those that do not exist (any more) are not in the answer. */
export async function readRecords(
  connection: SalesforceConnection,
  object: string,
  ids: readonly string[],
  fields: readonly string[],
): Promise<Map<string, ReadRecord>> {
  const described = await connection.describeObject(object);
  const wanted = [...new Set(ids.map((id) => requireId(id, described)))];
  const read = new Map<string, ReadRecord>();
  for (let at = 0; at < wanted.length; at += idsPerQuery) {
    const rows = await readRows(connection, described, wanted.slice(at, at + idsPerQuery), fields);
    for (const [id, record] of rows) read.set(id, record);
  }
  return read;
}

async function readRows(
  connection: SalesforceConnection,
  described: ObjectDescribe,
  ids: readonly string[],
  fields: readonly string[],
): Promise<Map<string, ReadRecord>> {
  const names = new Map(fields.map((field) => [field, requireField(described, field)]));
  const columns = new Set(['Id', ...displayFields(described), ...stampFields(described), ...names.values()]);
  const [only] = ids;
  const which = ids.length === 1 && only ? soql`Id = ${only} LIMIT 1` : soql`Id IN ${ids}`;
  const query = soql`SELECT ${identifiers([...columns])} FROM ${identifier(described.name)} WHERE ${which}`;
  const answer = await connection.read({ method: 'GET', path: ['query'], query: { q: query.text } });
  const servedAtMs = fromHttpDate(answer.headers.date);
  const readAt = connection.now();
  return new Map(
    rowsOf(answer.body).map((row) => {
      const record = toRecordRef(described, row);
      return [record.id, { record, ...snapshotOf(row, names, readAt), servedAtMs }];
    }),
  );
}

function snapshotOf(row: Row, names: ReadonlyMap<string, string>, readAt: number) {
  const stamps = ['LastModifiedDate', 'SystemModstamp'].map((name) => fromSalesforceTime(textAt(row, name) ?? ''));
  const modifiedAtMs = stamps.reduce((later, stamp) => (stamp !== null && stamp > (later ?? 0) ? stamp : later), null);
  return {
    snapshot: {
      fields: Object.fromEntries([...names].map(([asked, name]) => [asked, toFieldValue(row[name])])),
      modifiedAt: modifiedAtMs === null ? null : new Date(modifiedAtMs).toISOString(),
      modifiedBy: textAt(row, 'LastModifiedBy.Name'),
      readAt,
    },
    modifiedAtMs,
  };
}

/** A value of a row as a field value; compound values (addresses, locations) are read by their parts instead. */
export function toFieldValue(value: unknown): FieldValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

/** The field's own name in this object; throws where there is none our user may see. */
export function requireField(object: ObjectDescribe, name: string): string {
  const field = fieldOf(object, name);
  if (field) return field.name;
  const message = `A ${object.label.toLowerCase()} has no field called ${name.slice(0, 80)}, or your Salesforce user may not see it.`;
  throw new ProblemError(
    toProblem('invalid-input', message, {
      next: 'edit',
      code: 'INVALID_FIELD',
      fields: [{ field: name, label: name, message }],
    }),
  );
}

/** Not every object has all of them: a topic is never modified. */
function stampFields(object: ObjectDescribe): string[] {
  const stamps = ['LastModifiedDate', 'SystemModstamp'].filter((name) => fieldOf(object, name));
  return fieldOf(object, 'LastModifiedById') ? [...stamps, 'LastModifiedBy.Name'] : stamps;
}

function rowsOf(body: unknown): Row[] {
  return isRecord(body) && Array.isArray(body.records) ? body.records.filter(isRecord) : [];
}
