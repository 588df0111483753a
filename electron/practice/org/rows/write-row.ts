import type { SQLInputValue } from 'node:sqlite';
import { apiError } from '../http/api-error.ts';
import { entityIsDeleted, insufficientAccess, invalidCrossReference, notForThisType } from '../http/refusals.ts';
import type { Org, WriteContext } from '../org.ts';
import { assignOwner } from '../rules/assign-owner.ts';
import { checkDuplicates } from '../rules/check-duplicates.ts';
import { checkUnique } from '../rules/check-unique.ts';
import { checkValidationRules } from '../rules/check-validation-rules.ts';
import type { Field } from '../schema/field.ts';
import { findField, type ObjectType } from '../schema/object-type.ts';
import { quoted, type SqlRow } from '../store/store.ts';
import { storedFields } from '../store/tables.ts';
import { followUpCreate, followUpDelete, followUpUpdate } from './after-write.ts';
import { checkReferences } from './check-references.ts';
import { type DraftRow, deriveRow } from './derive-row.ts';
import { checkObjectRules } from './object-rules.ts';
import { type GivenValues, readBody } from './read-body.ts';
import { loadRow } from './read-row.ts';
import { recordChange } from './record-change.ts';
import { refuseDelete } from './refuse-delete.ts';

/** One record a request wants written. */
export interface RowWrite {
  readonly org: Org;
  readonly context: WriteContext;
  readonly object: ObjectType;
}

/** Creates one row: the only way a row comes into the org after it was seeded. */
export function createRow(write: RowWrite, body: Readonly<Record<string, unknown>>): string {
  const { org, context, object } = write;
  requireAllowed(write, 'createable', 'create');
  return org.store.transaction(() => {
    const given = readBody({ org, context, object, body, operation: 'create' });
    checkReferences(org, given);
    const now = secondsNow(org);
    const id = org.nextId(object.keyPrefix);
    const row = draftRow(write, id, now);
    for (const [field, value] of given) row[field.name] = value;
    assignOwner(write, row);
    deriveRow(object.name, row, { org, before: undefined, now });
    checkObjectRules(org, object.name, row, undefined);
    checkUnique(org, object, row);
    checkDuplicates(write, row, undefined);
    insertRow(org, object, row);
    checkValidationRules(write, id);
    finish(write, { id, operation: 'create', before: undefined, names: namesOf(given) });
    followUpCreate(write, row, createRow);
    return id;
  });
}

/** Changes one row; a write without changes still moves its modification date, as in Salesforce. */
export function updateRow(write: RowWrite, id: string, body: Readonly<Record<string, unknown>>): void {
  const { org, context, object } = write;
  org.store.transaction(() => {
    const before = requireRow(write, id);
    requireAllowed(write, 'updateable', 'update');
    if (org.rules.lockedIds.has(id)) throw apiError(400, 'ENTITY_IS_LOCKED', 'the entity is locked for editing', []);
    const given = readBody({ org, context, object, body, operation: 'update' });
    checkReferences(org, given);
    const now = secondsNow(org);
    const row: DraftRow = { ...before };
    for (const [field, value] of given) row[field.name] = value;
    touch(object, row, context, now);
    assignOwner(write, row);
    deriveRow(object.name, row, { org, before, now });
    checkObjectRules(org, object.name, row, before);
    checkUnique(org, object, row);
    checkDuplicates(write, row, before);
    storeChanged(org, object, before, row);
    checkValidationRules(write, id);
    finish(write, { id, operation: 'update', before, names: namesOf(given) });
    followUpUpdate(write, row, createRow);
  });
}

/** Puts one row into the recycle bin, with the rows that cannot be without it. */
export function deleteRow(write: RowWrite, id: string): void {
  const { org, context, object } = write;
  org.store.transaction(() => {
    const before = requireRow(write, id);
    requireAllowed(write, 'deletable', 'delete');
    if (org.rules.lockedIds.has(id)) throw apiError(400, 'ENTITY_IS_LOCKED', 'the entity is locked for editing', []);
    refuseDelete(write, before);
    const now = secondsNow(org);
    followUpDelete(write, before, deleteRow);
    if (object.byName.has('isdeleted')) {
      const row: DraftRow = { ...before, IsDeleted: 1 };
      touch(object, row, context, now);
      storeChanged(org, object, before, row);
    } else {
      org.store.run(`DELETE FROM ${quoted(object.name)} WHERE "Id" = ?`, [id]);
    }
    org.store.run('INSERT OR REPLACE INTO _deleted (id, object, at) VALUES (?, ?, ?)', [id, object.name, now]);
    finish(write, { id, operation: 'delete', before, names: [] });
  });
}

