import { describe, expect, test } from 'vitest';
import type { IntakeRequest } from '../../../electron/platforms/platform.ts';
import { vapi } from '../../../electron/platforms/vapi/vapi.ts';
import { fc } from '../../support/properties.ts';
import { heardCall } from '../heard-call.ts';
import {
  documentedToolCall,
  post,
  sdkToolCall,
  vapiCall,
  vapiFeed,
  vapiHistory,
  vapiMessage,
  vapiReport,
  vapiStart,
  vapiTranscript,
  vapiTurn,
  vapiUrl,
} from '../samples/vapi-samples.ts';
import { understood } from '../understood.ts';

const feed = vapiFeed();
const read = (request: IntakeRequest) => understood(vapi.read(request, feed, vapiStart));
const heard = (...requests: IntakeRequest[]) => heardCall(vapi, feed, requests);

const started = vapiMessage('status-update', 0, { status: 'in-progress' });
const greeting = vapiTranscript(1, 'assistant', 'Front desk, how can I help?');
const asked = [
  vapiTranscript(4, 'user', 'I want', false),
  vapiTranscript(5, 'user', 'I want to change', false),
  vapiTranscript(6, 'user', 'I want to change my email.'),
];
const turns = [
  vapiTurn('bot', 'Front desk, how can I help?', 0.5, 2),
  vapiTurn('user', 'I want to change my email.', 3.5, 5.5),
];
const wholeCall = ['agent: Front desk, how can I help?', 'caller: I want to change my email.'];

describe("Vapi's messages", () => {
  test('tell whose call it is, from where, and by which way it can be reached', () => {
    const { events, doors, unknown } = read(started);
    expect(events).toEqual([
      {
        call: vapiCall.id,
        id: 'started:carrier',
        event: {
          type: 'call.started',
          carrierId: 'CA4c6793d069ef42f4c6793d069ef42f00',
          channel: 'phone',
          direction: 'inbound',
          agent: { id: vapiCall.assistantId, name: 'Front desk', version: null },
          parties: [{ role: 'caller', name: 'Dana Reyes', phone: '+14155550134', email: null }],
          variables: { tier: 'gold', visits: '3' },
          startedAt: vapiStart,
          heldAt: null,
        },
      },
    ]);
    expect(doors).toEqual([{ call: vapiCall.id, url: 'https://calls.vapi.ai/7420/control' }]);
    expect(unknown).toEqual([]);
  });

  test('start no call that still rings', () => {
    expect(read(vapiMessage('status-update', 0, { status: 'ringing' })).events).toEqual([]);
  });

  test('turn growing words into one final utterance', async () => {
    expect((await heard(started, ...asked.slice(0, 2))).said).toEqual(['caller: I want to change …']);
    expect((await heard(started, greeting, ...asked)).said).toEqual(wholeCall);
  });

  test.each(["transcript[transcriptType='final']", 'transcript[transcriptType="final"]'])(
    'are understood when named %s',
    async (type) => {
      const filtered = vapiMessage(type, 6, { role: 'user', transcript: 'I want to change my email.' });
      expect((await heard(started, filtered)).said).toEqual(wholeCall.slice(1));
    },
  );

  test('tell the end, its reason, and what Vapi made of the call', async () => {
    const { call, said } = await heard(started, greeting, ...asked, vapiReport(121, ...turns));
    expect(call).toMatchObject({
      endedAt: Date.parse('2026-11-03T10:02:00.000Z'),
      endReason: 'customer-ended-call',
      analysis: {
        summary: 'Dana changed her email.',
        successful: true,
        recordingUrl: 'https://storage.vapi.ai/7420.wav',
        values: { reason: 'email' },
      },
    });
    expect(said).toEqual(wholeCall);
  });

  test('tell a transfer once, an agent that hangs, and an attack', async () => {
    const destination = { type: 'number', number: '+14155550199' };
    const { call } = await heard(
      started,
      vapiMessage('transfer-update', 9, { destination }),
      vapiMessage('status-update', 10, { status: 'forwarding', destination }),
      vapiMessage('hang', 12),
      vapiMessage('transcript', 13, { role: 'user', transcript: 'x', transcriptType: 'final', detectedThreats: [{}] }),
    );
    expect(call.transfers).toEqual([{ at: vapiStart + 9000, to: '+14155550199' }]);
    expect(call.troubles).toHaveLength(2);
  });

  test('of unknown types are named, with their call, and start it', () => {
    const { events, unknown } = read(vapiMessage('assistant.yawned', 3, { extra: { deep: [1] } }));
    expect(unknown).toEqual([{ what: 'assistant.yawned', call: vapiCall.id }]);
    expect(events.map(({ event }) => event.type)).toEqual(['call.started']);
  });

  test.each(['speech-update', 'user-interrupted', 'model-output', 'voice-input', 'session.created'])(
    '%s is known, and tells nothing to keep',
    (type) => {
      expect(read(vapiMessage(type, 3)).unknown).toEqual([]);
    },
  );

  test('that are no messages are malformed', () => {
    for (const body of [
      '',
      '[]',
      '"x"',
      '{}',
      '{"message":{}}',
      '{"message":{"type":7}}',
      '{"message"',
      '['.repeat(9e5),
    ]) {
      expect(vapi.read(post(body), feed, 0)).toMatchObject({ kind: 'malformed', why: expect.any(String) });
    }
  });

  test('of any other form are read without a fault', () => {
    const types = ['transcript', 'tool-calls', 'conversation-update', 'end-of-call-report', 'status-update', 'hang'];
    const fields = fc.dictionary(fc.constantFrom(...fieldNames), fc.jsonValue());
    fc.assert(
      fc.property(fc.constantFrom(...types), fields, fc.jsonValue(), (type, more, call) => {
        const reading = vapi.read(post({ message: { ...more, type, call } }), feed, 0);
        expect(reading.kind).toBe('understood');
      }),
    );
    fc.assert(fc.property(fc.jsonValue(), (value) => void vapi.read(post(value ?? null), feed, 0)));
    fc.assert(fc.property(fc.string(), (value) => void vapi.read(post(value), feed, 0)));
  });
});

