import { describe, expect, it, test } from 'vitest';
import { deriveOutcome, type EndedCall } from '../../electron/outcomes/derive/derive-outcome.ts';
import { practiceCalls } from '../../electron/practice/calls/practice-calls.ts';
import type { Utterance } from '../../shared/model/utterance.ts';
import { fc } from '../support/properties.ts';

/** Turns as `c: …` and `a: …`. */
function said(...lines: string[]): Utterance[] {
  return lines.map((line, seq) => ({
    id: `u${seq}`,
    call: 'c1',
    seq,
    party: line.startsWith('a') ? 'agent' : 'caller',
    text: line.slice(3),
    state: 'final',
    startMs: seq * 4_000,
    endMs: seq * 4_000 + 3_000,
    receivedAt: 0,
    masked: [],
  }));
}

const ended = (lines: Utterance[], call: Partial<EndedCall['call']> = {}, asked: EndedCall['asked'] = null) =>
  deriveOutcome({ call: { startedAt: 0, endedAt: 60_000, endReason: null, ...call }, said: lines, asked });

const told = {
  summary: 'All is well.',
  sentiment: 'negative' as const,
  successful: false,
  disposition: 'Escalated',
  recordingUrl: null,
  values: {},
};

describe('what became of a call', () => {
  const resolved = said('c: My lamp is broken.', 'a: It has been replaced.', 'c: Perfect, thank you so much.');

  it('is what its platform says, then what its agent asked to log, then what was said', () => {
    const asked = { disposition: 'Done', summary: 'Lamp replaced.' };
    expect(ended(resolved, { analysis: told }, asked)).toMatchObject({
      disposition: { value: 'Escalated', from: 'platform' },
      sentiment: { value: 'negative', from: 'platform' },
      summary: { value: 'All is well.', from: 'platform' },
    });
    const silent = { ...told, disposition: null, summary: ' ', sentiment: null, successful: null };
    expect(ended(resolved, { analysis: silent }, asked)).toMatchObject({
      disposition: { value: 'Done', from: 'agent' },
      sentiment: { value: 'positive', from: 'transcript' },
      summary: { value: 'Lamp replaced.', from: 'agent' },
    });
    expect(ended(resolved).disposition).toMatchObject({ value: 'Resolved', from: 'transcript', utterances: ['u1'] });
  });

  it('is what the platform extracted under a name that its builder chose', () => {
    const values = { Call_Outcome: 'Lamp replaced', user_sentiment: 'Negative', zip: '90210' };
    const analysis = { ...told, disposition: null, sentiment: null, values };
    expect(ended(resolved, { analysis })).toMatchObject({
      disposition: { value: 'Lamp replaced', from: 'platform' },
      sentiment: { value: 'negative', from: 'platform' },
    });
    expect(ended(resolved, { analysis: { ...analysis, values: { sentiment: 'so-so' } } }).sentiment.from).toBe(
      'transcript',
    );
  });

  it('is a success or not where the platform says no more than that', () => {
    const judged = (successful: boolean) =>
      ended(resolved, { analysis: { ...told, disposition: null, successful } }).disposition;
    expect(judged(true)).toMatchObject({ value: 'Resolved', from: 'platform' });
    expect(judged(false)).toMatchObject({ value: 'Not resolved', from: 'platform' });
  });

  it('lasts as long as its words where it was played faster than it was held', () => {
    expect(ended(resolved, { endedAt: 100 }).seconds.value).toBe(11);
    expect(ended(resolved).seconds.value).toBe(60);
  });
});

