import type { ListedProposal } from '../../shared/contract/views.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { Proposal } from '../../shared/model/proposal.ts';

/** What makes a proposal stand out in a list. */
export type Flag = 'conflict' | 'uncertain' | 'refused' | 'no-record' | 'blocked' | 'unsure';

/** Whether a person has to do something about it: decide, settle by hand, or fix what was refused. */
export function needsPerson(of: Pick<Proposal, 'status'>): boolean {
  const { status } = of;
  if (status.state === 'uncertain') return status.needsPerson;
  return status.state === 'waiting' || status.state === 'failed';
}

/** Ids of what needs a person: callers who are kept waiting first, then those on the line; then what ends sooner, then by age. */
export function orderOfNeed(proposals: Iterable<ListedProposal>): string[] {
  return [...proposals]
    .filter((each) => needsPerson(each.proposal))
    .sort(
      (a, b) =>
        needOf(a) - needOf(b) ||
        (a.clock.heldUntil ?? 0) - (b.clock.heldUntil ?? 0) ||
        (a.clock.expiresAt ?? never) - (b.clock.expiresAt ?? never) ||
        a.proposal.createdAt - b.proposal.createdAt ||
        (a.proposal.id < b.proposal.id ? -1 : 1),
    )
    .map((each) => each.proposal.id);
}

const never = Number.MAX_SAFE_INTEGER;

/** An agent that is kept waiting comes before a caller on the line, and they before everybody else. */
function needOf({ clock, callLive }: ListedProposal): number {
  if (clock.state === 'caller-waiting') return 0;
  return callLive ? 1 : 2;
}

/** The one thing to know first about a proposal, or nothing. */
export function flagOf(of: Pick<Proposal, 'status' | 'readiness' | 'values'>): Flag | null {
  if (of.status.state === 'uncertain') return 'uncertain';
  if (of.status.state === 'failed') return 'refused';
  if (of.status.state !== 'waiting') return null;
  if (of.status.conflict) return 'conflict';
  return readinessFlag(of) ?? (of.values.some((value) => value.certainty === 'unsure') ? 'unsure' : null);
}

function readinessFlag(of: Pick<Proposal, 'readiness'>): Flag | null {
  switch (of.readiness.state) {
    case 'needs-record':
      return 'no-record';
    case 'blocked':
      return 'blocked';
    case 'preparing':
    case 'ready':
      return null;
    default:
      return assertNever(of.readiness);
  }
}
