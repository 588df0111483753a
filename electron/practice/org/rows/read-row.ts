import type { SQLOutputValue } from 'node:sqlite';
import { entityIsDeleted, notFound } from '../http/refusals.ts';
import { computedSql } from '../schema/computed-fields.ts';
import type { Field } from '../schema/field.ts';
import type { ObjectType } from '../schema/object-type.ts';
import { quoted, type SqlRow, type Store } from '../store/store.ts';
import { JsonFloat } from './json-float.ts';
import { toJsonValue } from './values.ts';

/** The parts of a compound address, in the order Salesforce shows them. */
const addressParts = ['City', 'Country', 'GeocodeAccuracy', 'Latitude', 'Longitude', 'PostalCode', 'State', 'Street'];

/** The SQL that reads one field of a row known as `alias`. */
export function fieldSql(object: ObjectType, field: Field, alias: string): string {
  return computedSql(object.name, field.name)?.(alias) ?? `${alias}.${quoted(field.name)}`;
}

/** The whole stored row with this 18-character id, deleted or not; blobs stay where they are. */
export function loadRow(store: Store, object: ObjectType, id: string): SqlRow | undefined {
  return store.get(`SELECT ${columnsFor(object)} FROM ${quoted(object.name)} r WHERE r."Id" = ?`, [id]);
}

/** A row a read may show: one that exists and is not in the recycle bin. */
export function requireReadableRow(store: Store, object: ObjectType, id: string): SqlRow {
  const row = loadRow(store, object, id);
  if (row === undefined) throw notFound();
  if (row.IsDeleted === 1) throw entityIsDeleted();
  return row;
}

const columnTexts = new WeakMap<ObjectType, string>();

/** The column list of a full row; computed once for each object. */
function columnsFor(object: ObjectType): string {
  const known = columnTexts.get(object);
  if (known !== undefined) return known;
  const text = object.fields
    .filter((field) => field.type !== 'address' && field.type !== 'base64')
    .map((field) => `${fieldSql(object, field, 'r')} AS ${quoted(field.name)}`)
    .join(', ');
  columnTexts.set(object, text);
  return text;
}

/** The address a compound field stands for, from its parts; null when all parts are empty. */
export function toAddress(compound: string, value: (field: string) => SQLOutputValue | undefined) {
  const prefix = compound.replace(/Address$/, '');
  const parts = addressParts.map((part) => {
    const key = part.charAt(0).toLowerCase() + part.slice(1);
    const stored = value(`${prefix}${part}`) ?? null;
    return [key, typeof stored === 'number' ? new JsonFloat(stored) : stored] as const;
  });
  return parts.every(([, part]) => part === null) ? null : Object.fromEntries(parts);
}

/** `attributes` of a record: its type and where it lives. */
export function attributesOf(type: string, id: string, version: string) {
  return { type, url: `/services/data/v${version}/sobjects/${type}/${id}` };
}

/** A stored row as the API shows it, with these fields in this order. */
export function toRecord(options: {
  object: ObjectType;
  row: SqlRow;
  fields: readonly Field[];
  version: string;
}): Record<string, unknown> {
  const { object, row, fields, version } = options;
  const id = String(row.Id);
  const record: Record<string, unknown> = { attributes: attributesOf(object.name, id, version) };
  for (const field of fields) record[field.name] = fieldValue(field, row, `${object.name}/${id}`, version);
  return record;
}

function fieldValue(field: Field, row: SqlRow, place: string, version: string): unknown {
  if (field.type === 'address') return toAddress(field.name, (name) => row[name]);
  if (field.type === 'base64') return `/services/data/v${version}/sobjects/${place}/${field.name}`;
  return toJsonValue(field, row[field.name]);
}
