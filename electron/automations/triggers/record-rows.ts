import { createHash } from 'node:crypto';
import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { fromSalesforceTime } from '../../salesforce/http-date.ts';
import { toId18 } from '../../salesforce/ids.ts';
import { type Row, valueAt } from '../../salesforce/search/query.ts';

/** Those that the object has; a path begins with the name of a relationship. */
export function known(described: ObjectDescribe, names: readonly string[]): string[] {
  const fields = new Map(described.fields.map(({ name }) => [name.toLowerCase(), name]));
  const relations = new Map(
    described.fields.flatMap(({ relationshipName: name }) => (name ? [[name.toLowerCase(), name] as const] : [])),
  );
  const found = names.flatMap((name) => {
    const [first = '', ...rest] = name.split('.');
    if (rest.length === 0) return fields.get(first.toLowerCase()) ?? [];
    const relation = relations.get(first.toLowerCase());
    return relation ? [[relation, ...rest].join('.')] : [];
  });
  return [...new Set(found)];
}

/** What tells when a record was last written: some objects are only ever made. */
export function stampOf({ fields }: ObjectDescribe): string {
  return fields.some(({ name }) => name === 'SystemModstamp') ? 'SystemModstamp' : 'CreatedDate';
}

/** When it was last written, as the org writes it. */
export function stampText(row: Row, described: ObjectDescribe): string {
  return String(row[stampOf(described)] ?? '');
}

/** A moment that a field of it holds; null where none. */
export function timeOf(row: Row, field: string): number | null {
  const text = row[field];
  return typeof text === 'string' ? fromSalesforceTime(text) : null;
}

/** Its id, in 18 characters. */
export function idOf(row: Row): string {
  return toId18(String(row.Id)) ?? String(row.Id);
}

/** What the watched fields hold, told in a few characters; with none named, any write is a change. */
export function digestOf(row: Row, fields: readonly string[], described: ObjectDescribe): string {
  const told =
    fields.length === 0 ? [stampText(row, described)] : known(described, fields).map((name) => valueAt(row, name));
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 16);
}