test.each([
  ['No answer', said('a: Hello? Is anybody there?')],
  ['No answer', []],
  ['Voicemail', said('a: Hello, this is Front Desk.', 'c: Please leave a message after the tone.')],
  [
    'Follow-up promised',
    said('c: Where is my order?', "a: I don't know. Somebody will get back to you.", 'c: Okay, thanks.'),
  ],
  ['Follow-up promised', said('c: I lost my card!', 'a: We will have a look and will contact you in due course.')],
  [
    'Follow-up promised',
    said('c: Is the motor dead?', 'a: The technician will call you tomorrow morning.', 'c: Good.'),
  ],
  ['Resolved', said('c: Change my email please.', "a: I've updated your email.", 'c: Great, bye.')],
  ['Resolved', said('c: How much do I owe?', 'a: It is 12 dollars.', "c: That's all, thank you.")],
  ['Resolved', said('c: When do you open?', 'a: At nine.', 'c: Fine. Goodbye.')],
  ['Not resolved', said('c: I want my money back.', "a: I'm unable to do that.", 'c: Hm.')],
  ['Not resolved', said('c: It is broken.', "a: I've reset it.", "c: It still doesn't work. Forget it.")],
  ['Transferred', said('c: I want a person.', "a: Sure, I'm transferring you to a colleague.", 'c: Thanks.')],
  [
    'Not resolved',
    said('c: A refund please.', "a: I'm unable to process that. Would you like me to transfer you to an agent?"),
  ],
  ['Abandoned', said('a: Hello, how can I help?', 'c: Yes, I need')],
  ['Unclear', said('c: Is it blue?', 'a: It comes in blue and red.', 'c: Which is nicer?', 'a: Both are.')],
])('%s is told from how a call ends', (disposition, lines) => {
  expect(ended(lines).disposition.value).toBe(disposition);
});

test.each([
  ['negative', said('c: This is ridiculous, it is the third time I call.')],
  ['negative', said('c: Great, another hour wasted. I am so frustrated.')],
  ['positive', said('c: You have been so helpful, thank you very much!')],
  ['neutral', said('c: I would like to cancel my order.', 'a: It is cancelled.', 'c: Thanks.')],
  ['neutral', said("c: The line is terrible, I'm terrible at this.", 'a: I hear you.')],
  ['neutral', said("c: I'm not angry.", 'a: This is ridiculous, unacceptable and awful.')],
])('%s is how the caller felt, by the caller’s own words', (mood, lines) => {
  expect(ended(lines).sentiment.value).toBe(mood);
});

describe('rules', () => {
  it('are ended by what a transfer or the line says, whatever was said', () => {
    const lines = said('c: I want a person.', 'a: One moment.');
    expect(ended(lines, { transfers: [{ at: 1, to: 'Billing' }] }).disposition).toMatchObject({
      value: 'Transferred',
      reasons: ['handed over to Billing'],
    });
    expect(ended(lines, { endReason: 'voicemail_reached' }).disposition.value).toBe('Voicemail');
    expect(ended(lines, { endReason: 'silence-timed-out' }).disposition.value).toBe('Abandoned');
  });

  it('make nothing up: a summary is the words of those who spoke', () => {
    for (const { vcon } of practiceCalls) {
      const { dialog } = JSON.parse(JSON.stringify(vcon));
      const lines = dialog.map(
        ({ body }: { body: string }, index: number) => said(`${index % 2 ? 'c' : 'a'}: ${body}`)[0],
      );
      const { value } = ended(lines).summary;
      for (const [, quote = ''] of value.matchAll(/“([^“”]*)”/g)) {
        const [start = ''] = quote.split(/(?<=[.?!…]) /);
        expect(lines.some(({ text }: Utterance) => text.includes(start.replace(/…$/, '').trim()))).toBe(true);
      }
    }
  });

  it('read any words in time, and always come to something', () => {
    const words = fc.array(fc.tuple(fc.constantFrom('a', 'c'), fc.string({ unit: 'binary', maxLength: 400 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, (turns) => {
        const { disposition, summary } = ended(said(...turns.map(([who, text]) => `${who}: ${text}`)));
        expect(disposition.value).not.toBe('');
        expect(summary.value.length).toBeLessThan(1_200);
      }),
      { numRuns: 60 },
    );
    const startedAt = performance.now();
    ended(said(`c: ${'i am so very '.repeat(1_500)}`, `a: ${'the our my '.repeat(1_500)}will`));
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
