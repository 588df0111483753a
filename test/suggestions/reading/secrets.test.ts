import { describe, expect, test } from 'vitest';
import { suggest } from '../../../electron/suggestions/suggest.ts';
import { said } from '../said.ts';

function written(...lines: string[]): string {
  return JSON.stringify(suggest(said(...lines)));
}

describe('a secret', () => {
  test.each([
    ['4111111111111111', 'I lost my card, its number is 4111 1111 1111 1111.'],
    ['4111', 'I lost my credit card 4111 1111 1111 1111 yesterday.'],
    ['123', 'My card was charged twice, the cvv is 123.'],
    ['078', 'My ssn is 078-05-1120 and there is a wrong charge on my bill.'],
    ['7294', 'i have an error on my credit card bill', 'my name is jo and my ssn is 7294'],
    ['8883', 'i need to change my address', '8883 this is my ssn number and 33 oak street is my new address'],
    ['bluebird77', "I can't log in to the portal. My password is bluebird77, it does not work."],
    ['Fluffy', 'A: What was the name of your first pet?', 'Fluffy', 'Someone stole $500 from me, Fluffy would be sad.'],
  ])('%s reaches no field', (secret, ...lines) => {
    const all = written(...lines);
    expect(all).toContain('"values"');
    expect(all).not.toContain(secret);
  });

  test('asked for is not taken for the answer to the next question', () => {
    const lines = [
      'I want to report fraud on my account',
      'A: What is your PIN?',
      "I don't remember.",
      'A: Could you provide your date of birth?',
      'Wait, it is either 5380 or 7402.',
    ];
    expect(written(...lines)).not.toMatch(/5380|7402/);
  });

  test('masked at intake is never part of a value or a quote', () => {
    expect(written('My card •••• •••• •••• •••• was charged twice.')).not.toContain('•');
  });

  test('as part of another number keeps that number out', () => {
    expect(written('my card is stolen', 'ssn is 2313', 'card no is ac 4856932313')).not.toContain('2313');
  });

  test('nobody named, in a banking call, is left out all the same', () => {
    expect(written('my credit card bill shows an error', 'karly gaines', '3049')).not.toContain('3049');
  });
});
