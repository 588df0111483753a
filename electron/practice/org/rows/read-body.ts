import type { SQLInputValue } from 'node:sqlite';
import { ApiError, apiError } from '../http/api-error.ts';
import { fieldsNotWriteable, noSuchColumn } from '../http/refusals.ts';
import type { Org, WriteContext } from '../org.ts';
import { type Field, isRequired } from '../schema/field.ts';
import { findField, type ObjectType } from '../schema/object-type.ts';
import { quoted } from '../store/store.ts';
import { checkValue } from './check-values.ts';
import { toStoredValue } from './values.ts';

/** The fields a request sets, by API name, in the form they are stored. */
export type GivenValues = Map<Field, SQLInputValue>;

/** Reads a record of a request: names, rights, types and the values in themselves; throws all that is wrong at once. */
export function readBody(options: {
  org: Org;
  context: WriteContext;
  object: ObjectType;
  body: Readonly<Record<string, unknown>>;
  operation: 'create' | 'update';
}): GivenValues {
  const { org, context, object, body, operation } = options;
  const given: GivenValues = new Map();
  const refused: string[] = [];
  for (const [key, json] of Object.entries(body)) {
    if (key.toLowerCase() === 'attributes') continue;
    const field = findField(object, key);
    const lookup = object.byRelationship.get(key.toLowerCase());
    if (field === undefined && lookup !== undefined && isRecord(json)) {
      given.set(lookup, resolveForeignKey(org, lookup, json));
      continue;
    }
    if (field === undefined) throw noSuchColumn(key, object.name);
    const allowed = operation === 'create' ? field.createable : field.updateable;
    if (allowed) given.set(field, toStoredValue(field, json, context.bodyText));
    else refused.push(field.name);
  }
  if (refused.length > 0) throw fieldsNotWriteable(refused);
  refuseBadValues(object, given, operation);
  return given;
}

function refuseBadValues(object: ObjectType, given: GivenValues, operation: 'create' | 'update'): void {
  const missing = object.fields.filter((field) => isMissing(field, given, operation)).map((field) => field.name);
  const entries = [...given].flatMap(([field, value]) => checkValue(field, value));
  if (missing.length > 0) {
    const message = `Required fields are missing: [${missing.join(', ')}]`;
    entries.unshift({ message, errorCode: 'REQUIRED_FIELD_MISSING', fields: missing });
  }
  if (entries.length > 0) throw new ApiError(400, entries);
}

function isMissing(field: Field, given: GivenValues, operation: 'create' | 'update'): boolean {
  if (operation === 'create' && isRequired(field)) return (given.get(field) ?? null) === null;
  const cleared = given.has(field) && given.get(field) === null;
  return operation === 'update' && cleared && !field.nillable && field.type !== 'boolean';
}

/** `{"Account": {"Ext__c": "x"}}`: a lookup named by the external id of its target. */
function resolveForeignKey(org: Org, lookup: Field, json: Record<string, unknown>): string {
  const [key, value] = Object.entries(json).filter(([name]) => name.toLowerCase() !== 'attributes')[0] ?? [];
  for (const name of lookup.referenceTo) {
    const target = org.schema.find(name);
    const field = target === undefined || key === undefined ? undefined : findField(target, key);
    if (target === undefined || field === undefined || !(field.externalId || field.idLookup)) continue;
    const rows = org.store.all(
      `SELECT "Id" AS id FROM ${quoted(target.name)} WHERE ${quoted(field.name)} = ?${isDeletable(target) ? ' AND "IsDeleted" = 0' : ''}`,
      [String(value)],
    );
    if (rows.length === 1) return String(rows[0]?.id);
    const message = `Foreign key external ID: ${String(value).toLowerCase()} not found for field ${field.name} in entity ${target.name}`;
    if (rows.length === 0) throw apiError(400, 'INVALID_FIELD', message);
    throw apiError(
      400,
      'DUPLICATE_EXTERNAL_ID',
      `${field.name}: more than one record found for external id field: [${rows.map((row) => row.id).join(', ')}]`,
    );
  }
  throw apiError(400, 'INVALID_FIELD', `No such column '${key}' on sobject of type ${lookup.referenceTo.join('/')}`);
}

const isDeletable = (object: ObjectType) => object.byName.has('isdeleted');

/** Whether a JSON value is an object with keys. */
export function isRecord(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
