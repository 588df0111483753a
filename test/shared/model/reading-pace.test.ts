import { describe, expect, it } from 'vitest';
import { usualDeciding } from '../../../shared/model/deciding.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { changedWords, keepsPace, readingBasis, readingMs } from '../../../shared/model/reading-pace.ts';
import { sampleProposal, sampleSnapshot, sampleValue } from '../../support/sample-proposal.ts';

const of = (before: string | null, after: string | null, rest: Partial<Proposal> = {}) =>
  sampleProposal({
    values: [sampleValue({ field: 'Title', value: after })],
    base: sampleSnapshot({ Title: before }),
    ...rest,
  });

describe('the words that are to be read', () => {
  it.each<[string, Proposal, number]>([
    ['one that changes', of('head of sales', 'head of marketing'), 1],
    ['what is cleared', of('head of sales', null), 3],
    ['what comes anew', of(null, 'head of sales', { operation: 'create', base: null }), 3],
    ['nothing where nothing changes', of('same', 'same'), 0],
    ['all that goes with a deletion', of('head of sales', null, { operation: 'delete', values: [] }), 3],
    ['a repetition', of('no', 'no no no'), 2],
  ])('are %s', (_what, proposal, words) => {
    expect(changedWords(proposal)).toBe(words);
  });

  it('take 400 ms, and 60 ms each', () => {
    expect(readingMs(3)).toBe(580);
  });

  it('are to be read anew where they change, not where the proposal does', () => {
    const before = of('a', 'b');
    expect(readingBasis({ ...before, revision: 9, questions: [] })).toBe(readingBasis(before));
    expect(readingBasis(of('a', 'c'))).not.toBe(readingBasis(before));
    const confirming = { state: 'waiting' as const, conflict: null, problem: null, confirming: true };
    expect(readingBasis({ ...before, status: confirming })).not.toBe(readingBasis(before));
  });
});

describe('the pace', () => {
  it.each<[string, Partial<Proposal>, boolean]>([
    ['of what is plain', {}, false],
    ['of what is unsure', { values: [sampleValue({ field: 'Title', value: 'b', certainty: 'unsure' })] }, true],
    ['of what somebody else changed', { status: { state: 'waiting', conflict: ['Title'], problem: null } }, true],
    ['of what is sensitive', { values: [sampleValue({ field: 'OwnerId', value: '005' })] }, true],
    ['of what takes two people', { policy: { effect: 'ask-two', rules: [], why: '' } }, true],
  ])('is kept %s as it is set: never, of what is flagged, or always', (_what, rest, flagged) => {
    const proposal = of('a', 'b', rest);
    expect(keepsPace(proposal, usualDeciding)).toBe(flagged);
    expect(keepsPace(proposal, { ...usualDeciding, pace: 'off' })).toBe(false);
    expect(keepsPace(proposal, { ...usualDeciding, pace: 'all' })).toBe(true);
  });
});
