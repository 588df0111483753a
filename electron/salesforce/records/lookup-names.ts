import type { FieldDescribe, ObjectDescribe } from '../../../shared/model/object-describe.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { queryPage, type Row } from '../search/query.ts';
import { identifier, identifiers, soql } from '../search/soql.ts';
import { textAt } from './display-name.ts';

/** What the records that lookups point to are called, by field; and the row they stood in. */
export type LookupNames = { texts: Map<string, string>; row: Row };

/** Relationships of one query; Salesforce takes 35 at the least. */
const perQuery = 30;

/** Reads what lookups of a record point to. One that our user may not see has no name. */
export async function lookupNames(
  connection: SalesforceConnection,
  object: ObjectDescribe,
  id: string,
  pointing: readonly FieldDescribe[],
): Promise<LookupNames> {
  const paths = await Promise.all(
    pointing.map(async (field) => ({ field: field.name, path: await namePath(connection, field) })),
  );
  const known = paths.flatMap(({ field, path }) => (path ? [{ field, path }] : []));
  const whole: LookupNames = { texts: new Map(), row: {} };
  for (let at = 0; at < known.length; at += perQuery) {
    const part = known.slice(at, at + perQuery);
    const row = await readNames(
      connection,
      object,
      id,
      part.map(({ path }) => path),
    );
    Object.assign(whole.row, row);
    for (const { field, path } of part) {
      const text = textAt(row, path);
      if (text) whole.texts.set(field, text);
    }
  }
  return whole;
}

/** Names are a comfort: without them the ids are shown. */
async function readNames(
  connection: SalesforceConnection,
  object: ObjectDescribe,
  id: string,
  paths: readonly string[],
): Promise<Row> {
  const columns = identifiers(['Id', ...new Set(paths)]);
  const query = soql`SELECT ${columns} FROM ${identifier(object.name)} WHERE Id = ${id} LIMIT 1`;
  const page = await queryPage(connection, query).catch(() => null);
  return page?.rows[0] ?? {};
}

/** Where the name stands, seen from the record that points; null where the target has none, or may not be seen. */
async function namePath(connection: SalesforceConnection, field: FieldDescribe): Promise<string | null> {
  const { relationshipName, referenceTo } = field;
  if (!relationshipName) return null;
  const [only] = referenceTo;
  // Whatever a lookup to several objects points to has a Name.
  if (referenceTo.length !== 1 || !only) return `${relationshipName}.Name`;
  const target = await connection.describeObject(only).catch(() => null);
  const name = target?.fields.find((each) => each.nameField)?.name;
  return name ? `${relationshipName}.${name}` : null;
}
