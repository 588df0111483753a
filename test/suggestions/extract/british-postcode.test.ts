import { describe, expect, test } from 'vitest';
import { placesIn } from '../../../electron/suggestions/extract/places.ts';
import { hear } from '../../../electron/suggestions/reading/hearing.ts';
import { said } from '../said.ts';

const postcodeOf = (answer: string, question = 'A: What is your postcode?') =>
  placesIn(hear(said(question, answer))).find(({ detail }) => detail === 'postal-code')?.value;

describe('a British postcode', () => {
  test.each([
    ['l u five 6 l z', 'LU5 6LZ'],
    ["it's SW1A 1AA", 'SW1A 1AA'],
    ['w1 2bc please', 'W1 2BC'],
    ['echo charlie two alpha four bravo papa', 'EC2A 4BP'],
  ])('%s → %s', (spoken, postcode) => {
    expect(postcodeOf(spoken)).toBe(postcode);
  });

  test('is not made of an answer that holds more, or was not asked for', () => {
    expect(postcodeOf('sw1a 1aa is what my neighbour has')).not.toBe('SW1A 1AA');
    expect(postcodeOf('l u five 6 l z', 'A: What is the code on the label?')).not.toBe('LU5 6LZ');
  });
});
