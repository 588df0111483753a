import { proposalOfToken } from '../../../shared/model/change-set.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { Effect } from '../../practice/org/control/effects.ts';
import type { PreparedWrite } from './faults-world.ts';

/** How a proposal of a run ended. */
export type FaultsEnd = 'written' | 'failed' | 'conflict' | 'needs-person' | 'untouched' | 'unended';

/** How a proposal ended, told by its state alone. */
export function endOf({ status }: Proposal): FaultsEnd {
  switch (status.state) {
    case 'written':
      return 'written';
    case 'failed':
      return 'failed';
    case 'rejected':
      return 'untouched';
    case 'waiting':
      return status.conflict === null ? 'untouched' : 'conflict';
    case 'uncertain':
      return status.needsPerson ? 'needs-person' : 'unended';
    default:
      return 'unended';
  }
}

/** What of this write really committed. */
export function effectsOf({ object, recordId, fields, planned }: PreparedWrite, effects: readonly Effect[]): Effect[] {
  return effects.filter((effect) => {
    if (effect.object !== object || (recordId !== null && effect.id !== recordId)) return false;
    if (planned.writeClass === 'delete') return effect.operation === 'delete';
    return Object.entries(fields).every(
      ([name, value]) => effect.fields[name] === value || proposalOfToken(value) !== null,
    );
  });
}

/** What contradicts the promise: one effect of what is written, none of anything else, never two, and an end to it. */
export function brokenPromise(write: PreparedWrite, proposal: Proposal, effects: readonly Effect[]): string | null {
  const { planned } = write;
  const end = endOf(proposal);
  const count = effectsOf(write, effects).length;
  const why = 'problem' in proposal.status ? ` (${proposal.status.problem?.message})` : '';
  const told = `${planned.mark} (${planned.writeClass}, ${planned.decision}) ended ${end}${why} with ${count} effects`;
  if (planned.decision !== 'approve') return end === 'untouched' && count === 0 ? null : told;
  const isKept = { written: count === 1, 'needs-person': count <= 1, failed: count === 0, conflict: count === 0 };
  // It waits again, and nothing of it was sent, where what it comes after was refused.
  if (end === 'untouched' && planned.after !== null) return count === 0 ? null : told;
  if (end === 'untouched' || end === 'unended') return told;
  if (!isKept[end]) return told;
  return planned.invalid && end === 'written' ? `${told} although Salesforce had to refuse it` : null;
}

/** Whether two writes to one record went out in the order of their approval. */
export function outOfOrder(writes: readonly PreparedWrite[], effects: readonly Effect[]): string | null {
  for (const [at, write] of writes.entries()) {
    const before = writes[at - 1];
    if (!before || !write.planned.sameRecord || before.recordId !== write.recordId) continue;
    const [first] = effectsOf(before, effects);
    const [second] = effectsOf(write, effects);
    if (first && second && first.seq > second.seq) return `${write.planned.mark} overtook ${before.planned.mark}`;
  }
  return null;
}
