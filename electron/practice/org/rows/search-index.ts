import type { ObjectType } from '../schema/object-type.ts';
import { nameFieldOf } from '../schema/object-type.ts';
import type { SqlRow, Store } from '../store/store.ts';

const otherTypes: ReadonlySet<string> = new Set(['string', 'textarea', 'url', 'combobox', 'picklist']);

/** Keeps the full-text index in step with a row; deleted rows leave it. */
export function indexRow(store: Store, object: ObjectType, row: SqlRow): void {
  if (!object.searchable) return;
  const id = String(row.Id);
  removeFromIndex(store, id);
  if (row.IsDeleted === 1) return;
  store.run('INSERT INTO _search_row (id, object) VALUES (?, ?)', [id, object.name]);
  const entry = store.get('SELECT row FROM _search_row WHERE id = ?', [id]);
  const nameField = nameFieldOf(object);
  const texts = (pick: (type: string, name: string) => boolean) =>
    object.fields
      .filter((field) => pick(field.type, field.name) && row[field.name] != null)
      .map((field) => String(row[field.name]));
  const phones = texts((type) => type === 'phone');
  store.run('INSERT INTO _search (rowid, name, email, phone, other) VALUES (?, ?, ?, ?, ?)', [
    Number(entry?.row),
    nameField === undefined ? '' : String(row[nameField.name] ?? ''),
    texts((type) => type === 'email').join(' '),
    phones.map(phoneWords).join(' '),
    texts((type, name) => otherTypes.has(type) && name !== nameField?.name).join(' '),
  ]);
}

/** Takes a row out of the full-text index. */
function removeFromIndex(store: Store, id: string): void {
  const entry = store.get('SELECT row FROM _search_row WHERE id = ?', [id]);
  if (entry === undefined) return;
  store.run('DELETE FROM _search WHERE rowid = ?', [Number(entry.row)]);
  store.run('DELETE FROM _search_row WHERE row = ?', [Number(entry.row)]);
}

/** A number is found by its digits with or without country code, however it is punctuated. */
function phoneWords(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  const national = phone.startsWith('+') ? [1, 2, 3].map((length) => digits.slice(length)) : [];
  return [digits, ...national].filter((word) => word.length >= 6).join(' ');
}
