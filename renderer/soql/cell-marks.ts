import { assertNever } from '../../shared/model/assert-never.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { CellChange } from './soql-session.ts';

/** What became of a change that was proposed for a cell. */
export type CellMark = { words: 'proposed' | 'sending' | 'refused' | 'written or not?' | 'written'; reference: string };

/** The mark of each cell that something was proposed for, by row and field; the newest proposal counts. */
export function cellMarks(
  changes: readonly CellChange[],
  find: (proposal: string) => Proposal | undefined,
): ReadonlyMap<string, CellMark> {
  const marks = new Map<string, CellMark>();
  for (const { proposal, row, field } of changes) {
    const of = find(proposal);
    const words = of ? wordsOf(of) : null;
    if (of && words) marks.set(cellKey(row, field), { words, reference: of.reference });
  }
  return marks;
}

/** Why a cell is not edited now: something that was proposed for it is not decided yet, or not settled. */
export function undecided(mark: CellMark | null): string | null {
  if (!mark || mark.words === 'written') return null;
  return `${mark.reference} is about this value already. Decide it, or edit it there.`;
}

/** What a cell is called among the marks. */
export function cellKey(row: string, field: string): string {
  return `${row} ${field}`;
}

function wordsOf({ status }: Proposal): CellMark['words'] | null {
  switch (status.state) {
    case 'waiting':
      return 'proposed';
    case 'approved':
    case 'writing':
      return 'sending';
    case 'uncertain':
      return 'written or not?';
    case 'failed':
      return 'refused';
    case 'written':
      return 'written';
    case 'rejected':
    case 'expired':
    case 'superseded':
    case 'undone':
      return null;
    default:
      return assertNever(status);
  }
}
