import type { Detail, Heard } from '../extract/heard.ts';

/** A heard value and the field it goes to. */
export type Fielded = { field: string; heard: Heard };

/** Salesforce keeps a person's name in two fields; a single name is the last name, which is required. */
export function inTwoNames(heard: Heard, fields: Partial<Readonly<Record<Detail, string>>>): Fielded[] {
  const field = fields[heard.detail];
  if (heard.detail !== 'name') return field ? [{ field, heard }] : [];
  const names = String(heard.value).split(/\s+/);
  const last = names.at(-1) ?? '';
  const first = names.slice(0, -1).join(' ');
  const lastName = { field: 'LastName', heard: { ...heard, value: last, start: heard.end - last.length } };
  if (first === '') return [lastName];
  return [{ field: 'FirstName', heard: { ...heard, value: first, end: heard.start + first.length } }, lastName];
}