const fieldNames = [
  'timestamp',
  'role',
  'transcript',
  'transcriptType',
  'messages',
  'artifact',
  'analysis',
  'destination',
  'toolCallList',
  'toolWithToolCallList',
  'customer',
  'assistant',
  'endedAt',
  'status',
  'detectedThreats',
];

describe('a history', () => {
  test('adds nothing to what was transcribed, before or after it', async () => {
    const history = vapiHistory(7, ...turns);
    expect((await heard(started, greeting, ...asked, history)).said).toEqual(wholeCall);
    expect((await heard(started, history, greeting, ...asked)).said).toEqual(wholeCall);
    expect((await heard(started, greeting, history, ...asked, vapiReport(121, ...turns))).said).toEqual(wholeCall);
  });

  test('is all there is where no transcripts come, and is told once', async () => {
    const grown = [turns[0], vapiTurn('user', 'I want to change my email. Now.', 3.5, 7)].flatMap((turn) => turn ?? []);
    const { said } = await heard(started, vapiHistory(3, ...turns.slice(0, 1)), vapiHistory(7, ...turns));
    expect(said).toEqual(wholeCall);
    const later = await heard(started, vapiHistory(7, ...turns), vapiHistory(9, ...grown), vapiReport(121, ...grown));
    expect(later.said).toEqual([wholeCall[0], 'caller: I want to change my email. Now.']);
  });

  test('fills in a turn that no transcript told, at its place', async () => {
    const { said } = await heard(started, ...asked, vapiReport(121, ...turns));
    expect(said).toEqual(wholeCall);
  });

  test('fills in the part of a turn that was lost', async () => {
    const long = vapiTurn('user', 'My name is Dana Reyes. I moved to Lisbon in May. Please change my address.', 10, 20);
    const { said } = await heard(
      started,
      vapiTranscript(12, 'user', 'My name is Dana Reyes.'),
      vapiTranscript(21, 'user', 'Please change my address.'),
      vapiReport(121, long),
    );
    expect([...said].sort()).toEqual([
      'caller: I moved to Lisbon in May.',
      'caller: My name is Dana Reyes.',
      'caller: Please change my address.',
    ]);
  });

  test('does not take a masked card number, or a number heard otherwise, for something left out', async () => {
    const { said } = await heard(
      started,
      vapiTranscript(12, 'user', 'My card is 4111 1111 1111 1111 and I owe twenty five dollars.'),
      vapiReport(121, vapiTurn('user', 'My card is 4111 1111 1111 1111, and I owe $25.', 10, 13)),
    );
    expect(said).toEqual(['caller: My card is ••••••••••••••••••• and I owe twenty five dollars.']);
  });

  test('makes the same call in any order and with repetitions', async () => {
    const ended = vapiMessage('status-update', 120, { status: 'ended', endedReason: 'customer-ended-call' });
    const all = [started, greeting, ...asked, vapiHistory(7, ...turns), ended, vapiReport(121, ...turns)];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }), async (order) => {
        const { said, call } = await heard(...order);
        expect(said).toEqual(wholeCall);
        expect(call).toMatchObject({ endReason: 'customer-ended-call', startedAt: vapiStart });
      }),
      { seed: 5, numRuns: 25 },
    );
  });
});

