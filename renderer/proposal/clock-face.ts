import type { ProposalClock } from '../../shared/contract/clock-view.ts';
import type { Proposal } from '../../shared/model/proposal.ts';

/** What the clock of a card shows. */
export type ClockFace =
  /** The agent waits: so much is left to answer it in the call, and which part of the whole that is. */
  | { kind: 'left'; ms: number; part: number }
  /** Nobody is kept waiting: for so long the proposal has been. */
  | { kind: 'parked' | 'gone' | 'on-the-line' | 'waiting'; ms: number };

type Faced = Pick<Proposal, 'createdAt' | 'askers' | 'call'>;

/** Reads the caller's clock at a moment. `callLive` says whether the caller is still on the line. */
export function clockFace(of: Faced, clock: ProposalClock | null, callLive: boolean, now: number): ClockFace {
  if (clock?.state === 'caller-waiting' && clock.heldUntil !== null) {
    const whole = Math.max(1, clock.heldUntil - askedAt(of));
    const ms = Math.max(0, clock.heldUntil - now);
    return { kind: 'left', ms, part: Math.min(1, ms / whole) };
  }
  const ms = now - of.createdAt;
  if (of.call === null) return { kind: clock?.state === 'parked' ? 'parked' : 'waiting', ms };
  if (!callLive) return { kind: 'gone', ms };
  return { kind: clock?.state === 'parked' ? 'parked' : 'on-the-line', ms };
}

/** When the question came that is being held: others may have joined the card before. */
function askedAt({ askers, createdAt }: Faced): number {
  const agents = askers.filter((each) => each.kind === 'agent').map(({ at }) => at);
  return agents.length > 0 ? Math.max(...agents) : createdAt;
}
