import type { CallerField, CallerPanel } from '../../../shared/contract/caller-contract.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import { requireId } from '../ids.ts';
import { fieldOf } from '../records/describe.ts';
import { lookupNames } from '../records/lookup-names.ts';
import { readRecord } from '../records/read-record.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { readCallerActivities } from './caller-panel-activities.ts';
import { readCallerCases } from './caller-panel-cases.ts';

/** What is worth knowing of somebody on the line, in this order. */
const keyFields: Readonly<Record<string, readonly string[]>> = {
  Contact: ['Name', 'AccountId', 'Title', 'Phone', 'MobilePhone', 'Email', 'OwnerId'],
  Lead: ['Name', 'Company', 'Title', 'Phone', 'MobilePhone', 'Email', 'Status', 'OwnerId'],
  Account: ['Name', 'Phone', 'Website', 'Industry', 'OwnerId'],
};

type Unread = CallerPanel['unread'][number];

/** Reads what the org knows about a caller. What our user may not see is left out, and said. */
export async function readCallerPanel(connection: SalesforceConnection, record: RecordRef): Promise<CallerPanel> {
  const unread: Unread[] = [];
  const orSaid = async <T>(what: Unread['what'], reading: Promise<T>): Promise<T | null> => {
    try {
      return await reading;
    } catch (cause) {
      if (!(cause instanceof ProblemError)) throw cause;
      unread.push({ what, message: cause.problem.message });
      return null;
    }
  };
  const id = requireId(record.id);
  const [fields, cases, activities] = await Promise.all([
    orSaid('fields', readFields(connection, record.object, id)),
    orSaid('cases', readCallerCases(connection, record.object, id)),
    orSaid('activities', readCallerActivities(connection, record.object, id)),
  ]);
  return {
    record,
    url: `${connection.instanceUrl}/lightning/r/${record.object}/${id}/view`,
    fields: fields ?? [],
    cases,
    activities,
    unread,
    readAt: connection.now(),
  };
}

async function readFields(connection: SalesforceConnection, objectName: string, id: string): Promise<CallerField[]> {
  const object = await connection.describeObject(objectName);
  const wanted = (keyFields[objectName] ?? ['Name', 'OwnerId']).flatMap((name) => fieldOf(object, name) ?? []);
  const pointing = wanted.filter(({ type }) => type === 'reference');
  const [read, names] = await Promise.all([
    readRecord(
      connection,
      object.name,
      id,
      wanted.map(({ name }) => name),
    ),
    lookupNames(connection, object, id, pointing),
  ]);
  if (!read) throw new ProblemError(gone);
  return wanted.map(({ name, label, type }) => ({
    field: name,
    label: type === 'reference' ? label.replace(/ ID$/, '') : label,
    type,
    value: read.snapshot.fields[name] ?? null,
    display: names.texts.get(name) ?? null,
  }));
}

const gone = toProblem('not-found', 'The record is no longer in Salesforce, or your Salesforce user may not see it.');
