import { type ChildRelationship, deletedWithParent } from '../../shared/model/object-describe.ts';
import { queryPage } from './query.ts';
import type { SalesforceConnection } from './salesforce-connection.ts';
import { identifier, soql } from './soql.ts';

/** How many records of one kind hang on another. */
export type ChildCount = { label: string; count: number };

/** Most kinds counted for one record: each costs a request. */
const mostKinds = 8;

/** What Salesforce deletes together with a record; `all` is false where there are kinds that were not counted. */
export async function countDeletedWith(
  connection: SalesforceConnection,
  objectName: string,
  id: string,
): Promise<{ counts: ChildCount[]; all: boolean }> {
  const object = await connection.describeObject(objectName);
  const kinds = deletedWithParent(object);
  const counted = await Promise.all(kinds.slice(0, mostKinds).map((kind) => countOne(connection, kind, id)));
  return {
    counts: counted.filter((each) => each !== null && each.count > 0).filter((each) => each !== null),
    all: kinds.length <= mostKinds && !counted.includes(null),
  };
}

/** Not every child can be queried; that says nothing about the delete. */
async function countOne(
  connection: SalesforceConnection,
  { childSObject, field }: ChildRelationship,
  id: string,
): Promise<ChildCount | null> {
  try {
    const child = await connection.describeObject(childSObject);
    const { totalSize } = await queryPage(
      connection,
      soql`SELECT COUNT() FROM ${identifier(child.name)} WHERE ${identifier(field)} = ${id}`,
    );
    return { label: (totalSize === 1 ? child.label : child.labelPlural).toLowerCase(), count: totalSize };
  } catch {
    return null;
  }
}
