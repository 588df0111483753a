import type { CallSummary } from '../../shared/contract/views.ts';

/** Ids of calls in progress and of ended ones, as they should stand. */
export type CallSections = { live: readonly string[]; ended: readonly string[] };

/** Live calls by start, so that a new one is added below; ended ones latest first, what still waits before the rest. */
export function callSections(summaries: Iterable<CallSummary>): CallSections {
  const all = [...summaries];
  const live = all.filter((each) => each.call.endedAt === null).sort((a, b) => a.call.startedAt - b.call.startedAt);
  const ended = all
    .filter((each) => each.call.endedAt !== null)
    .sort((a, b) => Number(b.waiting > 0) - Number(a.waiting > 0) || (b.call.endedAt ?? 0) - (a.call.endedAt ?? 0));
  return { live: live.map((each) => each.call.id), ended: ended.map((each) => each.call.id) };
}

/** The sections with nothing moved: what is new is added below, what ended stays where it stands. */
export function holdSections(held: CallSections, wanted: CallSections): CallSections {
  const known = new Set([...held.live, ...held.ended]);
  const addedLive = wanted.live.filter((id) => !known.has(id));
  const addedEnded = wanted.ended.filter((id) => !known.has(id));
  return { live: [...held.live, ...addedLive], ended: [...held.ended, ...addedEnded] };
}
