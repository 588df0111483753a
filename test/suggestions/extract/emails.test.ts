import { describe, expect, test } from 'vitest';
import { suggestionOf, valuesOf } from '../said.ts';

const ask = ['I need to change my email, please.', 'A: What is the new address?'];

describe('an e-mail address said aloud', () => {
  test.each([
    ['j doe at gmail dot com', 'jdoe@gmail.com'],
    ["It's dana at reyes interiors dot com, all one word.", 'dana@reyesinteriors.com'],
    ['d as in david, o, e, at example dot org', 'doe@example.org'],
    ['d for delta o e underscore jane at yahoo dot co dot uk', 'doe_jane@yahoo.co.uk'],
    ['jane dot doe forty two at outlook dot com', 'jane.doe42@outlook.com'],
    ['sure, it is h dot brandt at brandt minus feinmechanik dot example', 'h.brandt@brandt-feinmechanik.example'],
    ['victor dot osei at example dot com', 'victor.osei@example.com'],
    ['um, use a double l y at mail dot com', 'ally@mail.com'],
    ['sam seven seven at icloud dot com thanks', 'sam77@icloud.com'],
    ['Jane.Doe+news@Example.org, thanks', 'jane.doe+news@example.org'],
    ['jdoe 12 gmailcom', 'jdoe12@gmail.com'],
  ])('%s → %s', (spoken, email) => {
    expect(valuesOf('update_contact', ...ask, spoken).Email).toBe(email);
  });

  test('points at the words themselves', () => {
    const [value] = suggestionOf('update_contact', ...ask, "Sure, it's j doe at gmail dot com, thanks.")?.values ?? [];
    expect(value?.evidence).toEqual({ utterance: 'u2', start: 11, end: 33, quote: 'j doe at gmail dot com' });
    expect(value?.certainty).toBe('likely');
  });

  test('is unsure where the transcript has neither "@" nor dots', () => {
    const [value] = suggestionOf('update_contact', ...ask, 'jdoe 12 gmailcom')?.values ?? [];
    expect(value).toMatchObject({ certainty: 'unsure', reasons: ['the transcript has neither "@" nor dots'] });
  });

  test('is the one after "to", not the one after "from"', () => {
    expect(valuesOf('update_contact', 'Change my email from old@x.com to new@y.com')).toEqual({ Email: 'new@y.com' });
  });
});
