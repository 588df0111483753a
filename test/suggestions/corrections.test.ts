import { describe, expect, test } from 'vitest';
import { suggestionOf, valuesOf } from './said.ts';

const ask = 'I need to change my email.';

describe('a value that was corrected or confirmed', () => {
  test('is the later one, and says what it was corrected from', () => {
    const [value] =
      suggestionOf('update_contact', ask, "It's jane at old dot com.", "No wait, it's jane at new dot org.")?.values ??
      [];
    expect(value).toMatchObject({
      value: 'jane@new.org',
      reasons: expect.arrayContaining(['corrected from jane@old.com']),
    });
    expect(value?.evidence.utterance).toBe('u2');
  });

  test('is corrected within one utterance', () => {
    const line = 'My new number is 415 555 0134, sorry, I mean 415 555 0199. Please update my phone number.';
    expect(valuesOf('update_contact', line)).toEqual({ Phone: '+1 415 555 0199' });
  });

  test('is the agent’s where the caller confirmed it, and says so', () => {
    const [value] = suggestionOf('update_contact', ask, 'A: Is it jane@new.org?', "Yes, that's right.")?.values ?? [];
    expect(value).toMatchObject({
      value: 'jane@new.org',
      certainty: 'likely',
      evidence: { utterance: 'u1', quote: 'jane@new.org' },
      reasons: expect.arrayContaining(['the agent said it and the caller confirmed it']),
    });
  });

  test('is not the agent’s where nobody confirmed it', () => {
    expect(valuesOf('update_contact', ask, 'A: Is it jane@new.org?', 'Hm, let me look.')).toEqual({});
    expect(valuesOf('update_contact', ask, 'A: Is it jane@new.org?', 'No, june@new.org.')).toEqual({
      Email: 'june@new.org',
    });
    expect(valuesOf('update_contact', ask, 'A: Is it jane@new.org?', 'Yes, but wait, no.')).toEqual({});
  });

  test('is a name that was completed', () => {
    expect(
      valuesOf(
        'create_case',
        'My screen is cracked.',
        'A: Your name?',
        'Agalya',
        'A: Your full name, please?',
        'Agalya Ravichan',
      ),
    ).toMatchObject({
      SuppliedName: 'Agalya Ravichan',
    });
  });
});
