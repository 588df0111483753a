import { expect, test } from 'vitest';
import { sharedPart, wordDiff } from '../../../renderer/ui/word-diff.ts';
import { fc } from '../../support/properties.ts';

const changed = (runs: { kind: string; text: string }[]) =>
  runs.filter((run) => run.kind === 'changed').map((run) => run.text);
const whole = (runs: { text: string }[]) => runs.map((run) => run.text).join('');

test('marks only the words that differ', () => {
  const diff = wordDiff('Prefers calls in the morning, ring once.', 'Prefers calls in the evening, ring twice.');
  expect(changed(diff.before)).toEqual(['morning', 'once']);
  expect(changed(diff.after)).toEqual(['evening', 'twice']);
});

test('words added in the middle are marked on one side only', () => {
  const diff = wordDiff('ring the bell', 'ring and hold the bell');
  expect(changed(diff.before)).toEqual([]);
  expect(changed(diff.after).join('').trim()).toBe('and hold');
});

test('equal texts share everything, unlike texts nothing', () => {
  expect(sharedPart(wordDiff('same', 'same').before)).toBe(1);
  expect(sharedPart(wordDiff('abc', 'xyz').before)).toBe(0);
});

test('texts too long to compare are marked as replaced', () => {
  const long = (word: string) => Array.from({ length: 2000 }, (_, index) => `${word}${index}`).join(' ');
  const diff = wordDiff(long('a'), long('b'));
  expect(sharedPart(diff.before)).toBeLessThan(0.5);
});

test('both sides keep every character, and what is shared is the same on both', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', 'é') });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = wordDiff(before, after);
      expect(whole(diff.before)).toBe(before);
      expect(whole(diff.after)).toBe(after);
      const same = (runs: { kind: string; text: string }[]) => whole(runs.filter((run) => run.kind === 'same'));
      expect(same(diff.before)).toBe(same(diff.after));
    }),
  );
});
