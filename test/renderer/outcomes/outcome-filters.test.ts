import { describe, expect, it } from 'vitest';
import {
  filterNamed,
  holdsOutcomeWords,
  type OutcomeFilter,
  outcomesPath,
  partOfAddress,
  passesFilter,
} from '../../../renderer/outcomes/outcome-filters.ts';
import { isWithin, narrowText, readNarrow } from '../../../renderer/outcomes/outcomes-narrow.ts';
import { lineAt, lineBeside, nextSpeed } from '../../../renderer/outcomes/spoken-at.ts';
import type { OutcomeRow } from '../../../shared/contract/outcomes-contract.ts';

const row = (over: Partial<OutcomeRow> = {}): OutcomeRow => ({
  call: 'c1',
  org: 'o1',
  name: 'Dana Reyes',
  platform: 'vapi',
  agent: 'Front desk',
  channel: 'phone',
  startedAt: 0,
  endedAt: 1,
  seconds: 80,
  disposition: 'Resolved',
  sentiment: 'neutral',
  edited: false,
  reviewed: true,
  flagged: false,
  assigned: null,
  agrees: null,
  notes: 0,
  waiting: 0,
  written: 1,
  rejected: 0,
  owed: 0,
  log: null,
  ...over,
});

describe('calls in the queue', () => {
  it.each<[OutcomeFilter, Partial<OutcomeRow>]>([
    ['review', { reviewed: false }],
    ['owed', { owed: 1 }],
    ['negative', { sentiment: 'negative' }],
    ['long', { seconds: 600 }],
    ['unwritten', { written: 0 }],
    ['flagged', { flagged: true }],
    ['mine', { assigned: 'Sam Ortiz' }],
  ])('pass %s by what they are', (show, over) => {
    expect(passesFilter(row(over), show, 'Sam Ortiz')).toBe(true);
    expect(passesFilter(row(), show, 'Sam Ortiz')).toBe(false);
  });

  it('are not unwritten once their log is, and are nobody’s while nobody is signed in', () => {
    expect(passesFilter(row({ written: 0, log: 'written' }), 'unwritten', null)).toBe(false);
    expect(passesFilter(row({ assigned: null }), 'mine', null)).toBe(false);
  });

  it('are found by every word that was typed', () => {
    expect(holdsOutcomeWords(row(), 'dana  RESOLVED')).toBe(true);
    expect(holdsOutcomeWords(row(), 'dana negative')).toBe(false);
  });

  it('have an address for each view of them', () => {
    const whole = { show: 'review' as const, call: null, text: '', narrow: null };
    expect(outcomesPath(whole)).toBe('/outcomes/review');
    expect(outcomesPath({ ...whole, show: 'all', call: 'c1' })).toBe('/outcomes/all/c1');
    expect(outcomesPath({ ...whole, show: 'owed', text: 'a/b ü' })).toBe('/outcomes/owed/-/a%2Fb%20%C3%BC');
    expect(filterNamed('owed')).toBe('owed');
    expect(filterNamed('nonsense')).toBe('review');
  });
});

describe('calls that a figure leads to', () => {
  const narrow = { from: 10, to: 20, org: 'o1', disposition: 'Not resolved', but: [] };

  it('are those that began then and came out so, and no others', () => {
    const fitting = row({ startedAt: 10, disposition: 'Not resolved' });
    expect(isWithin(fitting, narrow)).toBe(true);
    for (const other of [{ startedAt: 20 }, { startedAt: 9 }, { org: 'o2' }, { disposition: 'Resolved' }])
      expect(isWithin({ ...fitting, ...other }, narrow)).toBe(false);
    const rest = { ...narrow, org: null, disposition: null, but: ['Resolved'] };
    expect(isWithin(fitting, rest)).toBe(true);
    expect(isWithin({ ...fitting, disposition: 'Resolved' }, rest)).toBe(false);
  });

  it('have an address that says the same again', () => {
    const told = { ...narrow, disposition: null, but: ['A & B', 'x/y?'] };
    for (const each of [narrow, told]) expect(readNarrow(narrowText(each))).toEqual(each);
    const [, , , , , last] = outcomesPath({ show: 'all', call: null, text: '', narrow: told }).split('/');
    expect(readNarrow(partOfAddress(last) ?? '')).toEqual(told);
    expect(readNarrow('')).toBeNull();
  });
});

describe('the line that is heard', () => {
  const lines = [
    { id: 'a', startMs: 500 },
    { id: 'b', startMs: null },
    { id: 'c', startMs: 4_000 },
  ];

  it('is the last that began', () => {
    expect([0, 500, 3_999, 4_000, 99_000].map((ms) => lineAt(lines, ms))).toEqual([null, 'a', 'a', 'c', 'c']);
  });

  it('has one before and one after it, as far as there are any', () => {
    expect(lineBeside(lines, 600, 1)?.id).toBe('c');
    expect(lineBeside(lines, 9_000, 1)?.id).toBe('c');
    expect(lineBeside(lines, 9_000, -1)?.id).toBe('a');
    expect(lineBeside([], 0, 1)).toBeNull();
  });

  it('is heard at one of a few speeds', () => {
    expect([nextSpeed(1, 1), nextSpeed(1, -1), nextSpeed(2, 1), nextSpeed(0.75, -1)]).toEqual([1.25, 0.75, 2, 0.75]);
  });
});
