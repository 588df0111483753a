import { isAccessToken } from '../../shared/model/access-token.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { timeLeft } from '../ui/times.ts';

/** What to say about a step in a proposal's life; loud where it did not go as decided. */
export function outcomeNotice(before: Proposal, after: Proposal): { words: string; loud: boolean } | null {
  if (before.status.state === after.status.state) return null;
  const what = `${after.actionLabel}${after.record ? `, ${after.record.name}` : ''} (${after.reference})`;
  if (isAccessToken(after)) return tokenNotice(after, what);
  switch (after.status.state) {
    case 'written':
      return { words: `Written: ${what}`, loud: false };
    case 'failed':
      return { words: `Salesforce refused ${what}: ${after.status.problem.message}`, loud: true };
    case 'uncertain':
      return after.status.needsPerson
        ? { words: `It could not be told whether ${what} was written. Please look.`, loud: true }
        : null;
    case 'waiting':
      return after.status.conflict
        ? { words: `The record changed before ${what} was written. Nothing was sent; it asks again.`, loud: true }
        : null;
    default:
      return null;
  }
}

/** What every window says of a proposal whose end is near, without its values. */
export function reminderNotice(before: Proposal, after: Proposal): { words: string; loud: boolean } | null {
  if (before.remindedAt !== undefined || after.remindedAt === undefined || after.status.state !== 'waiting')
    return null;
  const left = timeLeft((after.expiresAt ?? after.remindedAt) - after.remindedAt);
  return {
    words: `Nobody decided yet: ${after.actionLabel} (${after.reference}) ends undecided in ${left}.`,
    loud: true,
  };
}

function tokenNotice({ status }: Proposal, what: string): { words: string; loud: boolean } | null {
  if (status.state === 'written') return { words: `Given to the agent: ${what}`, loud: false };
  if (status.state === 'failed') return { words: `Not given: ${what}. ${status.problem.message}`, loud: true };
  return null;
}
