import { describe, expect, test } from 'vitest';
import type { IntakeRequest } from '../../../electron/platforms/platform.ts';
import { retell } from '../../../electron/platforms/retell/retell.ts';
import { fc } from '../../support/properties.ts';
import { heardCall } from '../heard-call.ts';
import {
  retellAnalysis,
  retellCall,
  retellFeed,
  retellOver,
  retellStart,
  retellTurn,
  retellUrl,
  retellWebhook,
  signedPost,
} from '../samples/retell-samples.ts';
import { post } from '../samples/vapi-samples.ts';
import { understood } from '../understood.ts';

const feed = retellFeed();
const read = (request: IntakeRequest) => understood(retell.read(request, feed, retellStart));
const heard = (...requests: IntakeRequest[]) => heardCall(retell, feed, requests);

const greeting = retellTurn('agent', 'Front desk, how can I help?', 0.5, 2);
const growing = retellTurn('user', 'I want to', 3, 3.5);
const asked = retellTurn('user', 'I want to change my email.', 3, 5);
const invocation = {
  role: 'tool_call_invocation',
  tool_call_id: 'tool_1',
  name: 'update_contact',
  arguments: '{"email":"dana@example.com","execution_message":"One moment."}',
};
const thanks = retellTurn('agent', 'Done.', 8, 9);

const updated = (...turns: unknown[]) => retellWebhook('transcript_updated', { transcript_with_tool_calls: turns });
const ended = retellWebhook('call_ended', {
  ...retellOver,
  transcript_object: [greeting, asked, thanks],
  transcript_with_tool_calls: [greeting, asked, invocation, { role: 'tool_call_result', content: 'ok' }, thanks],
});
const wholeCall = ['agent: Front desk, how can I help?', 'caller: I want to change my email.', 'agent: Done.'];

describe("Retell's webhooks", () => {
  test('tell whose call it is and from where', () => {
    expect(read(retellWebhook('call_started')).events).toEqual([
      {
        call: retellCall.call_id,
        id: 'started:carrier',
        event: {
          type: 'call.started',
          carrierId: 'CA4c6793d069ef42f4c6793d069ef42f00',
          channel: 'phone',
          direction: 'inbound',
          agent: { id: retellCall.agent_id, name: 'Front desk', version: '3' },
          parties: [{ role: 'caller', name: null, phone: '+14155550134', email: null }],
          variables: { tier: 'gold' },
          startedAt: retellStart,
          heldAt: null,
        },
      },
    ]);
  });

  test('name the number that was called as the caller of an outbound call', async () => {
    const { call } = await heard(retellWebhook('call_started', { direction: 'outbound' }));
    expect(call).toMatchObject({ direction: 'outbound', parties: [{ phone: '+14155550100' }] });
  });

  test('tell the whole transcript each time: the last turn grows, the others are final', async () => {
    const grew = [updated(greeting), updated(greeting, growing)];
    expect((await heard(...grew)).said).toEqual([wholeCall[0], 'caller: I want to …']);
    expect((await heard(...grew, updated(greeting, asked, invocation))).said).toEqual([
      wholeCall[0],
      'caller: I want to change my email. …',
    ]);
    expect((await heard(...grew, updated(greeting, asked, invocation, thanks), ended)).said).toEqual(wholeCall);
  });

  test('place what is said in time', () => {
    const last = read(updated(greeting, asked, thanks)).events.at(-2);
    expect(last?.event).toMatchObject({ type: 'utterance.final', utterance: { startMs: 3000, endMs: 5000 } });
  });

  test('tell of a long call only the end, until it is over', () => {
    const turns = Array.from({ length: 300 }, (_none, index) => retellTurn('user', `Word ${index}`, index, index + 1));
    expect(read(updated(...turns)).events.length).toBeLessThan(30);
    expect(read(retellWebhook('call_ended', { transcript_object: turns })).events.length).toBeGreaterThan(300);
  });

  test('tell the end and the analysis, which may come twice and late', async () => {
    const analyzed = retellWebhook('call_analyzed', { ...retellOver, call_analysis: retellAnalysis });
    const { call } = await heard(retellWebhook('call_started'), ended, analyzed, analyzed);
    expect(call).toMatchObject({
      endedAt: retellStart + 120_000,
      endReason: 'user_hangup',
      analysis: {
        summary: 'Dana changed her email.',
        sentiment: 'positive',
        successful: true,
        recordingUrl: retellOver.recording_url,
        values: { reason: 'email', visits: '2' },
      },
    });
  });

  test('tell of a call that never connected, and why', async () => {
    const { call } = await heard(
      retellWebhook('call_ended', { ...retellOver, disconnection_reason: 'error_asr', start_timestamp: undefined }),
    );
    expect(call).toMatchObject({ endReason: 'error_asr', parties: [{ phone: '+14155550134' }] });
    expect(call.troubles).toEqual([{ at: retellOver.end_timestamp, message: 'Retell broke off: asr.' }]);
  });

  test('tell a transfer once, and one that failed', async () => {
    const transfer_destination = '+14155550199';
    const { call } = await heard(
      retellWebhook('transfer_started', { transfer_destination }),
      retellWebhook('transfer_bridged', { transfer_destination }),
      retellWebhook('call_ended', { ...retellOver, disconnection_reason: 'call_transfer', transfer_destination }),
    );
    expect(call.transfers).toEqual([{ at: 1000, to: transfer_destination }]);
    expect((await heard(retellWebhook('transfer_cancelled'))).call.troubles).toHaveLength(1);
  });

  test('make the same call in any order and with repetitions', async () => {
    const all = [
      retellWebhook('call_started'),
      updated(greeting),
      updated(greeting, growing),
      updated(greeting, asked),
      ended,
    ];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }), async (order) => {
        const { said, call } = await heard(...order);
        expect(said).toEqual(wholeCall);
        expect(call.endReason).toBe('user_hangup');
      }),
      { seed: 5, numRuns: 20 },
    );
  });

  test('of unknown names are kept, with their call', () => {
    expect(read(retellWebhook('call_dreamt')).unknown).toEqual([{ what: 'call_dreamt', call: retellCall.call_id }]);
    expect(read(post({ event: 'call_started', data: { call_id: 'old' } })).unknown).toHaveLength(1);
  });

  test('of any other form are read without a fault', () => {
    const names = ['call_started', 'transcript_updated', 'call_ended', 'call_analyzed', 'transfer_bridged', 'x'];
    const calls = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()));
    fc.assert(
      fc.property(fc.constantFrom(...names), calls, (event, call) => {
        expect(retell.read(post({ event, call }), feed, 0).kind).toBe('understood');
      }),
    );
    fc.assert(fc.property(fc.jsonValue(), (value) => void retell.read(post(value ?? null), feed, 0)));
    for (const body of ['', '[]', '{}', '{"event":3}', '{"name":"x"}', '['.repeat(9e5)]) {
      expect(retell.read(post(body), feed, 0).kind).toBe('malformed');
    }
  });
});

