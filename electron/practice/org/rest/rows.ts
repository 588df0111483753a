import { apiError } from '../http/api-error.ts';
import { notFound } from '../http/refusals.ts';
import { toRecordId } from '../ids/record-id.ts';
import { requireReadableRow, toRecord } from '../rows/read-row.ts';
import { touchRecent } from '../rows/recent-rows.ts';
import { createRow, deleteRow, requireRow, updateRow } from '../rows/write-row.ts';
import type { Field } from '../schema/field.ts';
import { findField, type ObjectType } from '../schema/object-type.ts';
import { quoted, type SqlRow } from '../store/store.ts';
import {
  etagOf,
  httpDate,
  isSameTag,
  isUnchanged,
  requireReadableTimes,
  requireTag,
  requireUnmodified,
} from './conditions.ts';
import { requireExternalIdField, requireId, requireObject, rowsByExternalId, severalRows } from './find-row.ts';
import { readMultipart } from './multipart.ts';
import { leadsOver, readPaths } from './read-paths.ts';
import { readRelated } from './related-rows.ts';
import { type RestAnswer, type RestCall, type RestHandler, readJsonObject, toWriteContext } from './rest-call.ts';

/** POST /sobjects/T */
export const createHandler: RestHandler = (call, { object: name }) => {
  const object = requireObject(call, name);
  requireReadableTimes(call);
  const body = call.body.kind === 'parts' ? readMultipart(call.body.parts, object) : readJsonObject(call);
  refuseId(body);
  const id = createRow(toWrite(call, object), withoutAttributes(body));
  return created(call, object, id);
};

const toWrite = (call: RestCall, object: ObjectType) => ({ org: call.org, context: toWriteContext(call), object });

/** The 201 of a create. */
function created(call: RestCall, object: ObjectType, id: string): RestAnswer {
  const location = `/services/data/v${call.version}/sobjects/${object.name}/${id}`;
  return { status: 201, headers: { Location: location }, body: { id, success: true, errors: [] } };
}

function withoutAttributes(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key.toLowerCase() !== 'attributes'));
}

function refuseId(body: Record<string, unknown>): void {
  if (!Object.keys(body).some((key) => key.toLowerCase() === 'id')) return;
  throw apiError(400, 'INVALID_FIELD', 'The Id field should not be specified in the sobject data.', undefined);
}

/** GET /sobjects/T/id */
export const readHandler: RestHandler = (call, { object: name, id: text }) => {
  const object = requireObject(call, name);
  return readRow(call, object, requireId(object, text));
};

function readRow(call: RestCall, object: ObjectType, id: string): RestAnswer {
  const { org } = call;
  const row = requireReadableRow(org.store, object, id);
  const changedAt = Number(row.LastModifiedDate ?? row.SystemModstamp ?? 0);
  const etag = etagOf(object.name, row);
  const headers = { 'Last-Modified': httpDate(changedAt), ...(etag === null ? {} : { ETag: etag }) };
  if (isUnchanged(call, changedAt) || isSameTag(call, etag)) return { status: 304, headers };
  requireUnmodified(call, changedAt);
  touchRecent(org, call.session.userId, { id, object: object.name });
  return { status: 200, headers, body: recordOf(call, object, row) };
}

function recordOf(call: RestCall, object: ObjectType, row: SqlRow): Record<string, unknown> | undefined {
  const list = call.query.get('fields');
  const names = (list ?? '').split(',').map((name) => name.trim());
  const id = String(row.Id);
  if (leadsOver(names)) return readPaths(call, object, { ids: [id], names }).get(id);
  return toRecord({ object, row, fields: wantedFields(object, list), version: call.version });
}

