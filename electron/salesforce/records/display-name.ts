import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import { toId18 } from '../ids.ts';
import { type Row, valueAt } from '../search/query.ts';
import { fieldOf } from './describe.ts';

/** What tells a record from others of the same name, for the objects people know by more than their name. */
const DETAIL: Readonly<Record<string, string>> = {
  Account: 'BillingCity',
  Case: 'Subject',
  Contact: 'Account.Name',
  Lead: 'Company',
  Opportunity: 'Account.Name',
  Task: 'Status',
};

/** The fields to read so that a record can be named to people, besides its id. */
export function displayFields(object: ObjectDescribe): string[] {
  const name = object.fields.find((field) => field.nameField)?.name;
  const detail = DETAIL[object.name];
  const readable = detail && isReadable(object, detail) ? [detail] : [];
  return name ? [name, ...readable] : readable;
}

/** A row that was read with the display fields, as people name it. */
export function toRecordRef(object: ObjectDescribe, row: Row): RecordRef {
  const id = toId18(String(row.Id)) ?? String(row.Id);
  const name = object.fields.find((field) => field.nameField)?.name;
  const detail = DETAIL[object.name];
  return {
    object: object.name,
    id,
    name: (name && textAt(row, name)) || `${object.label} ${id.slice(0, 15)}`,
    detail: detail ? textAt(row, detail) : null,
  };
}

/** The text at a path in a row; null where it is blank. */
export function textAt(row: Row, path: string): string | null {
  const value = valueAt(row, path);
  return typeof value === 'string' && value !== '' ? value : null;
}

function isReadable(object: ObjectDescribe, path: string): boolean {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return fieldOf(object, first) !== undefined;
  return object.fields.some((field) => field.relationshipName === first);
}
