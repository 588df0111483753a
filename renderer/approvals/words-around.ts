import type { Proposal } from '../../shared/model/proposal.ts';
import type { Utterance } from '../../shared/model/utterance.ts';

const turnsBefore = 1;
const turnsAfter = 1;

/** The turns that support or caused a proposal, each with its neighbours: enough to judge it without opening the call. */
export function wordsAround(utterances: readonly Utterance[], of: Pick<Proposal, 'values' | 'pinnedTo'>): Utterance[] {
  const sought = new Set(
    of.values.flatMap(({ evidence, marks = [] }) =>
      [evidence, ...marks.map((mark) => mark.evidence)].flatMap((each) => each?.utterance ?? []),
    ),
  );
  if (of.pinnedTo !== null) sought.add(of.pinnedTo);
  const kept = new Set<number>();
  utterances.forEach((utterance, index) => {
    if (!sought.has(utterance.id)) return;
    for (let at = index - turnsBefore; at <= index + turnsAfter; at += 1) kept.add(at);
  });
  return utterances.filter((_, index) => kept.has(index));
}
