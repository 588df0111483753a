import type { ErasedCounts } from '../../../shared/model/retention.ts';

/** What is to be erased, by its ids. */
export type Found = {
  calls: string[];
  proposals: string[];
  /** Entries whose values go beside those of the calls and proposals. */
  journal: number[];
  followUps: string[];
  requests: string[];
  runs: string[];
  /** Notes that one shift left to the next. */
  handovers: string[];
  queries: string[];
};

/** Nothing to be erased. */
export const nothingFound: Found = {
  calls: [],
  proposals: [],
  journal: [],
  followUps: [],
  requests: [],
  runs: [],
  handovers: [],
  queries: [],
};

/** Several counts as one. */
export function sumCounts(counts: readonly ErasedCounts[]): ErasedCounts {
  const sum = (of: (each: ErasedCounts) => number) => counts.reduce((total, each) => total + of(each), 0);
  return {
    calls: sum((each) => each.calls),
    utterances: sum((each) => each.utterances),
    recordings: sum((each) => each.recordings),
    proposals: sum((each) => each.proposals),
    journal: sum((each) => each.journal),
    followUps: sum((each) => each.followUps),
    others: sum((each) => each.others),
  };
}