function wantedFields(object: ObjectType, list: string | null): readonly Field[] {
  if (list === null || list.trim() === '') return object.fields;
  const fields = list.split(',').map((text) => {
    const field = findField(object, text.trim());
    if (field === undefined) {
      throw apiError(
        400,
        'INVALID_FIELD',
        `No such column '${text.trim()}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
      );
    }
    return field;
  });
  const id = findField(object, 'Id');
  return id === undefined || fields.includes(id) ? [...new Set(fields)] : [...new Set([...fields, id])];
}

/** PATCH /sobjects/T/id */
export const updateHandler: RestHandler = (call, { object: name, id: text }) => {
  const object = requireObject(call, name);
  const id = requireId(object, text);
  requireReadableTimes(call);
  guardedUpdate(call, object, id);
  return { status: 204 };
};

/** The precondition and the write are one transaction: nobody can slip in between. */
function guardedUpdate(call: RestCall, object: ObjectType, id: string): void {
  const body = readJsonObject(call);
  call.org.store.transaction(() => {
    const row = requireRow({ org: call.org, object }, id);
    requireUnmodified(call, Number(row.LastModifiedDate ?? row.SystemModstamp ?? 0));
    requireTag(call, etagOf(object.name, row));
    refuseId(body);
    updateRow(toWrite(call, object), id, withoutAttributes(body));
  });
}

/** DELETE /sobjects/T/id; conditional headers are not heeded here, as in Salesforce. */
export const deleteHandler: RestHandler = (call, { object: name, id: text }) => {
  const object = requireObject(call, name);
  deleteRow(toWrite(call, object), requireId(object, text));
  return { status: 204 };
};

/** GET /sobjects/T/Field/value, and the blob of a row when Field is an id. */
export const readByExternalIdHandler: RestHandler = (call, { object: name, field = '', value = '' }) => {
  const object = requireObject(call, name);
  const blob = findField(object, value);
  if (blob?.type === 'base64') return readBlob(call, object, { id: requireId(object, field), field: blob.name });
  const id = toRecordId(field);
  if (id?.startsWith(object.keyPrefix)) return readRelated(call, object, { id, relationship: value });
  const ids = rowsByExternalId(call, object, { field, value });
  const [only] = ids;
  if (only === undefined) throw notFound();
  return ids.length > 1 ? severalRows(call, object, ids) : readRow(call, object, only);
};

function readBlob(call: RestCall, object: ObjectType, blob: { id: string; field: string }): RestAnswer {
  requireReadableRow(call.org.store, object, blob.id);
  const row = call.org.store.get(`SELECT ${quoted(blob.field)} AS bytes FROM ${quoted(object.name)} WHERE "Id" = ?`, [
    blob.id,
  ]);
  const bytes = row?.bytes instanceof Uint8Array ? row.bytes : new Uint8Array();
  return { status: 200, bytes, headers: { 'Content-Type': 'application/octet-stream' } };
}

/** PATCH /sobjects/T/Field/value: update the one row that carries it, or create it. */
export const upsertHandler: RestHandler = (call, { object: name, field: fieldName = '', value = '' }) => {
  const object = requireObject(call, name);
  const field = requireExternalIdField(object, fieldName);
  requireReadableTimes(call);
  const body = withoutAttributes(readJsonObject(call));
  if (Object.keys(body).some((key) => key.toLowerCase() === field.name.toLowerCase()) && field.type !== 'id') {
    throw apiError(400, 'INVALID_FIELD', `The ${field.name} field should not be specified in the sobject data.`);
  }
  return call.org.store.transaction(() => {
    const ids = rowsByExternalId(call, object, { field: field.name, value });
    const [only] = ids;
    if (ids.length > 1) return severalRows(call, object, ids);
    if (only !== undefined) {
      guardedUpdate(call, object, only);
      return upserted(call, { id: only, created: false });
    }
    if (field.type === 'id' || call.query.get('updateOnly') === 'true') throw notFound();
    const id = createRow(toWrite(call, object), { ...body, [field.name]: value });
    const answer = upserted(call, { id, created: true });
    return { ...answer, headers: { Location: `/services/data/v${call.version}/sobjects/${object.name}/${id}` } };
  });
};

/** Before version 46 an upsert that updated answered nothing. */
function upserted(call: RestCall, result: { id: string; created: boolean }): RestAnswer {
  if (!result.created && Number(call.version) < 46) return { status: 204 };
  const body = { id: result.id, success: true, errors: [], created: result.created };
  return { status: result.created ? 201 : 200, body };
}

/** DELETE /sobjects/T/Field/value */
export const deleteByExternalIdHandler: RestHandler = (call, { object: name, field = '', value = '' }) => {
  const object = requireObject(call, name);
  const ids = rowsByExternalId(call, object, { field, value });
  const [only] = ids;
  if (only === undefined) throw notFound();
  if (ids.length > 1) return severalRows(call, object, ids);
  deleteRow(toWrite(call, object), only);
  return { status: 204 };
};

/** POST /sobjects/T/Id creates, so that an upsert on Id may end without one. */
export const createThroughIdHandler: RestHandler = (call, names) => createHandler(call, names);
