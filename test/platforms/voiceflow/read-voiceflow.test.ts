import { describe, expect, test } from 'vitest';
import type { OpenFeed, ToolAsk } from '../../../electron/platforms/platform.ts';
import { readVoiceflow } from '../../../electron/platforms/voiceflow/read-voiceflow.ts';
import { voiceflow } from '../../../electron/platforms/voiceflow/voiceflow.ts';
import { fc } from '../../support/properties.ts';
import {
  callEnd,
  callStart,
  phoneCallSid,
  session,
  voiceflowFeed,
  voiceflowTool,
  voiceflowWebhook,
} from '../samples/voiceflow-samples.ts';
import { understood } from '../understood.ts';

const now = 1_743_563_468_000;
const bySessions: OpenFeed = { ...voiceflowFeed, options: { follow: 'sessions' } };

function read(event: unknown, feed = voiceflowFeed) {
  return understood(readVoiceflow(voiceflowWebhook(event), feed, now));
}

function ask(body: unknown, of: { headers?: Record<string, string>; feed?: OpenFeed; at?: number } = {}): ToolAsk {
  const [asked] = understood(
    readVoiceflow(voiceflowTool(body, of.headers), of.feed ?? voiceflowFeed, of.at ?? now),
  ).asks;
  if (!asked) throw new Error('nothing was asked');
  return asked;
}

describe('a call', () => {
  test("starts under the carrier's id, with both numbers and a door to its user", () => {
    const { events, doors } = read(callStart());
    expect(events).toMatchObject([
      {
        call: phoneCallSid,
        event: {
          type: 'call.started',
          carrierId: phoneCallSid,
          channel: 'phone',
          direction: 'inbound',
          startedAt: 1_743_563_467_788,
          parties: [
            { role: 'caller', phone: '+14155550134' },
            { role: 'agent', phone: '+14155550100' },
          ],
          variables: { user_id: '+14155550134', environment_id: 'main' },
        },
      },
    ]);
    expect(doors).toMatchObject([
      { call: phoneCallSid, url: expect.stringContaining('/state/user/%2B14155550134/variables') },
    ]);
  });

  test('ends with its reason, and its end makes up for a start that was lost', () => {
    const { events } = read(callEnd());
    expect(events).toMatchObject([
      { id: 'started', event: { type: 'call.started' } },
      { id: 'ended', event: { type: 'call.ended', endedAt: 1_743_563_500_000, reason: 'hangup' } },
    ]);
    expect(read(callStart()).events[0]).toEqual(events[0]);
  });

  test('in a browser has no carrier, and start and end still name the same call', () => {
    const web = { userID: 'visitor-7', platform: 'web-voice', metadata: {} };
    const [started] = read(callStart(web)).events;
    expect(started).toMatchObject({ event: { carrierId: null, channel: 'phone', parties: [] } });
    expect(read(callEnd(web)).events[1]?.call).toBe(started?.call);
  });
});

describe('a session', () => {
  test('is a chat', () => {
    expect(read(session('start')).events).toMatchObject([
      { call: 'session-9', event: { type: 'call.started', channel: 'chat', carrierId: null } },
    ]);
    expect(read(session('end')).events.at(-1)).toMatchObject({ event: { type: 'call.ended' } });
  });

  test('of a phone call is left out, since the call is told of as a call', () => {
    expect(read(session('start', { userID: '+14155550134' }))).toMatchObject({ events: [], unknown: [] });
  });

  test('is what calls are known by, where the feed is set so', () => {
    expect(read(callStart(), bySessions).events).toEqual([]);
    expect(read(session('start', { userID: '+14155550134' }), bySessions).events).toMatchObject([
      { call: 'session-9', event: { channel: 'phone', parties: [{ role: 'caller', phone: '+14155550134' }] } },
    ]);
  });
});

describe('other events', () => {
  test('are kept, and what names no call is malformed', () => {
    expect(read({ type: 'organization.project.published', data: {} })).toMatchObject({
      events: [],
      unknown: [{ what: 'organization.project.published', call: null }],
    });
    expect(readVoiceflow(voiceflowWebhook(session('start', { sessionID: null })), voiceflowFeed, now).kind).toBe(
      'malformed',
    );
    expect(readVoiceflow(voiceflowWebhook({ hello: 1 }), voiceflowFeed, now).kind).toBe('malformed');
  });
});

