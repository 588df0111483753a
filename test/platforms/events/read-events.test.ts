import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cloudEvent } from '../../../electron/platforms/events/cloud-event.ts';
import { events } from '../../../electron/platforms/events/events.ts';
import { readEvents } from '../../../electron/platforms/events/read-events.ts';
import type { OpenFeed } from '../../../electron/platforms/platform.ts';
import { maxUtteranceLength } from '../../../shared/model/call-event.ts';
import { fc } from '../../support/properties.ts';
import { cloudEventOf, eventsRequest } from '../samples/events-samples.ts';
import { understood } from '../understood.ts';

const now = Date.parse('2026-11-03T10:00:30Z');
const feed: OpenFeed = {
  key: 'events',
  platform: 'events',
  publicUrl: null,
  apiBase: null,
  options: {},
  secrets: { bearer: 'a-long-and-random-secret' },
};

function read(body: unknown, headers: Record<string, string> = {}) {
  return readEvents(eventsRequest(body, headers), now);
}

function eventOf(body: unknown) {
  return understood(read(body)).events[0]?.event;
}

describe('a CloudEvent', () => {
  test('of each type becomes what it tells', () => {
    const at = Date.parse('2026-11-03T10:00:00Z');
    expect(
      eventOf(
        cloudEventOf('call.started', { carrier_id: 'CA1', parties: [{ role: 'caller', phone: '+14155550134' }] }),
      ),
    ).toEqual({
      type: 'call.started',
      carrierId: 'CA1',
      channel: 'phone',
      direction: 'unknown',
      agent: null,
      parties: [{ role: 'caller', name: null, phone: '+14155550134', email: null }],
      variables: {},
      startedAt: at,
      heldAt: null,
    });
    expect(eventOf(cloudEventOf('utterance', { party: 'caller', text: 'Hello' }))).toMatchObject({
      type: 'utterance.final',
      utterance: { party: 'caller', text: 'Hello', seq: at },
    });
    expect(
      eventOf(cloudEventOf('utterance', { party: 'agent', text: 'Hel', final: false, key: 't1', seq: 4 })),
    ).toMatchObject({
      type: 'utterance.partial',
      utterance: { key: 't1', seq: 4 },
    });
    expect(eventOf(cloudEventOf('call.transferred', { to: 'Billing' }))).toEqual({
      type: 'call.transferred',
      at,
      to: 'Billing',
    });
    expect(eventOf(cloudEventOf('call.ended', undefined))).toEqual({ type: 'call.ended', endedAt: at, reason: null });
    expect(eventOf(cloudEventOf('call.troubled', { message: 'No audio.' }))).toMatchObject({
      type: 'call.troubled',
      message: 'No audio.',
    });
    expect(eventOf(cloudEventOf('call.analysed', { successful: true, values: { score: 7 } }))).toMatchObject({
      type: 'call.analysed',
      analysis: { successful: true, summary: null, values: { score: '7' } },
    });
  });

  test('is told from another by its source and id together', () => {
    const idOf = (more: Record<string, unknown>) =>
      understood(read(cloudEventOf('call.ended', {}, more))).events[0]?.id;
    expect(idOf({})).toBe(idOf({}));
    expect(idOf({ source: '/other' })).not.toBe(idOf({}));
    expect(idOf({ id: 'other' })).not.toBe(idOf({}));
  });

  test('that asks for an action is an ask, with or without a call', () => {
    const data = { action: 'update_contact', inputs: { email: 'dana@example.com' }, tool_call_id: 'tool-1' };
    expect(understood(read(cloudEventOf('tool.requested', data)))).toMatchObject({
      events: [],
      asks: [{ id: 'tool-1', call: 'call-1', action: 'update_contact', inputs: { email: 'dana@example.com' } }],
    });
    const loose = cloudEventOf('tool.requested', { action: 'update_contact' }, { subject: undefined });
    expect(understood(read(loose)).asks).toMatchObject([{ id: '/voice/eu-1 event-1', call: null, inputs: {} }]);
  });

  test('in binary mode has its context in headers', () => {
    const headers = {
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-type': 'com.countersign.utterance',
      'ce-source': '/voice/eu-1',
      'ce-id': 'event-1',
      'ce-subject': 'call%20%C3%A9',
    };
    expect(understood(read({ party: 'caller', text: 'Hello' }, headers)).events).toMatchObject([
      { call: 'call é', id: '/voice/eu-1 event-1', event: { utterance: { text: 'Hello', seq: now } } },
    ]);
  });

  test('may bring its data in letters', () => {
    const data_base64 = Buffer.from(JSON.stringify({ party: 'caller', text: 'Hello' })).toString('base64');
    expect(eventOf({ ...cloudEventOf('utterance', undefined), data_base64 })).toMatchObject({
      utterance: { text: 'Hello' },
    });
  });

  test('comes with others in a batch, of which one that is wrong spoils none', () => {
    const wrong = cloudEventOf('utterance', { text: 'no party' }, { id: 'event-2' });
    const batch = [cloudEventOf('call.started', {}), wrong, cloudEventOf('call.ended', {}, { id: 'event-3' })];
    const reading = understood(read(batch));
    expect(reading.events.map(({ event }) => event.type)).toEqual(['call.started', 'call.ended']);
    expect(reading.unknown).toMatchObject([{ what: expect.stringContaining('data.party') }]);
    expect(read([wrong]).kind).toBe('malformed');
    expect(read([])).toMatchObject({ kind: 'understood', events: [] });
    expect(read(Array.from({ length: 1001 }, () => batch[0])).kind).toBe('malformed');
  });

  test('of another type is kept, and one that does not fit says where', () => {
    expect(understood(read({ ...cloudEventOf('call.ended', {}), type: 'com.example.other' }))).toMatchObject({
      unknown: [{ what: 'com.example.other', call: 'call-1' }],
    });
    expect(read(cloudEventOf('call.paused', {}))).toMatchObject({
      why: 'There is no type com.countersign.call.paused.',
    });
    expect(read(cloudEventOf('utterance', { party: 'nobody', text: 'x' }))).toMatchObject({
      kind: 'malformed',
      why: expect.stringContaining('data.party'),
    });
    for (const more of [{ specversion: '0.3' }, { id: '' }, { subject: undefined }, { time: 'yesterday' }]) {
      expect(read(cloudEventOf('call.ended', {}, more)).kind).toBe('malformed');
    }
  });

  test('is cut off where it is too long, and says so', () => {
    const reading = understood(
      read(cloudEventOf('utterance', { party: 'caller', text: 'x'.repeat(maxUtteranceLength + 1) })),
    );
    expect(reading.events[0]?.event).toMatchObject({ utterance: { text: 'x'.repeat(maxUtteranceLength) } });
    expect(reading.unknown).toHaveLength(1);
  });

  test('of any shape is read or called malformed, and never throws', () => {
    const types = fc.constantFrom('call.started', 'utterance', 'tool.requested', 'call.analysed', 'other');
    const shaped = fc.tuple(types, fc.jsonValue()).map(([type, data]) => JSON.stringify(cloudEventOf(type, data)));
    const headers = fc.dictionary(fc.constantFrom('ce-specversion', 'ce-type', 'ce-id', 'ce-subject'), fc.string());
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), shaped), headers, (body, given) => {
        const reading = readEvents({ headers: given, body: Buffer.from(body) }, now);
        expect(['understood', 'malformed']).toContain(reading.kind);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

describe('the secret of an events feed', () => {
  test('is a bearer token, and whoever has it is known', () => {
    const request = events.testRequest(feed, 'http://127.0.0.1:1/events', now);
    expect(events.verify(request, feed, now)).toMatchObject({ kind: 'genuine', signed: true });
    expect(understood(events.read(request, feed, now)).events).toHaveLength(1);
  });

  test('is refused when it is another, or missing', () => {
    for (const authorization of ['Bearer other', 'Bearer ', 'a-long-and-random-secret', '']) {
      expect(events.verify(eventsRequest({}, { authorization }), feed, now).kind).toBe('refused');
    }
    const without = { ...feed, secrets: {} };
    expect(events.verify(eventsRequest({}, { authorization: 'Bearer ' }), without, now).kind).toBe('refused');
  });
});

describe('the answer to an ask', () => {
  const body = cloudEventOf('tool.requested', { action: 'update_contact', tool_call_id: 'tool-1' });

  test('is a CloudEvent, and a list of them for a batch', () => {
    const [ask] = understood(read(body)).asks;
    if (!ask) throw new Error('nothing was asked');
    const answered = {
      ask,
      outcome: 'done',
      text: 'Updated.',
      reference: 'P-7',
      values: { Email: 'dana@example.com' },
    } as const;
    const one = events.answer?.([answered], eventsRequest(body));
    expect(one?.headers['content-type']).toBe('application/cloudevents+json');
    expect(JSON.parse(one?.body ?? '')).toMatchObject({
      specversion: '1.0',
      type: 'com.countersign.tool.answered',
      subject: 'call-1',
      data: {
        tool_call_id: 'tool-1',
        status: 'done',
        result: 'Updated.',
        reference: 'P-7',
        values: { Email: 'dana@example.com' },
      },
    });
    const several = events.answer?.([answered], eventsRequest([body]));
    expect(several?.headers['content-type']).toBe('application/cloudevents-batch+json');
    expect(JSON.parse(several?.body ?? '')).toHaveLength(1);
  });
});

describe('the documented schema', () => {
  const schema = z.toJSONSchema(cloudEvent, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // The format says the same in one word.
      if (jsonSchema.format !== undefined) jsonSchema.pattern = undefined;
    },
  });

  test('is the one that is read by', async () => {
    const text = `${JSON.stringify({ title: 'Events of a call for Countersign', ...schema }, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../../docs/feeds-events.schema.json');
  });

  test('is explained with examples that are understood', () => {
    const page = readFileSync(new URL('../../../docs/feeds-events.md', import.meta.url), 'utf8');
    const examples = [...page.matchAll(/```json event\n(.*?)```/gs)].map(([, text]) => JSON.parse(text ?? ''));
    expect(new Set(examples.map(({ type }) => type))).toEqual(
      new Set(cloudEvent.options.map((option) => option.shape.type.value)),
    );
    for (const example of examples)
      expect(read(example), example.type).toMatchObject({ kind: 'understood', unknown: [] });
  });
});
