import type { RecordRef } from '../../../shared/model/record-ref.ts';
import { toId18 } from '../ids.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { queryPage } from '../search/query.ts';
import { anyOf, containing, identifier, identifiers, type Soql, soql } from '../search/soql.ts';
import { displayFields, toRecordRef } from './display-name.ts';

/** Finds records of one object by their name, by what tells them apart, or by a pasted id, for lookup fields; newest first. */
export async function lookUpRecords(
  connection: SalesforceConnection,
  objectName: string,
  text: string,
  limit = 20,
): Promise<RecordRef[]> {
  const object = await connection.describeObject(objectName);
  const shown = displayFields(object);
  const typed = text.trim();
  const where = anyOf([
    ...(typed === '' ? [] : shown.map((field) => soql`${identifier(field)} LIKE ${containing(typed)}`)),
    ...idCondition(typed),
  ]);
  const columns = identifiers([...new Set(['Id', ...shown])]);
  const condition = where ? soql` WHERE ${where}` : soql``;
  const { rows } = await queryPage(
    connection,
    soql`SELECT ${columns} FROM ${identifier(object.name)}${condition} ORDER BY ${identifier(newestBy(object))} DESC LIMIT ${limit}`,
  );
  return rows.map((row) => toRecordRef(object, row));
}

function idCondition(text: string): Soql[] {
  const id = toId18(text);
  return id ? [soql`Id = ${id}`] : [];
}

function newestBy(object: { fields: readonly { name: string }[] }): string {
  return object.fields.some((field) => field.name === 'LastModifiedDate') ? 'LastModifiedDate' : 'Id';
}