describe("Vapi's tool calls", () => {
  const email = { email: 'dana@example.com' };
  const ask = { id: 't1', call: vapiCall.id, action: 'update_contact', inputs: email };

  test('are read in both shapes, and once where both lists tell them', () => {
    const sdk = sdkToolCall('t1', 'update_contact', email);
    const documented = documentedToolCall('t1', 'update_contact', email);
    const withTool = {
      type: 'function',
      name: 'update_contact',
      server: { url: vapiUrl },
      toolCall: { id: 't1', parameters: email },
    };
    const withSdkTool = { type: 'function', function: { name: 'update_contact' }, toolCall: sdk };
    expect(read(vapiMessage('tool-calls', 8, { toolCallList: [sdk] })).asks).toEqual([ask]);
    expect(read(vapiMessage('tool-calls', 8, { toolCallList: [documented] })).asks).toEqual([ask]);
    expect(read(vapiMessage('tool-calls', 8, { toolWithToolCallList: [withTool] })).asks).toEqual([ask]);
    expect(
      read(
        vapiMessage('tool-calls', 8, { toolCallList: [sdk], toolCalls: [sdk], toolWithToolCallList: [withSdkTool] }),
      ),
    ).toMatchObject({ asks: [ask], unknown: [] });
  });

  test('keep their order where several come in one message', () => {
    const list = [
      sdkToolCall('t1', 'update_contact', email),
      documentedToolCall('t2', 'create_case', { subject: 'x' }),
    ];
    expect(read(vapiMessage('tool-calls', 8, { toolCallList: list })).asks.map(({ id }) => id)).toEqual(['t1', 't2']);
  });

  test('are told that their arguments are not JSON, and kept', () => {
    const broken = { id: 't1', function: { name: 'update_contact', arguments: '{"email":' } };
    const { asks, unknown } = read(vapiMessage('tool-calls', 8, { toolCallList: [broken] }));
    expect(asks).toEqual([{ ...ask, inputs: {}, unreadable: expect.stringContaining('no JSON object') }]);
    expect(unknown).toHaveLength(1);
  });

  test('without an id or a name are kept, not asked', () => {
    const { asks, unknown } = read(vapiMessage('tool-calls', 8, { toolCallList: [{ id: 't1' }, { name: 'x' }] }));
    expect(asks).toEqual([]);
    expect(unknown).toHaveLength(2);
  });

  test('of the legacy form have an id that a retry repeats and another question does not', () => {
    const legacy = (seconds: number) =>
      read(vapiMessage('function-call', seconds, { functionCall: { name: 'update_contact', parameters: email } })).asks;
    expect(legacy(8)).toMatchObject([{ action: 'update_contact', inputs: email, call: vapiCall.id }]);
    expect(legacy(8)).toEqual(legacy(8));
    expect(legacy(9)[0]?.id).not.toBe(legacy(8)[0]?.id);
  });

  test('are answered one by one, on single lines', () => {
    const request = vapiMessage('tool-calls', 8, { toolCallList: [] });
    const answer = vapi.answer?.(
      [
        { ask, outcome: 'done', text: 'The email is\nnow dana@example.com.', reference: 'P-1', values: {} },
        {
          ask: { ...ask, id: 't2' },
          outcome: 'pending',
          text: 'Submitted for review, P-2.',
          reference: 'P-2',
          values: {},
        },
        { ask: { ...ask, id: 't3' }, outcome: 'failed', text: 'It could not be saved.', reference: 'P-3', values: {} },
      ],
      request,
    );
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(answer?.body ?? '')).toEqual({
      results: [
        { toolCallId: 't1', name: 'update_contact', result: 'The email is now dana@example.com.' },
        { toolCallId: 't2', name: 'update_contact', result: 'Submitted for review, P-2.' },
        { toolCallId: 't3', name: 'update_contact', error: 'It could not be saved.' },
      ],
    });
  });

  test('of the legacy form are answered by one bare result', () => {
    const request = vapiMessage('function-call', 8, { functionCall: { name: 'update_contact', parameters: email } });
    const answer = vapi.answer?.([{ ask, outcome: 'done', text: 'Saved.', reference: null, values: {} }], request);
    expect(JSON.parse(answer?.body ?? '')).toEqual({ result: 'Saved.' });
  });
});
