import { expect, test } from 'vitest';
import { toEvidence, toPick, whyNotUse, wordsIn } from '../../../renderer/transcript/word-pick.ts';
import { sampleUtterance } from '../../support/renderer-samples.ts';

const quote = (text: string) => wordsIn(text).map(({ start, end }) => text.slice(start, end));

test('words are bare of the punctuation around them, not of that within', () => {
  expect(quote('“Well, it’s dana@reyes.example – or $1,200, (really)!”')).toEqual([
    'Well',
    'it’s',
    'dana@reyes.example',
    'or',
    '$1,200',
    'really',
  ]);
});

test('offsets are those of UTF-16, whatever the words are made of', () => {
  const of = sampleUtterance('u1', 'Tack 🙏🏽, Åsa sa ja.');
  const pick = toPick(of, of.text.indexOf('Åsa') - 1, of.text.length);
  expect(pick).toEqual({ utterance: 'u1', start: of.text.indexOf('Åsa'), end: of.text.length });
  expect(pick && toEvidence(pick, of).quote).toBe('Åsa sa ja.');
});

test('blanks alone are no words', () => {
  expect(toPick(sampleUtterance('u1', 'Yes.  No.'), 4, 6)).toBeNull();
});

test('words of a masked secret cannot be used, nor what is still being said', () => {
  const masked = sampleUtterance('u1', 'My PIN is •••• thanks', { masked: [{ start: 10, end: 14, kind: 'pin' }] });
  const at = (start: number, end: number) => ({ utterance: 'u1', start, end });
  expect(whyNotUse(at(3, 12), masked)).toMatch(/secret was masked/);
  expect(whyNotUse(at(10, 14), masked)).toMatch(/secret was masked/);
  expect(whyNotUse(at(15, 21), masked)).toBeNull();
  expect(whyNotUse(at(0, 2), sampleUtterance('u1', 'My email', { state: 'partial' }))).toMatch(/still being said/);
});
