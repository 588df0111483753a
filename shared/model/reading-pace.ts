import type { Deciding } from './deciding.ts';
import { diffProposal } from './diff.ts';
import type { FieldValue } from './field-value.ts';
import { riskOf } from './need.ts';
import type { Proposal } from './proposal.ts';

const beginsMs = 400;
const perWordMs = 60;

/** How long it takes at the least to read so many changed words, in milliseconds. */
export function readingMs(words: number): number {
  return beginsMs + perWordMs * words;
}

/** How many words a proposal would change: what goes and what comes, whichever is more in each field. */
export function changedWords(of: Proposal): number {
  if (of.operation === 'delete') {
    return sum(Object.values((of.current ?? of.base)?.fields ?? {}).map((value) => wordsOf(value).length));
  }
  const rows = diffProposal(of).filter(({ change }) => of.operation !== 'update' || change !== 'unchanged');
  return sum(rows.map(({ current, proposed }) => differing(wordsOf(current), wordsOf(proposed))));
}

/** Whether the pace of deciding about it is kept, as it is set. */
export function keepsPace(of: Proposal, { pace, sensitive }: Pick<Deciding, 'pace' | 'sensitive'>): boolean {
  if (pace !== 'flagged') return pace === 'all';
  const marked = of.values.some(({ marks = [] }) => marks.length > 0);
  return marked || riskOf(of, sensitive) !== 'usual';
}

/** What of a proposal has to be read before it is decided: where that changes, reading begins anew. */
export function readingBasis(of: Proposal): string {
  const seen = of.current ?? of.base;
  const confirming = of.status.state === 'waiting' && of.status.confirming === true;
  return JSON.stringify([
    of.record?.id,
    of.readiness.state,
    confirming,
    of.values.map(({ field, value }) => [field, value, seen?.fields[field]]),
  ]);
}

function differing(before: readonly string[], after: readonly string[]): number {
  return Math.max(1, missing(before, after), missing(after, before));
}

/** How many of some words the others lack. */
function missing(words: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  return words.filter((word) => {
    const held = left.get(word) ?? 0;
    left.set(word, held - 1);
    return held <= 0;
  }).length;
}

function wordsOf(value: FieldValue): string[] {
  return value === null ? [] : (String(value).match(/\S+/g) ?? []);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
