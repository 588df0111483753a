import { computedSql } from '../schema/computed-fields.ts';
import { type Field, isNumber, isText } from '../schema/field.ts';
import type { ObjectType } from '../schema/object-type.ts';
import { quoted, type Store } from './store.ts';

/** The fields of an object that have a column: not compound addresses, not fields read through other tables. */
export function storedFields(object: ObjectType): Field[] {
  return object.fields.filter(
    (field) => field.type !== 'address' && computedSql(object.name, field.name) === undefined,
  );
}

/** Makes the tables of the org's own bookkeeping and one table an object; adds columns that are new. */
export function prepareTables(store: Store, objects: readonly ObjectType[]): void {
  store.exec(bookkeeping);
  const existing = existingColumns(store);
  for (const object of objects) {
    const columns = existing.get(object.name);
    if (columns === undefined) store.exec(createTableSql(object));
    else addColumns(store, object, columns);
    for (const sql of indexSql(object)) store.exec(sql);
  }
}

const bookkeeping = `
CREATE TABLE IF NOT EXISTS _setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _counter (name TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _effect (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, operation TEXT NOT NULL, object TEXT NOT NULL,
  id TEXT NOT NULL, fields TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, headers TEXT NOT NULL, user TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS _change (
  replay INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, channel TEXT NOT NULL, payload TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS _change_at ON _change (at);
CREATE TABLE IF NOT EXISTS _grant (
  id TEXT PRIMARY KEY, client TEXT NOT NULL, user TEXT NOT NULL, scope TEXT NOT NULL, created INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _token (
  digest TEXT PRIMARY KEY, kind TEXT NOT NULL, grant_id TEXT NOT NULL, issued INTEGER NOT NULL, expires INTEGER, spent INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS _token_grant ON _token (grant_id);
CREATE TABLE IF NOT EXISTS _recent (
  user TEXT NOT NULL, id TEXT NOT NULL, object TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (user, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _deleted (id TEXT PRIMARY KEY, object TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS _deleted_at ON _deleted (object, at);
CREATE TABLE IF NOT EXISTS _search_row (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, object TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS _search USING fts5(name, email, phone, other, tokenize = "unicode61 remove_diacritics 2");
`;

function existingColumns(store: Store): Map<string, Set<string>> {
  const rows = store.all(
    `SELECT m.name AS object, c.name AS field FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '\\_%' ESCAPE '\\'`,
  );
  const found = new Map<string, Set<string>>();
  for (const row of rows) {
    const columns = found.get(String(row.object)) ?? new Set();
    columns.add(String(row.field));
    found.set(String(row.object), columns);
  }
  return found;
}

function columnSql(field: Field): string {
  if (field.type === 'id') return `${quoted(field.name)} TEXT PRIMARY KEY`;
  if (field.type === 'boolean') return `${quoted(field.name)} INTEGER NOT NULL DEFAULT 0`;
  if (field.type === 'datetime' || field.type === 'int') return `${quoted(field.name)} INTEGER`;
  if (isNumber(field.type)) return `${quoted(field.name)} REAL`;
  if (field.type === 'base64') return `${quoted(field.name)} BLOB`;
  return isText(field.type) ? `${quoted(field.name)} TEXT COLLATE NOCASE` : `${quoted(field.name)} TEXT`;
}

function createTableSql(object: ObjectType): string {
  return `CREATE TABLE ${quoted(object.name)} (${storedFields(object).map(columnSql).join(', ')})`;
}

function addColumns(store: Store, object: ObjectType, existing: ReadonlySet<string>): void {
  for (const field of storedFields(object)) {
    if (!existing.has(field.name)) store.exec(`ALTER TABLE ${quoted(object.name)} ADD COLUMN ${columnSql(field)}`);
  }
}

const neverIndexed: ReadonlySet<string> = new Set(['CreatedById', 'LastModifiedById', 'MasterRecordId']);
const alwaysIndexed: ReadonlySet<string> = new Set([
  'Email',
  'Phone',
  'LastName',
  'SystemModstamp',
  'CreatedDate',
  'LastModifiedDate',
  'Status',
]);

function isIndexed(field: Field): boolean {
  if (field.type === 'id' || neverIndexed.has(field.name)) return false;
  return (
    field.type === 'reference' || field.idLookup || field.externalId || field.nameField || alwaysIndexed.has(field.name)
  );
}

function indexSql(object: ObjectType): string[] {
  return storedFields(object)
    .filter(isIndexed)
    .map(
      (field) =>
        `CREATE INDEX IF NOT EXISTS ${quoted(`${object.name}_${field.name}`)} ON ${quoted(object.name)} (${quoted(field.name)})`,
    );
}
