import type { FieldValue } from '../../../shared/model/field-value.ts';
import type { RecordChoice } from '../../../shared/model/record-ref.ts';
import { requireId } from '../ids.ts';
import { fieldOf } from '../records/describe.ts';
import { displayFields, toRecordRef } from '../records/display-name.ts';
import { factFields, toFacts } from '../records/record-facts.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { queryPage } from './query.ts';
import { identifier, identifiers, type Soql, soql } from './soql.ts';

/** What records are found by: a field's value, or any of several. Ids are checked before anything is asked. */
export type RecordCondition = Readonly<Record<string, FieldValue | readonly string[]>>;

/** Records of one object that fit, newest first. */
export async function findRecords(
  connection: SalesforceConnection,
  objectName: string,
  where: RecordCondition,
  limit: number,
): Promise<RecordChoice[]> {
  const object = await connection.describeObject(objectName);
  const conditions = Object.entries(where).map(([field, value]): Soql => {
    const name = identifier(field);
    if (field === 'Id') return soql`${name} IN ${[value].flat().map((id) => requireId(String(id), object))}`;
    return isList(value) ? soql`${name} IN ${value}` : soql`${name} = ${value}`;
  });
  const [first, ...rest] = conditions;
  if (!first) return [];
  const condition = rest.reduce((whole, each) => soql`${whole} AND ${each}`, first);
  const facts = factFields(object);
  const columns = identifiers([...new Set(['Id', ...displayFields(object), ...facts.map(({ name }) => name)])]);
  const order = identifier(fieldOf(object, 'CreatedDate') ? 'CreatedDate' : 'Id');
  const { rows } = await queryPage(
    connection,
    soql`SELECT ${columns} FROM ${identifier(object.name)} WHERE ${condition} ORDER BY ${order} DESC LIMIT ${limit}`,
  );
  return rows.map((row) => ({ ...toRecordRef(object, row), facts: toFacts(facts, row) }));
}

function isList(value: RecordCondition[string]): value is readonly string[] {
  return Array.isArray(value);
}
