import { describe, expect, test } from 'vitest';
import { missingWords, wordsOf } from '../../electron/calls/missing-words.ts';

function missing(whole: string, known: string): string[] {
  const words = wordsOf(whole);
  const flags = missingWords(
    words.map(({ word }) => word),
    wordsOf(known).map(({ word }) => word),
  );
  return words.filter((_word, index) => flags[index]).map(({ word }) => word);
}

describe('missing words', () => {
  test('are none where the texts differ in punctuation and case alone', () => {
    expect(missing('Hello, how can I help?', 'hello how can i help')).toEqual([]);
  });

  test('are those that the known text leaves out, wherever they stand', () => {
    expect(missing('one two three four', 'three four')).toEqual(['one', 'two']);
    expect(missing('one two three four', 'one four')).toEqual(['two', 'three']);
    expect(missing('one two three four', 'one two')).toEqual(['three', 'four']);
    expect(missing('one two', '')).toEqual(['one', 'two']);
  });

  test('are not those that were heard otherwise, or masked', () => {
    expect(missing('I owe 25 dollars', 'I owe twenty five dollars')).toEqual([]);
    expect(missing('card 4111 1111 1111 1111 please', 'card ••••••••••••••••••• please')).toEqual([]);
  });

  test('are told of long conversations without comparing everything with everything', () => {
    const told = Array.from({ length: 20_000 }, (_none, index) => `w${index}`).join(' ');
    const started = performance.now();
    expect(missing(`${told} and more`, told)).toEqual(['and', 'more']);
    expect(missing(told, 'another conversation')).toHaveLength(2_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
