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
    });
    expect(heard('A: Who am I speaking with?', 'Sofia Marchetti, Marchetti Imports.').name).toBe('Sofia Marchetti');
  });

  test('is not the agent’s name, nor a name somebody mentions', () => {
    expect(heard('A: This is Riley, how can I help?', 'Hi Riley', 'I spoke with Casey yesterday.').name).toBeNull();
  });

  test('is empty where they say nothing of themselves', () => {
    expect(heard('What are your opening hours?')).toEqual({ name: null, email: null });
  });
});
