import { type Problem, toProblem } from '../../shared/model/problem.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';

type Count = { label: string; count: number };

/** What hangs on a record that is to be deleted. */
export type Hanging = {
  counts: readonly Count[];
  /** Salesforce keeps the record as long as they are there. */
  keeps: readonly Count[];
  /** False where there are kinds that were not counted. */
  all: boolean;
};

/** What goes when a record is deleted, in sentences; first what will not let it go. */
export function deletionConsequences(of: Hanging): string[] {
  const goes = [...toldOf(of.counts), ...(of.all ? [] : ['whatever else hangs on it'])];
  return [
    ...of.keeps.map(
      ({ label, count }) =>
        `Salesforce will refuse it: ${count} ${label} ${count === 1 ? 'is' : 'are'} associated with it.`,
    ),
    goes.length > 0
      ? `${joined(goes)} ${goes.length === 1 && of.counts[0]?.count === 1 ? 'goes' : 'go'} with it.`
      : 'Nothing else goes with it.',
    'The recycle bin keeps it for 15 days; it is brought back from there in Salesforce, not from here.',
  ];
}

const toldOf = (counts: readonly Count[]) => counts.map(({ label, count }) => `${count} ${label}`);

/** What is asked after the first approval of a deletion. */
export function askAgain(record: RecordRef | null, consequences: readonly string[]): Problem {
  const name = record ? `${record.name}${record.detail ? ` (${record.detail})` : ''}` : 'the record';
  return toProblem('not-allowed', `Delete ${name}? ${consequences.join(' ')} Approve once more to delete it.`, {
    code: 'confirm-delete',
  });
}

function joined(parts: readonly string[]): string {
  if (parts.length <= 1) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
