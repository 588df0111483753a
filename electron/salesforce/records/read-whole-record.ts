import type { WholeRecord } from '../../../shared/contract/record-views.ts';
import type { FieldDescribe, ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import { isRecord } from '../faults.ts';
import { fromSalesforceTime } from '../http-date.ts';
import { requireId } from '../ids.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import type { Row } from '../search/query.ts';
import { textAt, toRecordRef } from './display-name.ts';
import { objectsOfId } from './locate-record.ts';
import { lookupNames } from './lookup-names.ts';
import type { DirectoryObject } from './object-directory.ts';
import { toFieldValue } from './read-record.ts';

/** Types whose values are read by their parts, or are files. */
const unshown = new Set(['address', 'location', 'base64', 'complexvalue']);

/** Reads every field of a record that our user may see, with the names of what its lookups point to. */
export async function readWholeRecord(
  connection: SalesforceConnection,
  objectName: string,
  id: string,
  directory: () => Promise<readonly DirectoryObject[]>,
): Promise<WholeRecord> {
  const object = await connection.describeObject(objectName);
  const recordId = requireId(id, object);
  const row = await readRow(connection, object, recordId);
  const pointing = object.fields.filter((field) => field.type === 'reference' && typeof row[field.name] === 'string');
  const names = await lookupNames(connection, object, recordId, pointing);
  const stamps = ['LastModifiedDate', 'SystemModstamp'].map((name) => fromSalesforceTime(textAt(row, name) ?? '') ?? 0);
  const modifiedAtMs = Math.max(...stamps);
  return {
    record: toRecordRef(object, { ...names.row, ...row }),
    url: `${connection.instanceUrl}/${recordId}`,
    values: Object.fromEntries(
      object.fields
        .filter((field) => field.name in row && !unshown.has(field.type))
        .map(({ name }) => [name, toFieldValue(row[name])]),
    ),
    lookups: await toRefs(pointing, row, names.texts, directory),
    modifiedAt: modifiedAtMs === 0 ? null : new Date(modifiedAtMs).toISOString(),
    modifiedBy: names.texts.get('LastModifiedById') ?? null,
    readAt: connection.now(),
  };
}

async function readRow(connection: SalesforceConnection, object: ObjectDescribe, id: string): Promise<Row> {
  const { body } = await connection
    .read({ method: 'GET', path: ['sobjects', object.name, id] })
    .catch((failure: unknown) => {
      throw notHere(failure, object, id);
    });
  if (isRecord(body)) return body;
  throw new ProblemError(
    toProblem('upstream', 'Salesforce answered with a record that Countersign cannot read.', { next: 'retry' }),
  );
}

function notHere(failure: unknown, object: ObjectDescribe, id: string): unknown {
  if (!(failure instanceof ProblemError) || failure.problem.kind !== 'not-found') return failure;
  const what = object.label.toLowerCase();
  const { code } = failure.problem;
  const message =
    code === 'ENTITY_IS_DELETED'
      ? `This ${what} was deleted in Salesforce. The recycle bin keeps it for 15 days.`
      : `Salesforce has no ${what} with the id ${id}, or your Salesforce user may not see it.`;
  return new ProblemError(toProblem('not-found', message, { code }), { cause: failure });
}

/** What the lookups point to: a lookup to several objects tells by the id which of them it is. */
async function toRefs(
  pointing: readonly FieldDescribe[],
  row: Row,
  names: ReadonlyMap<string, string>,
  directory: () => Promise<readonly DirectoryObject[]>,
): Promise<Record<string, RecordRef>> {
  const named = pointing.filter((field) => names.has(field.name));
  const mixed = named.some((field) => field.referenceTo.length !== 1);
  const objects = mixed ? await directory().catch(() => []) : [];
  const refs: Record<string, RecordRef> = {};
  for (const { name: field, referenceTo } of named) {
    const id = String(row[field]);
    const [only] = referenceTo;
    const object = referenceTo.length === 1 && only ? only : objectsOfId(id, objects)[0]?.name;
    const name = names.get(field);
    if (object && name) refs[field] = { object, id, name, detail: null };
  }
  return refs;
}
