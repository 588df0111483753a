import { fromSalesforceTime } from '../http-date.ts';
import { textAt } from '../records/display-name.ts';
import type { Row } from '../search/query.ts';

/** A day as it stands, or an instant in the form every browser reads; null where it is blank. */
export function instantAt(row: Row, field: string): string | null {
  const text = textAt(row, field);
  if (text === null || !text.includes('T')) return text;
  const at = fromSalesforceTime(text);
  return at === null ? null : new Date(at).toISOString();
}
