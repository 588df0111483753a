import { apiError } from '../http/api-error.ts';
import type { Org } from '../org.ts';
import type { DraftRow } from '../rows/derive-row.ts';
import type { ObjectType } from '../schema/object-type.ts';
import { quoted } from '../store/store.ts';

const naturallyUnique: Readonly<Record<string, readonly string[]>> = {
  User: ['Username'],
  Topic: ['Name'],
  TopicAssignment: ['TopicId', 'EntityId'],
  ContentDocumentLink: ['LinkedEntityId', 'ContentDocumentId'],
};

/** Refuses a second row with the value of a unique field; the recycle bin does not count. */
export function checkUnique(org: Org, object: ObjectType, row: DraftRow): void {
  const own = object.fields.filter((field) => field.unique).map((field) => [field.name]);
  const natural = naturallyUnique[object.name];
  for (const names of natural === undefined ? own : [...own, natural]) {
    const values = names.map((name) => row[name] ?? null);
    if (values.includes(null)) continue;
    const where = names.map((name) => `${quoted(name)} = ?`).join(' AND ');
    const alive = object.byName.has('isdeleted') ? ' AND "IsDeleted" = 0' : '';
    const twin = org.store.get(`SELECT "Id" AS id FROM ${quoted(object.name)} WHERE ${where}${alive} AND "Id" <> ?`, [
      ...values,
      row.Id ?? null,
    ]);
    if (twin === undefined) continue;
    const message = `duplicate value found: ${names.join(', ')} duplicates value on record with id: ${String(twin.id).slice(0, 15)}`;
    throw apiError(400, 'DUPLICATE_VALUE', message, []);
  }
}
