import { ApiError, type ApiErrorEntry } from '../http/api-error.ts';
import { toRecordId } from '../ids/record-id.ts';
import type { Org } from '../org.ts';
import type { Field } from '../schema/field.ts';
import { quoted } from '../store/store.ts';
import { wrongId } from './check-values.ts';
import type { GivenValues } from './read-body.ts';

/**
 * Refuses lookups at rows of the wrong kind, rows that do not exist and rows in the recycle bin.
 * The ids are put in their 18-character form here, so that a refusal can still show them as they were sent.
 */
export function checkReferences(org: Org, given: GivenValues): void {
  const entries: ApiErrorEntry[] = [];
  for (const [field, value] of given) {
    const id = field.type === 'reference' && typeof value === 'string' ? toRecordId(value) : null;
    if (id === null) continue;
    entries.push(...checkReference(org, field, { id, sent: String(value) }));
    given.set(field, id);
  }
  if (entries.length > 0) throw new ApiError(400, entries);
}

function checkReference(org: Org, field: Field, { id, sent }: { id: string; sent: string }): ApiErrorEntry[] {
  const target = org.schema.byKeyPrefix(id.slice(0, 3));
  if (target === undefined || !field.referenceTo.includes(target.name)) {
    const known = target !== undefined || field.referenceTo.every((name) => org.schema.find(name) !== undefined);
    return known ? [wrongId(field, sent)] : [unknownRow(field)];
  }
  const deletable = target.byName.has('isdeleted');
  const row = org.store.get(
    `SELECT ${deletable ? '"IsDeleted"' : '0'} AS deleted FROM ${quoted(target.name)} WHERE "Id" = ?`,
    [id],
  );
  if (row === undefined && field.name === 'RecordTypeId') {
    return [
      refusal('INVALID_CROSS_REFERENCE_KEY', `${field.label}: this ID value isn't valid for the user: ${sent}`, field),
    ];
  }
  if (row === undefined) return [unknownRow(field)];
  return row.deleted === 1 ? [{ message: 'entity is deleted', errorCode: 'ENTITY_IS_DELETED', fields: [] }] : [];
}

const refusal = (errorCode: string, message: string, field: Field): ApiErrorEntry => ({
  message,
  errorCode,
  fields: [field.name],
});

const unknownRow = (field: Field) => refusal('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', field);
