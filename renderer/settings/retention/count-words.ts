import type { ErasedCounts } from '../../../shared/model/retention.ts';

const words: readonly (readonly [keyof ErasedCounts, one: string, many: string])[] = [
  ['calls', 'call', 'calls'],
  ['utterances', 'utterance', 'utterances'],
  ['recordings', 'fetched recording', 'fetched recordings'],
  ['proposals', 'proposal', 'proposals'],
  ['journal', 'set of values beside the journal', 'sets of values beside the journal'],
  ['followUps', 'follow-up', 'follow-ups'],
  ['others', 'request, run or query', 'requests, runs and queries'],
];

/** How much it is, in words; null where it is nothing. */
export function countWords(counts: ErasedCounts): string | null {
  const told = words.flatMap(([key, one, many]) => {
    const count = counts[key];
    return count === 0 ? [] : [`${count.toLocaleString('en')} ${count === 1 ? one : many}`];
  });
  if (told.length === 0) return null;
  const last = told.pop();
  return told.length === 0 ? (last ?? null) : `${told.join(', ')} and ${last}`;
}
