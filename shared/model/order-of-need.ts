import type { SensitiveSettings } from './deciding.ts';
import { needsPerson, riskOf, risks } from './need.ts';
import type { Proposal } from './proposal.ts';

/** What the order goes by; of the clock only what is a deadline. */
export type Needing = {
  proposal: Proposal;
  callLive: boolean;
  clock: { state: string; heldUntil: number | null; expiresAt: number | null };
};

/** An end nearer than this is urgent; a later one says nothing about who comes first. */
const nearMs = 60 * 60 * 1000;
const never = Number.MAX_SAFE_INTEGER;

/**
 * Ids of what needs a person, most needed first: callers who are kept waiting, then those on the line, then everybody else;
 * among them what ends sooner, then what more hangs on, then what is older.
 */
export function orderOfNeed(proposals: Iterable<Needing>, now: number, sensitive: SensitiveSettings): string[] {
  return [...proposals]
    .filter((each) => needsPerson(each.proposal))
    .map((each) => needOf(each, now, sensitive))
    .sort(
      (a, b) =>
        a.caller - b.caller || a.ends - b.ends || b.risk - a.risk || a.since - b.since || (a.id < b.id ? -1 : 1),
    )
    .map(({ id }) => id);
}

function needOf({ proposal, callLive, clock }: Needing, now: number, sensitive: SensitiveSettings) {
  const waiting = clock.state === 'caller-waiting';
  return {
    id: proposal.id,
    // What was told of once more stands beside the callers on the line.
    caller: callerRank(waiting, callLive || proposal.remindedAt !== undefined),
    ends: waiting ? (clock.heldUntil ?? never) : nearEnd(clock.expiresAt, now),
    risk: risks.indexOf(riskOf(proposal, sensitive)),
    since: proposal.createdAt,
  };
}

function callerRank(waiting: boolean, live: boolean): number {
  if (waiting) return 0;
  return live ? 1 : 2;
}

function nearEnd(expiresAt: number | null, now: number): number {
  return expiresAt !== null && expiresAt - now <= nearMs ? expiresAt : never;
}
