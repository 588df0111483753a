import { describe, expect, test } from 'vitest';
import { readThoughtly } from '../../../electron/platforms/thoughtly/read-thoughtly.ts';
import { thoughtly } from '../../../electron/platforms/thoughtly/thoughtly.ts';
import { fc } from '../../support/properties.ts';
import { newResponse, thoughtlyCall, thoughtlyFeed, thoughtlyRequest } from '../samples/thoughtly-samples.ts';
import { understood } from '../understood.ts';

const now = Date.parse('2026-11-03T16:00:00Z');

function read(body: unknown) {
  return understood(readThoughtly(thoughtlyRequest(body), thoughtlyFeed, now));
}

describe("a request of Thoughtly's", () => {
  test('is let in by the shared secret, and counts as unsigned', () => {
    expect(thoughtly.verify(thoughtlyRequest({}), thoughtlyFeed, now)).toMatchObject({
      kind: 'genuine',
      signed: false,
    });
  });

  test('is refused with another secret, with none, and while the feed has none', () => {
    for (const secret of ['shared-secre', 'shared-secret2', '']) {
      const request = thoughtlyRequest({}, { 'x-countersign-secret': secret });
      expect(thoughtly.verify(request, thoughtlyFeed, now).kind).toBe('refused');
    }
    const bare = { ...thoughtlyRequest({}), headers: {} };
    expect(thoughtly.verify(bare, thoughtlyFeed, now).kind).toBe('refused');
    const without = { ...thoughtlyFeed, secrets: {} };
    expect(thoughtly.verify(thoughtlyRequest({}, { 'x-countersign-secret': '' }), without, now).kind).toBe('refused');
  });

  test('that is a test is genuine and understood', () => {
    const request = thoughtly.testRequest(thoughtlyFeed, 'https://hooks.example.com/thoughtly/x', now);
    expect(thoughtly.verify(request, thoughtlyFeed, now).kind).toBe('genuine');
    expect(understood(thoughtly.read(request, thoughtlyFeed, now)).events).not.toEqual([]);
  });
});

describe('a call that is over', () => {
  test('is told from start to end, with what was said and what came of it', () => {
    const { events } = read(newResponse());
    expect(new Set(events.map(({ call }) => call))).toEqual(new Set(['call-1']));
    expect(events.map(({ event }) => event)).toMatchObject([
      {
        type: 'call.started',
        direction: 'outbound',
        startedAt: Date.parse('2026-11-03T15:31:10Z'),
        agent: { id: 'agent-1', name: 'Spring outbound' },
        parties: [
          { role: 'caller', name: 'Dana Reyes', phone: '+14155550134' },
          { role: 'agent', phone: '+14155550100' },
        ],
        variables: { contact_id: 'contact-1', campaign: 'spring' },
      },
      { type: 'utterance.final', utterance: { party: 'agent', seq: 0, startMs: 4000 } },
      { type: 'utterance.final', utterance: { party: 'caller', seq: 1, startMs: 8000 } },
      { type: 'call.ended', endedAt: Date.parse('2026-11-03T15:34:14Z') },
      {
        type: 'call.analysed',
        analysis: {
          disposition: 'qualified',
          successful: true,
          recordingUrl: 'https://recordings.example.com/call-1.mp3',
          values: { lead_score: '82' },
        },
      },
    ]);
  });

  test('is read the same however its event is called and its names are written', () => {
    const { events } = read(newResponse());
    for (const event of ['FOLDER_NEW_RESPONSE', 'On Call Completed', 'new_response']) {
      expect(read(newResponse({ event })).events).toEqual(events);
    }
    const { call, transcript, ...beside } = newResponse();
    expect(read({ ...beside, data: { call: { ...call, transcript } } }).events).toEqual(events);
    const camel = {
      ...call,
      startedAt: call.started_at,
      endedAt: call.ended_at,
      started_at: undefined,
      ended_at: undefined,
    };
    expect(read({ ...beside, call: camel, transcript }).events.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  });

  test('has the same ids when it is told again', () => {
    expect(read(newResponse()).events).toEqual(read(newResponse()).events);
    expect(read(newResponse({ transcript: null, custom_fields: 7 })).events[0]).toMatchObject({ id: 'started' });
  });
});

describe('a call that goes on', () => {
  test('is transferred, and told of when an action failed', () => {
    const transfer = newResponse({ event: 'PHONE_TRANSFER', transferred_to: '+14155550177', transcript: [] });
    expect(read(transfer).events.at(-1)).toMatchObject({ event: { type: 'call.transferred', to: '+14155550177' } });
    expect(read(transfer).events.map(({ event }) => event.type)).not.toContain('call.ended');
    const failed = newResponse({ event: 'ACTION_FAILED', action: { name: 'Book a slot' } });
    expect(read(failed).events).toMatchObject([
      { event: { type: 'call.troubled', message: 'An action of the agent failed: Book a slot' } },
    ]);
  });

  test('keeps events that are not known', () => {
    expect(read(newResponse({ event: 'SOMETHING_NEW' }))).toMatchObject({
      events: [],
      unknown: [{ what: 'SOMETHING_NEW', call: 'call-1' }],
    });
  });
});

describe('a question in the middle of a call', () => {
  const body = { action: 'update_contact', inputs: { email: 'dana@example.com' }, call: 'call-1' };

  test('is read, with the same id when it is tried again', () => {
    const [asked] = read(body).asks;
    expect(asked).toMatchObject({ action: 'update_contact', call: 'call-1', inputs: { email: 'dana@example.com' } });
    expect(read(body).asks[0]?.id).toBe(asked?.id);
  });

  test('is answered with a status that a rule of the agent can look at', () => {
    const [ask] = read(body).asks;
    if (!ask) throw new Error('nothing was asked');
    const pending = { ask, outcome: 'pending', text: 'It is being reviewed.', reference: 'P-7', values: {} } as const;
    const answer = thoughtly.answer?.([pending], thoughtlyRequest(body));
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({ action_status: 'pending', reference: 'P-7' });
  });
});

describe('any body', () => {
  test('is read or called malformed, and never throws', () => {
    const fields = {
      event: fc.string(),
      call: fc.jsonValue(),
      data: fc.jsonValue(),
      transcript: fc.jsonValue(),
      action: fc.jsonValue(),
    };
    const calls = fc
      .constant(thoughtlyCall())
      .chain((call) =>
        fc.dictionary(fc.constantFrom(...Object.keys(call)), fc.jsonValue()).map((each) => ({ ...call, ...each })),
      );
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record(fields, { requiredKeys: [] }).map((each) => JSON.stringify(each)),
      calls.map((call) => JSON.stringify({ event: 'NEW_RESPONSE', call })),
    );
    fc.assert(
      fc.property(bodies, (body) => {
        const request = { ...thoughtlyRequest({}), body: Buffer.from(body) };
        expect(['understood', 'malformed']).toContain(readThoughtly(request, thoughtlyFeed, now).kind);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
