import type { SoqlColumn, SoqlRow } from '../../shared/contract/soql-contract.ts';
import { cellText, type Manner } from './cell-text.ts';

const rowsLookedAt = 60;
const characterPx = 7.3;
const aroundPx = 28;
const linkPx = 22;
const narrowest = 64;
const widest = 320;

/** How wide each column is: as its heading and its first rows need, within reason. */
export function columnWidths(columns: readonly SoqlColumn[], rows: readonly SoqlRow[], manner: Manner): number[] {
  const seen = rows.slice(0, rowsLookedAt);
  return columns.map((column, at) => {
    const texts = seen.map(({ cells }) => cellText(cells[at] ?? null, column, manner).length);
    const longest = Math.max(column.path.length, ...texts);
    const links = column.type === 'id' || column.type === 'reference' ? linkPx : 0;
    return Math.round(Math.min(widest, Math.max(narrowest, longest * characterPx + aroundPx + links)));
  });
}
