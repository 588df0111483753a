import type { CallerPanel, OpenCase } from '../../../shared/contract/caller-contract.ts';
import { fieldOf } from '../records/describe.ts';
import { displayFields, textAt, toRecordRef } from '../records/display-name.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { queryPage } from '../search/query.ts';
import { identifier, identifiers, soql } from '../search/soql.ts';
import { instantAt } from './caller-panel-times.ts';

/** How a case points to who calls; a lead has none. */
const pointers: Readonly<Record<string, string>> = { Contact: 'ContactId', Account: 'AccountId' };
const atMost = 10;
/** Enough of a description to tell what a case is about, in UTF-16 units. */
const aboutLength = 500;

/** The caller's cases that are not closed, newest first; null where they can have none. */
export async function readCallerCases(
  connection: SalesforceConnection,
  objectName: string,
  id: string,
): Promise<CallerPanel['cases']> {
  const pointer = pointers[objectName];
  if (!pointer) return null;
  const object = await connection.describeObject('Case');
  const seen = ['Status', 'Description', 'CreatedDate'].filter((name) => fieldOf(object, name));
  const columns = identifiers([...new Set(['Id', ...displayFields(object), ...seen])]);
  const { rows } = await queryPage(
    connection,
    soql`SELECT ${columns} FROM Case WHERE ${identifier(pointer)} = ${id} AND IsClosed = false ORDER BY CreatedDate DESC LIMIT ${atMost + 1}`,
  );
  const open = rows.slice(0, atMost).map((row): OpenCase => {
    const record = toRecordRef(object, row);
    return {
      record,
      url: `${connection.instanceUrl}/lightning/r/Case/${record.id}/view`,
      status: textAt(row, 'Status'),
      about: textAt(row, 'Description')?.slice(0, aboutLength) ?? null,
      openedAt: instantAt(row, 'CreatedDate'),
    };
  });
  return { open, more: rows.length > atMost };
}
