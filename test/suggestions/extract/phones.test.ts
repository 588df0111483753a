import { describe, expect, test } from 'vitest';
import { suggest } from '../../../electron/suggestions/suggest.ts';
import { said, suggestionOf, valuesOf } from '../said.ts';

const ask = ['I want to change my phone number.', 'A: What is the new number?'];

describe('a phone number said aloud', () => {
  test.each([
    ['415-555-0134', '+1 415 555 0134'],
    ['four one five five five five oh one three four', '+1 415 555 0134'],
    ['four one five, triple five, oh one double three', '+1 415 555 0133'],
    ['it is nine one seven, five five five, zero one six six, no dashes', '+1 917 555 0166'],
    ['plus four four, twenty, seven nine four six, double oh two four', '+44 20 7946 0024'],
    ['+49 30 23125 260', '+49 30 23125260'],
  ])('%s → %s', (spoken, phone) => {
    expect(valuesOf('update_contact', ...ask, spoken)).toEqual({ Phone: phone });
  });

  test('is put together from pieces over several utterances', () => {
    const lines = [...ask, 'four one five,', 'A: Okay.', 'five five five,', 'oh one three four'];
    expect(valuesOf('update_contact', ...lines)).toEqual({ Phone: '+1 415 555 0134' });
    expect(suggestionOf('update_contact', ...lines)?.values[0]?.reasons).toContain('given in 3 pieces');
  });

  test('stays as said, and unsure, where it is no number of the country', () => {
    const [value] = suggestionOf('update_contact', ...ask, 'one two three four five six seven eight')?.values ?? [];
    expect(value).toMatchObject({ value: '12345678', certainty: 'unsure' });
  });

  test('is read in the country of the org', () => {
    const conversation = { ...said(...ask, '020 7946 0024'), country: 'GB' };
    expect(suggest(conversation)[0]?.values[0]?.value).toBe('+44 20 7946 0024');
  });

  test('is a mobile number where the caller calls it one', () => {
    const lines = ['Please change my mobile number.', 'A: To what?', 'My mobile is 415 555 0134.'];
    expect(valuesOf('update_contact', ...lines)).toEqual({ MobilePhone: '+1 415 555 0134' });
  });
});
