import { type Problem, toProblem } from '../../shared/model/problem.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';

/** What goes when a record is deleted, in sentences. */
export function deletionConsequences(of: {
  counts: readonly { label: string; count: number }[];
  all: boolean;
}): string[] {
  const listed = of.counts.map(({ label, count }) => `${count} ${label}`);
  const rest = of.all ? [] : ['whatever else hangs on it'];
  const goes = [...listed, ...rest];
  return [
    goes.length > 0
      ? `${joined(goes)} ${goes.length === 1 && of.counts[0]?.count === 1 ? 'goes' : 'go'} with it.`
      : 'Nothing else goes with it.',
    'The recycle bin keeps it for 15 days; it is brought back from there in Salesforce, not from here.',
  ];
}

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
