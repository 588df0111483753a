import { expect, test } from 'vitest';
import { newsOf } from '../../../renderer/live/call-news.ts';
import type { Call } from '../../../shared/model/call.ts';
import { sampleSummary } from '../../support/renderer-samples.ts';

function sample(rest: Partial<Call>): Call {
  return { ...sampleSummary('c1', 'Dana Reyes').call, ...rest };
}

const source = { feed: 'vapi', platform: 'vapi', externalId: 'v1', carrierId: 'CA1' };

test('an ordinary call has no news', () => {
  expect(newsOf(sample({ sources: [source] }))).toEqual([]);
});

test('a call that nobody signed says so first, with what follows from it', () => {
  const [first] = newsOf(sample({ sources: [{ ...source, platform: 'thoughtly', unverified: true }] }));
  expect(first).toMatchObject({ tag: 'unverified', tone: 'amber' });
  expect(first?.words).toMatch(/^Thoughtly did not sign this: .* No rule approves/);
});

test('two platforms of one call are named, with what joined them', () => {
  const twilio = { feed: 'twilio', platform: 'twilio', externalId: 'CA1', carrierId: 'CA1' };
  expect(newsOf(sample({ sources: [source, twilio] })).map(({ words }) => words)).toEqual([
    'One call, told by Vapi (v1) and Twilio (CA1), joined by the carrier’s id CA1.',
  ]);
});

test('what happened stands in its order', () => {
  const news = newsOf(
    sample({
      sources: [source],
      transfers: [{ at: 20, to: '+14155550199' }],
      troubles: [
        { at: 10, message: 'Silence.' },
        { at: 30, message: 'More silence.' },
      ],
    }),
  );
  expect(news.map(({ words }) => words)).toEqual([
    'Silence.',
    'The caller was handed over to +1 415 555 0199.',
    'More silence.',
  ]);
});
