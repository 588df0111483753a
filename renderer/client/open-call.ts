import type { CallDoorsView, ProposalClock } from '../../shared/contract/clock-view.ts';
import type { CallChange, CallSummary } from '../../shared/contract/views.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { SaidView } from '../../shared/model/said-claim.ts';
import type { Utterance } from '../../shared/model/utterance.ts';

/** One call as the window holds it. */
export type OpenCall = {
  summary: CallSummary | null;
  /** In the order they were said. */
  utterances: readonly Utterance[];
  /** In the order they were made. */
  proposals: readonly Proposal[];
  /** The caller's clock of each open one. */
  clocks: Readonly<Record<string, ProposalClock>>;
  /** What the agent told the caller, beside what really happened. */
  said: readonly SaidView[];
  /** What can be done in the call; null until it is told. */
  doors: CallDoorsView | null;
};

/** A call of which nothing is known yet. */
export const unopenedCall: OpenCall = {
  summary: null,
  utterances: [],
  proposals: [],
  clocks: {},
  said: [],
  doors: null,
};

/** Takes in what is new in a call. */
export function applyCallChange(held: OpenCall, change: CallChange): OpenCall {
  const before = change.reset ? unopenedCall : withoutErased(held, change);
  return {
    summary: change.summary ?? before.summary,
    utterances: merge(before.utterances, change.utterances, (a, b) => a.seq - b.seq),
    proposals: merge(before.proposals, change.proposals, (a, b) => a.createdAt - b.createdAt || compare(a.id, b.id)),
    clocks: change.clocks,
    said: change.said ?? before.said,
    doors: change.doors ?? before.doors,
  };
}

/** What was erased meanwhile is told of as a change of the call alone. */
function withoutErased(held: OpenCall, { summary }: CallChange): OpenCall {
  const erased = summary?.call.erased;
  if (!erased || held.summary?.call.erased?.at === erased.at) return held;
  return { ...held, utterances: held.utterances.filter(({ receivedAt }) => receivedAt > erased.at), said: [] };
}

/** Replaces by id, adds what is new, keeps the order; untouched entries stay the same objects so that rows need no render. */
function merge<Entry extends { id: string }>(
  held: readonly Entry[],
  incoming: readonly Entry[],
  order: (a: Entry, b: Entry) => number,
): readonly Entry[] {
  if (incoming.length === 0) return held;
  if (follows(held.at(-1), incoming, order)) return [...held, ...incoming];
  const byId = new Map(held.map((entry) => [entry.id, entry]));
  for (const entry of incoming) byId.set(entry.id, entry);
  return [...byId.values()].sort(order);
}

/** Whether all of it comes after what is held, as nearly always: then nothing has to be looked up or sorted. */
function follows<Entry>(
  last: Entry | undefined,
  incoming: readonly Entry[],
  order: (a: Entry, b: Entry) => number,
): boolean {
  return incoming.every((entry, index) => {
    const before = incoming[index - 1] ?? last;
    return before === undefined || order(before, entry) < 0;
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}
