import type { SoqlCell, SoqlColumn, SoqlRow } from '../../shared/contract/soql-contract.ts';
import { csvLine, csvText } from '../../shared/model/csv-text.ts';

/** A result as CSV (RFC 4180): no cell of it is a formula to a spreadsheet. */
export function toCsv(columns: readonly SoqlColumn[], rows: readonly SoqlRow[]): string {
  const lines = [columns.map(({ path }) => csvText(path)), ...rows.map(({ cells }) => cells.map(csvCell))];
  return lines.map(csvLine).join('');
}

/** One value; a number is a number and needs no guard. */
export function csvCell(cell: SoqlCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  if (typeof cell === 'string') return csvText(cell);
  if ('name' in cell) return csvText(cell.name);
  // Records within a record: as JSON, so that nothing is lost.
  const { columns } = cell;
  return csvText(
    JSON.stringify(cell.rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])))),
  );
}
