import { describe, expect, test } from 'vitest';
import { suggest } from '../../electron/suggestions/suggest.ts';
import { fc } from '../support/properties.ts';
import { said } from './said.ts';

const mega = 1_000_000;

function spentMs(...lines: string[]): number {
  const conversation = said(...lines);
  suggest(conversation);
  const started = performance.now();
  suggest(conversation);
  return performance.now() - started;
}

describe('hostile speech', () => {
  test.each([
    ['letters', 'a'.repeat(mega)],
    ['words', 'a '.repeat(mega / 2)],
    ['digits', '1'.repeat(mega)],
    ['spoken digits', 'five '.repeat(mega / 5)],
    ['dots', `change my email to ${'a.'.repeat(mega / 2)}@`],
    ['at signs', '@'.repeat(mega)],
    ['ats', 'change my email to a at '.repeat(mega / 24)],
    ['street words', `my new address is ${'12 st '.repeat(mega / 6)}`],
    ['names', `my name is ${'Anna '.repeat(mega / 5)}`],
    ['every cue', 'charged wrong card lost stolen refund not working broken screen '.repeat(mega / 64)],
    ['marks and masks', '‮\u0000😀•'.repeat(mega / 5)],
    ['blanks', ' '.repeat(mega)],
    ['dates', 'june 5 '.repeat(mega / 7)],
  ])('of a million %s does not hold the call up', (_, line) => {
    expect(spentMs(line, `I lost my card. ${line}`)).toBeLessThan(400);
  });

  test('of thousands of turns does not either', () => {
    const lines = Array.from({ length: 5_000 }, (_, at) =>
      at % 2 ? 'A: What is your new address?' : 'change my address to 12 oak street',
    );
    expect(spentMs(...lines)).toBeLessThan(400);
  });

  test('leaves every quote standing where its span says', () => {
    const phrases = [
      'I lost my card',
      'my email is',
      'j doe at gmail dot com',
      '12 Oak St, Boston MA',
      'née Zoë 😀',
      'four one five',
      '•••• 1234',
      'update my phone number',
      'A: ',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.oneof(fc.constantFrom(...phrases), fc.string({ unit: 'grapheme' })), { maxLength: 6 }), {
          maxLength: 8,
        }),
        (turns) => {
          const conversation = said(...turns.map((words) => words.join(' ')));
          for (const { values } of suggest(conversation)) {
            for (const { evidence } of values) {
              const text = conversation.utterances.find(({ id }) => id === evidence.utterance)?.text;
              expect(text?.slice(evidence.start, evidence.end)).toBe(evidence.quote);
              expect(evidence.quote).not.toBe('');
            }
          }
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });
});
