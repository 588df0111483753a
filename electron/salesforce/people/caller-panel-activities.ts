import type { CallerActivity } from '../../../shared/contract/caller-contract.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import { fieldOf } from '../records/describe.ts';
import { textAt, toRecordRef } from '../records/display-name.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { queryPage } from '../search/query.ts';
import { identifier, identifiers, soql } from '../search/soql.ts';
import { instantAt } from './caller-panel-times.ts';

const atMost = 5;
/** Both lists in the order of what happened last; a task has its day, and until then the day it was made. */
const kinds = [
  { kind: 'task', object: 'Task', at: ['ActivityDate', 'CreatedDate'], newestBy: 'CreatedDate' },
  { kind: 'event', object: 'Event', at: ['StartDateTime', 'ActivityDate'], newestBy: 'StartDateTime' },
] as const;

/** The last tasks and events with the caller, newest first. */
export async function readCallerActivities(
  connection: SalesforceConnection,
  objectName: string,
  id: string,
): Promise<CallerActivity[]> {
  const read = await Promise.allSettled(kinds.map((kind) => readKind(connection, kind, objectName, id)));
  const refused = read.find((each) => each.status === 'rejected');
  const found = read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  // Of two objects one may be hidden from us: what can be seen is shown.
  if (found.length === 0 && refused) throw refused.reason;
  const other = read.find((each) => each.status === 'rejected' && !(each.reason instanceof ProblemError));
  if (other?.status === 'rejected') throw other.reason;
  return found
    .flat()
    .sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
    .slice(0, atMost);
}

async function readKind(
  connection: SalesforceConnection,
  { kind, object: name, at, newestBy }: (typeof kinds)[number],
  objectName: string,
  id: string,
): Promise<CallerActivity[]> {
  const object = await connection.describeObject(name);
  const pointer = objectName === 'Account' ? 'WhatId' : 'WhoId';
  const seen = ['Subject', 'Status', ...at].filter((field) => fieldOf(object, field));
  const { rows } = await queryPage(
    connection,
    soql`SELECT ${identifiers(['Id', ...new Set(seen)])} FROM ${identifier(name)} WHERE ${identifier(pointer)} = ${id} ORDER BY ${identifier(newestBy)} DESC LIMIT ${atMost}`,
  );
  return rows.map((row) => {
    const record = toRecordRef(object, row);
    return {
      record,
      url: `${connection.instanceUrl}/lightning/r/${name}/${record.id}/view`,
      kind,
      status: textAt(row, 'Status'),
      at: at.map((field) => instantAt(row, field)).find((text) => text !== null) ?? null,
    };
  });
}
