import { describe, expect, test } from 'vitest';
import { heardOfCaller } from '../../electron/suggestions/heard-of-caller.ts';
import { said } from './said.ts';

function heard(...lines: string[]): ReturnType<typeof heardOfCaller> {
  return heardOfCaller(said(...lines).utterances);
}

describe('what callers say of themselves', () => {
  test('is their name and e-mail address, introduced or asked for', () => {
    expect(heard('Hi, this is Dana Reyes.', 'A: Your email?', 'dana at reyes interiors dot com')).toEqual({
      name: 'Dana Reyes',
      email: 'dana@reyesinteriors.com',
      caseNumber: null,
    });
    expect(heard('A: Who am I speaking with?', 'Sofia Marchetti, Marchetti Imports.').name).toBe('Sofia Marchetti');
  });

  test('is not the agent’s name, nor a name somebody mentions', () => {
    expect(heard('A: This is Riley, how can I help?', 'Hi Riley', 'I spoke with Casey yesterday.').name).toBeNull();
  });

  test('is the number of a case that they call theirs, corrected where they correct it', () => {
    expect(heard('It is about my case number 00001026.').caseNumber).toBe('00001026');
    expect(heard('My case number is 1026.', 'Sorry, case number 1062.').caseNumber).toBe('1062');
    expect(heard('A: Your case number is 00001026.', 'I see.').caseNumber).toBeNull();
  });

  test('is empty where they say nothing of themselves', () => {
    expect(heard('What are your opening hours?')).toEqual({ name: null, email: null, caseNumber: null });
  });
});
