import { describe, expect, it } from 'vitest';
import { logText, longestLog } from '../../electron/outcomes/log-text.ts';
import type { Utterance } from '../../shared/model/utterance.ts';
import { fc } from '../support/properties.ts';

const turn = (seq: number, text: string): Utterance => ({
  id: `u${seq}`,
  call: 'c1',
  seq,
  party: seq % 2 ? 'caller' : 'agent',
  text,
  state: 'final',
  startMs: seq * 61_000,
  endMs: null,
  receivedAt: 0,
  masked: [],
});

describe('the text of a call’s log', () => {
  it('is its summary, and below it who said what when', () => {
    expect(logText(' Moved. ', [turn(0, 'Hello.'), turn(1, 'Hi,\nit is me.')])).toBe(
      'Moved.\n\nTranscript\n00:00 Agent: Hello.\n01:01 Caller: Hi, it is me.',
    );
    expect(logText('Moved.', null)).toBe('Moved.');
    expect(logText('', [turn(60, 'Late.')])).toBe('Transcript\n01:01:00 Agent: Late.');
  });

  it('keeps both ends of a long call, and says how much is missing', () => {
    const long = Array.from({ length: 900 }, (_, seq) => turn(seq, `Turn ${seq}. ${'word '.repeat(30)}`));
    const text = logText('Long.', long);
    expect(text.length).toBeLessThanOrEqual(longestLog);
    expect(text.length).toBeGreaterThan(longestLog - 400);
    expect(text).toContain('Turn 0.');
    expect(text).toContain('Turn 899.');
    const [, left] = /\[(\d+) turns left out/.exec(text) ?? [];
    expect(text.match(/Turn \d+\./g)).toHaveLength(900 - Number(left));
  });

  it('fits whatever was said', () => {
    const turns = fc.array(fc.string({ maxLength: 300 }), { maxLength: 20 });
    fc.assert(
      fc.property(
        fc.string({ maxLength: 400 }),
        turns,
        fc.integer({ min: 60, max: 900 }),
        (summary, texts, longest) => {
          expect(
            logText(
              summary,
              texts.map((text, seq) => turn(seq, text)),
              longest,
            ).length,
          ).toBeLessThanOrEqual(longest);
        },
      ),
      { numRuns: 100 },
    );
  });
});
