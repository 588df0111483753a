import { type ChildRelationship, deletedWithParent, keepsParent } from '../../../shared/model/object-describe.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { queryPage } from '../search/query.ts';
import { identifier, soql } from '../search/soql.ts';

/** How many records of one kind hang on another. */
export type ChildCount = { label: string; count: number };

/** Most kinds counted for one record: each costs a request. */
const mostKinds = 8;

/** What hangs on a record. */
type Hanging = {
  /** Deleted together with it. */
  counts: ChildCount[];
  /** Not deleted: as long as they are there, it stays. */
  keeps: ChildCount[];
  /** False where there are kinds that were not counted. */
  all: boolean;
};

/** What Salesforce deletes together with a record, and what keeps it from being deleted. */
export async function countDeletedWith(
  connection: SalesforceConnection,
  objectName: string,
  id: string,
): Promise<Hanging> {
  const object = await connection.describeObject(objectName);
  const count = (kinds: readonly ChildRelationship[]) =>
    Promise.all(kinds.slice(0, mostKinds).map((kind) => countOne(connection, kind, id)));
  const kinds = deletedWithParent(object);
  const [counted, keeping] = await Promise.all([count(kinds), count(keepsParent(object))]);
  return {
    counts: someOf(counted),
    keeps: someOf(keeping),
    all: kinds.length <= mostKinds && !counted.includes(null),
  };
}

function someOf(counted: readonly (ChildCount | null)[]): ChildCount[] {
  return counted.filter((each) => each !== null).filter(({ count }) => count > 0);
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