const fields = ['call_id', 'transcript_object', 'transcript_with_tool_calls', 'call_analysis', 'start_timestamp'];

describe('a custom function', () => {
  const inputs = { email: 'dana@example.com' };
  const body = { name: 'update_contact', call: retellCall, args: { ...inputs, execution_message: 'One moment.' } };

  test('is asked with its arguments, in its call', () => {
    const { asks, events } = read(signedPost(body));
    expect(asks).toEqual([
      { id: expect.stringMatching(/^made-/), call: retellCall.call_id, action: 'update_contact', inputs },
    ]);
    expect(events.map(({ event }) => event.type)).toEqual(['call.started']);
  });

  test('brings along what was said before it', () => {
    const call = { ...retellCall, transcript_with_tool_calls: [greeting, asked, invocation] };
    const { events } = read(signedPost({ ...body, call }));
    expect(events.map(({ event }) => event.type)).toEqual(['call.started', 'utterance.final', 'utterance.partial']);
  });

  test('has the same id at a retry, and another for another question', () => {
    const idOf = (asking: unknown) => read(signedPost(asking)).asks[0]?.id;
    const { email } = inputs;
    expect(idOf(body)).toBe(idOf({ call: retellCall, args: { execution_message: 'Wait.', email }, name: body.name }));
    expect(idOf(body)).not.toBe(idOf({ ...body, args: { email: 'other@example.com' } }));
    expect(idOf(body)).not.toBe(idOf({ ...body, call: { ...retellCall, call_id: 'call_2' } }));
    expect(idOf({ ...body, tool_call_id: 'tool_9' })).toBe('tool_9');
    expect(idOf({ ...body, call: { ...retellCall, transcript_with_tool_calls: [asked, invocation] } })).toBe('tool_1');
  });

  test('with its arguments at the root is named by its address', () => {
    const at = `${retellUrl}?action=update_contact&call=${retellCall.call_id}`;
    expect(read(signedPost(inputs, at)).asks).toMatchObject([
      { action: 'update_contact', call: retellCall.call_id, inputs },
    ]);
    const named = { ...signedPost(inputs, `${retellUrl}?action=update_contact`) };
    const byHeader = { ...named, headers: { ...named.headers, 'x-call-id': 'call_7' } };
    expect(read(byHeader).asks).toMatchObject([{ call: 'call_7' }]);
  });

  test('is asked without inputs, and kept, where they are no object', () => {
    const { asks, unknown } = read(signedPost({ ...body, args: [1] }));
    expect(asks).toMatchObject([{ inputs: {} }]);
    expect(unknown).toHaveLength(1);
  });

  test('is answered in JSON', () => {
    const [ask] = read(signedPost(body)).asks;
    if (!ask) throw new Error('nothing asked');
    const answers = [{ ask, outcome: 'done' as const, text: 'Saved.', reference: 'P-1', values: { Email: 'd@e.com' } }];
    const answer = retell.answer?.(answers, signedPost(body));
    expect(answer?.status).toBe(200);
    expect(JSON.parse(answer?.body ?? '')).toEqual({
      status: 'done',
      result: 'Saved.',
      reference: 'P-1',
      values: { Email: 'd@e.com' },
    });
  });
});