type Ability = 'createable' | 'updateable' | 'deletable';

/** What the object cannot do is told apart from what this user may not do. */
function requireAllowed({ org, object }: RowWrite, ability: Ability, operation: string): void {
  if (object[ability]) return;
  const possible = org.schema.find(object.name)?.[ability] === true;
  throw possible ? insufficientAccess() : notForThisType(object.name, operation);
}

/** The row a write is meant for; unknown and deleted rows are refused in their own words. */
export function requireRow({ org, object }: Pick<RowWrite, 'org' | 'object'>, id: string): SqlRow {
  const row = loadRow(org.store, object, id);
  if (row !== undefined && row.IsDeleted !== 1) return row;
  const gone = row !== undefined || org.store.get('SELECT 1 AS gone FROM _deleted WHERE id = ?', [id]) !== undefined;
  throw gone ? entityIsDeleted() : invalidCrossReference();
}

/** The time in whole seconds, the only precision Salesforce keeps. */
export function secondsNow(org: Org): number {
  return Math.floor(org.clock() / 1000) * 1000;
}

function draftRow({ context, object }: RowWrite, id: string, now: number): DraftRow {
  const row: DraftRow = {};
  for (const field of storedFields(object)) row[field.name] = defaultOf(field);
  row.Id = id;
  if (findField(object, 'OwnerId') !== undefined) row.OwnerId = context.session.userId;
  if (findField(object, 'CreatedDate') !== undefined) row.CreatedDate = now;
  if (findField(object, 'CreatedById') !== undefined) row.CreatedById = context.session.userId;
  touch(object, row, context, now);
  return row;
}

function defaultOf(field: Field): SQLInputValue {
  if (field.type === 'boolean') return field.defaultValue === true ? 1 : 0;
  if (field.autoNumber) return null;
  if (field.defaultValue !== null && field.defaultValue !== true && field.defaultValue !== false)
    return field.defaultValue;
  const choice = field.picklist.find((value) => value.defaultValue)?.value;
  return field.defaultedOnCreate ? (choice ?? null) : null;
}

function touch(object: ObjectType, row: DraftRow, context: WriteContext, now: number): void {
  if (findField(object, 'LastModifiedDate') !== undefined) row.LastModifiedDate = now;
  if (findField(object, 'LastModifiedById') !== undefined) row.LastModifiedById = context.session.userId;
  if (findField(object, 'SystemModstamp') !== undefined) row.SystemModstamp = now;
}

const namesOf = (given: GivenValues) => [...given.keys()].map((field) => field.name);

/** Stores a complete new row; autonumbers of custom objects are given here. */
export function insertRow(org: Org, object: ObjectType, row: DraftRow): void {
  for (const field of object.fields) {
    if (field.autoNumber && row[field.name] == null) row[field.name] = nextAutoNumber(org, object, field);
  }
  const fields = storedFields(org.schema.find(object.name) ?? object);
  const names = fields.map((field) => quoted(field.name)).join(', ');
  const marks = fields.map(() => '?').join(', ');
  org.store.run(
    `INSERT INTO ${quoted(object.name)} (${names}) VALUES (${marks})`,
    fields.map((field) => row[field.name] ?? (field.type === 'boolean' ? 0 : null)),
  );
}

function nextAutoNumber(org: Org, object: ObjectType, field: Field): string {
  const digits = String(org.nextNumber(`${object.name}.${field.name}`));
  const format = typeof field.defaultValue === 'string' ? field.defaultValue : '{00000000}';
  return format.replace(/\{(0+)\}/, (_all, zeros: string) => digits.padStart(zeros.length, '0'));
}

function storeChanged(org: Org, object: ObjectType, before: SqlRow, row: DraftRow): void {
  const changed = storedFields(object).filter(
    (field) => row[field.name] !== undefined && row[field.name] !== before[field.name],
  );
  if (changed.length === 0) return;
  const sets = changed.map((field) => `${quoted(field.name)} = ?`).join(', ');
  org.store.run(`UPDATE ${quoted(object.name)} SET ${sets} WHERE "Id" = ?`, [
    ...changed.map((field) => row[field.name] ?? null),
    String(before.Id),
  ]);
}

function finish(
  { org, context, object }: RowWrite,
  change: { id: string; operation: 'create' | 'update' | 'delete'; before: SqlRow | undefined; names: string[] },
): void {
  const after = loadRow(org.store, org.schema.find(object.name) ?? object, change.id);
  recordChange({ org, context, object: org.schema.find(object.name) ?? object, ...change, after });
}
