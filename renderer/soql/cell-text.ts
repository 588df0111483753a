import type { SoqlCell, SoqlColumn } from '../../shared/contract/soql-contract.ts';
import type { FieldValue } from '../../shared/model/field-value.ts';
import { formatValue } from '../proposal/format-value.ts';

/** How values are shown to the signed-in user. */
export type Manner = {
  locale: string;
  timeZone: string /** Where the org is seen in a browser. */;
  instanceUrl: string;
};

const numeric = ['int', 'long', 'double', 'currency', 'percent'];

/** Whether a column's values stand at its right, under each other. */
export function isNumeric(column: SoqlColumn): boolean {
  return numeric.includes(column.type ?? '');
}

/** A cell in one line: dates and numbers in the user's manner, everything else as it is stored. */
export function cellText(cell: SoqlCell, column: SoqlColumn, manner: Manner): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return 'name' in cell ? cell.name : rowsInWords(cell.total);
  if (typeof cell === 'number') return formatValue(cell, null, null, manner).text;
  const isTime = typeof cell === 'string' && (column.type === 'date' || column.type === 'datetime');
  return isTime ? formatValue(cell, column.type, null, manner).text : String(cell);
}

/** A cell as Salesforce stores it: what is copied. */
export function storedText(cell: SoqlCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'object') return String(cell);
  return 'name' in cell ? cell.name : JSON.stringify(cell.rows);
}

/** A cell as the value of its field. */
export function cellValue(cell: SoqlCell): FieldValue {
  if (typeof cell !== 'object' || cell === null) return cell;
  return 'name' in cell ? cell.name : null;
}

/** The record that a cell names, by name or id; `object` is null where only the record itself knows. */
export function recordIn(cell: SoqlCell, column: SoqlColumn): { id: string; object: string | null } | null {
  if (typeof cell === 'object') return cell && 'name' in cell ? { id: cell.id, object: cell.object } : null;
  const isId = column.type === 'id' || column.type === 'reference';
  return isId && typeof cell === 'string' ? { id: cell, object: column.refersTo } : null;
}

/** How many rows, in words. */
export function rowsInWords(count: number): string {
  return count === 1 ? '1 row' : `${count.toLocaleString('en')} rows`;
}
