import { apiError } from '../http/api-error.ts';
import { noSuchExternalId, notFound } from '../http/refusals.ts';
import { toRecordId } from '../ids/record-id.ts';
import { toStoredValue } from '../rows/values.ts';
import { findField, type ObjectType } from '../schema/object-type.ts';
import { quoted } from '../store/store.ts';
import type { RestCall } from './rest-call.ts';

/** The object a URL names, as this user sees it. */
export function requireObject(call: RestCall, name: string | undefined): ObjectType {
  const object = call.schema.find(name ?? '');
  if (object === undefined) throw notFound();
  return object;
}

/** The id a URL names: well formed and of the object's own kind. */
export function requireId(object: ObjectType, text: string | undefined): string {
  const id = toRecordId(text ?? '');
  if (id === null || !id.startsWith(object.keyPrefix)) throw noSuchExternalId(text ?? '');
  return id;
}

/** The field of an upsert or a read by external id. */
export function requireExternalIdField(object: ObjectType, name: string | undefined) {
  const field = findField(object, name ?? '');
  if (field === undefined || !(field.externalId || field.idLookup)) throw noSuchExternalId(name ?? '');
  return field;
}

/** The rows whose field has a value; more than one is answered 300 by the caller. */
export function rowsByExternalId(
  call: RestCall,
  object: ObjectType,
  named: { field: string; value: string },
): string[] {
  const field = requireExternalIdField(object, named.field);
  if (field.type === 'id') {
    const id = toRecordId(named.value);
    return id === null ? [] : [id];
  }
  const alive = object.byName.has('isdeleted') ? ' AND "IsDeleted" = 0' : '';
  const value = toStoredValue(field, named.value, '');
  const rows = call.org.store.all(
    `SELECT "Id" AS id FROM ${quoted(object.name)} WHERE ${quoted(field.name)} = ?${alive} ORDER BY "Id" LIMIT 200`,
    [value],
  );
  return rows.map((row) => String(row.id));
}

/** Several rows carry the external id: 300 and their URLs. */
export function severalRows(call: RestCall, object: ObjectType, ids: readonly string[]) {
  return { status: 300, body: ids.map((id) => `/services/data/v${call.version}/sobjects/${object.name}/${id}`) };
}

/** A 300 inside a collection is an error of that record. */
export function severalRowsError(field: string, ids: readonly string[]) {
  return apiError(
    400,
    'DUPLICATE_EXTERNAL_ID',
    `${field}: more than one record found for external id field: [${ids.join(', ')}]`,
    [field],
  );
}
