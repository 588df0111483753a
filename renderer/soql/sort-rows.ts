import type { SoqlCell, SoqlRow } from '../../shared/contract/soql-contract.ts';

/** By which column a result is sorted in the window. */
export type RowOrder = { column: number; descending: boolean };

/** What pressing a heading makes of the order: upwards, then downwards, then as the query has it. */
export function nextOrder(now: RowOrder | null, column: number): RowOrder | null {
  if (now?.column !== column) return { column, descending: false };
  return now.descending ? null : { column, descending: true };
}

/** The places of the rows in this order; equal ones stay as they came, and blanks are at the end. */
export function sortedPlaces(rows: readonly SoqlRow[], order: RowOrder): number[] {
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const keys = rows.map(({ cells }) => keyOf(cells[order.column] ?? null));
  const turn = order.descending ? -1 : 1;
  return rows
    .map((_, place) => place)
    .sort((a, b) => {
      const [one, other] = [keys[a] ?? null, keys[b] ?? null];
      if (one === null || other === null) return Number(one === null) - Number(other === null);
      if (typeof one === 'number' && typeof other === 'number') return turn * (one - other);
      return turn * collator.compare(String(one), String(other));
    });
}

function keyOf(cell: SoqlCell): string | number | null {
  if (typeof cell === 'boolean') return Number(cell);
  if (typeof cell !== 'object' || cell === null) return cell === '' ? null : cell;
  return 'name' in cell ? cell.name : cell.total;
}