describe('a question of a tool', () => {
  const body = {
    action: 'update_contact',
    inputs: { email: 'dana@example.com' },
    call: 'session-9',
    caller: 'visitor-7',
  };

  test('is read with its action, inputs and call', () => {
    expect(ask(body)).toMatchObject({
      action: 'update_contact',
      inputs: { email: 'dana@example.com' },
      call: 'session-9',
      caller: 'visitor-7',
    });
    expect(ask({ ...body, call: undefined }, { headers: { 'x-call-id': 'session-8' } }).call).toBe('session-8');
  });

  test('shows the way to its user, where no webhook told of the call', () => {
    const feed = { ...voiceflowFeed, options: { projectID: 'project-1' } };
    const doorsOf = (of: OpenFeed, caller: string) =>
      understood(readVoiceflow(voiceflowTool({ ...body, caller }), of, now)).doors;
    expect(doorsOf(feed, 'visitor-7')).toEqual([
      { call: 'session-9', url: 'https://general-runtime.voiceflow.com/state/user/visitor-7/variables#project-1' },
    ]);
    expect(doorsOf(feed, '')).toEqual([]);
    // A door without a project must not take the place of the one that a webhook told of.
    expect(doorsOf(voiceflowFeed, 'visitor-7')).toEqual([]);
  });

  test('of a phone call leads to it by its caller, since its session is not what it is known by', () => {
    const phone = { ...body, caller: '+14155550134' };
    expect(ask(phone)).toMatchObject({ call: null, caller: '+14155550134' });
    expect(ask({ ...phone, call: phoneCallSid }).call).toBe(phoneCallSid);
    expect(ask(phone, { feed: bySessions }).call).toBe('session-9');
  });

  test('has the same id when it is tried again, and another when something else is asked', () => {
    expect(ask(body).id).toBe(ask({ ...body, inputs: { ...body.inputs } }, { at: now + 60 * 60_000 }).id);
    expect(ask(body).id).not.toBe(ask({ ...body, inputs: { email: 'other@example.com' } }).id);
    expect(ask(body).id).not.toBe(ask({ ...body, call: 'session-10' }).id);
    expect(ask({ ...body, tool_call_id: 'tool-1' }).id).toBe('tool-1');
    expect(ask(body, { headers: { 'idempotency-key': 'key-1' } }).id).toBe('key-1');
  });

  test('without a call is not taken for the one of another day', () => {
    const loose = { action: 'update_contact', inputs: {} };
    expect(ask(loose).id).not.toBe(ask(loose, { at: now + 24 * 60 * 60_000 }).id);
  });

  test('leaves out what its template did not fill in', () => {
    const inputs = { email: 'dana@example.com', phone: '{phone}', city: '', note: null, count: 0 };
    expect(ask({ ...body, inputs, call: '{session_id}', caller: '0' })).toMatchObject({
      inputs: { email: 'dana@example.com', count: 0 },
      call: null,
    });
  });

  test('that names no action, or whose inputs are no object, is malformed', () => {
    for (const broken of [
      { action: '', inputs: {} },
      { action: 'x', inputs: [1] },
    ]) {
      expect(readVoiceflow(voiceflowTool(broken), voiceflowFeed, now).kind).toBe('malformed');
    }
  });

  test('is answered flat, so that each value maps to a variable', () => {
    const answer = voiceflow.answer?.(
      [
        {
          ask: ask(body),
          outcome: 'done',
          text: 'The e-mail address was updated.',
          reference: 'P-1042',
          values: { Email: 'dana@example.com', nested: { a: 1 }, result: 'not this' },
        },
      ],
      voiceflowTool(body),
    );
    expect(answer?.status).toBe(200);
    expect(JSON.parse(answer?.body ?? '')).toEqual({
      result: 'The e-mail address was updated.',
      status: 'done',
      action_status: 'success',
      reference: 'P-1042',
      Email: 'dana@example.com',
      nested: '{"a":1}',
    });
  });
});

describe('any body', () => {
  test('is read or called malformed, and never throws', () => {
    const fields = {
      type: fc.string(),
      data: fc.jsonValue(),
      time: fc.jsonValue(),
      action: fc.string(),
      inputs: fc.jsonValue(),
    };
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record(fields, { requiredKeys: [] }).map((each) => JSON.stringify(each)),
    );
    fc.assert(
      fc.property(bodies, (body) => {
        const request = { ...voiceflowTool({}), body: Buffer.from(body) };
        expect(['understood', 'malformed']).toContain(readVoiceflow(request, voiceflowFeed, now).kind);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
