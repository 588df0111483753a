import { describe, expect, test } from 'vitest';
import { builtInActions } from '../../../electron/actions/built-in/built-in-actions.ts';
import { toToolShape } from '../../../electron/actions/tool-shape.ts';
import { elevenlabs } from '../../../electron/platforms/elevenlabs/elevenlabs.ts';
import { toElevenLabsTool } from '../../../electron/platforms/elevenlabs/tool-definition.ts';
import type { IntakeRequest } from '../../../electron/platforms/platform.ts';
import { fc } from '../../support/properties.ts';
import { heardCall } from '../heard-call.ts';
import {
  elevenLabsFeed,
  elevenLabsStart,
  elevenLabsTool,
  elevenLabsUrl,
  elevenLabsWebhook,
} from '../samples/elevenlabs-samples.ts';
import { post } from '../samples/vapi-samples.ts';
import { understood } from '../understood.ts';

const feed = elevenLabsFeed();
const read = (request: IntakeRequest) => understood(elevenlabs.read(request, feed, elevenLabsStart));
const heard = (...requests: IntakeRequest[]) => heardCall(elevenlabs, feed, requests);
const finished = elevenLabsWebhook('post_call_transcription');

describe("ElevenLabs' webhooks", () => {
  test('tell the whole conversation after its end', async () => {
    const { call, said } = await heard(finished);
    expect(said).toEqual(['agent: Front desk, how can I help?', 'caller: I want to change my email.', 'agent: Done.']);
    expect(call).toMatchObject({
      sources: [{ externalId: 'conv_01jq', carrierId: 'CA4c6793d069ef42f4c6793d069ef42f00' }],
      direction: 'inbound',
      agent: { id: 'agent_01' },
      parties: [{ role: 'caller', phone: '+14155550134' }],
      variables: { tier: 'gold' },
      startedAt: elevenLabsStart,
      endedAt: elevenLabsStart + 120_000,
      endReason: 'end_call tool was called',
      analysis: {
        summary: 'The caller changed their email.',
        successful: true,
        values: { polite: 'success', reason: 'email', visits: '2' },
        recordingUrl: 'https://api.elevenlabs.io/v1/convai/conversations/conv_01jq/audio',
      },
    });
  });

  test('name their recording where the feed’s data is kept', () => {
    const apiBase = 'https://api.eu.residency.elevenlabs.io/';
    const read = understood(elevenlabs.read(finished, { ...feed, apiBase }, elevenLabsStart));
    const told = read.events.find(({ event }) => event.type === 'call.analysed');
    expect(told).toMatchObject({
      event: {
        analysis: { recordingUrl: expect.stringMatching(/^https:\/\/api\.eu\.residency\.elevenlabs\.io\/v1\//) },
      },
    });
  });

  test('make the same call in any order and with repetitions', async () => {
    const asked = elevenLabsTool('update_contact', { email: 'dana@example.com' });
    const all = [asked, finished, elevenLabsWebhook('post_call_audio', { conversation_id: 'conv_01jq' })];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...all, ...all], { minLength: 6 }), async (order) => {
        const { call, said } = await heard(...order);
        expect(said).toHaveLength(3);
        expect(call).toMatchObject({ direction: 'inbound', parties: [{ phone: '+14155550134' }] });
      }),
      { seed: 5, numRuns: 15 },
    );
  });

  test('tell of a call that could not be started', async () => {
    const failed = elevenLabsWebhook('call_initiation_failure', {
      agent_id: 'agent_01',
      conversation_id: 'conv_02',
      failure_reason: 'no-answer',
      metadata: { type: 'twilio', body: { CallSid: 'CA1', From: '+14155550134', To: '+14155550100' } },
    });
    const { call } = await heard(failed);
    expect(call).toMatchObject({ endReason: 'no-answer', sources: [{ carrierId: 'CA1' }] });
    expect(call.troubles?.map(({ message }) => message)).toEqual(['ElevenLabs could not start the call: no answer.']);
  });

  test('of sound tell nothing that is kept, and of unknown types are named', () => {
    const audio = elevenLabsWebhook('post_call_audio', { conversation_id: 'conv_01jq', full_audio: 'SUQz' });
    expect(read(audio)).toMatchObject({ events: [], unknown: [] });
    expect(read(elevenLabsWebhook('post_call_song')).unknown).toEqual([{ what: 'post_call_song', call: 'conv_01jq' }]);
    expect(read(elevenLabsWebhook('post_call_transcription', {})).unknown).toHaveLength(1);
  });

  test('of any other form are read without a fault', () => {
    const types = fc.constantFrom('post_call_transcription', 'call_initiation_failure', 'post_call_audio', 'x');
    const names = fc.constantFrom(
      'transcript',
      'metadata',
      'analysis',
      'agent_id',
      'conversation_initiation_client_data',
    );
    fc.assert(
      fc.property(types, fc.dictionary(names, fc.jsonValue()), (type, fields) => {
        const request = elevenLabsWebhook(type, { ...fields, conversation_id: 'c' });
        expect(elevenlabs.read(request, feed, 0).kind).toBe('understood');
      }),
    );
    fc.assert(fc.property(fc.jsonValue(), (value) => void elevenlabs.read(post(value ?? null), feed, 0)));
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const { asks } = read(elevenLabsTool('update_contact', JSON.stringify(value)));
        expect(asks).toHaveLength(1);
      }),
    );
    for (const body of ['', '[]', '{}', '{"type":"x"}', '['.repeat(9e5)]) {
      expect(elevenlabs.read(post(body), feed, 0).kind).toBe('malformed');
    }
  });
});

describe('a webhook tool', () => {
  const inputs = { email: 'dana@example.com' };

  test('is asked with its body, in the conversation its headers name', () => {
    const { asks, events } = read(elevenLabsTool('update_contact', inputs));
    expect(asks).toEqual([{ id: expect.any(String), call: 'conv_01jq', action: 'update_contact', inputs }]);
    expect(events).toMatchObject([{ call: 'conv_01jq', event: { type: 'call.started', agent: { id: 'agent_01' } } }]);
  });

  test('may be named by its address, and tell who calls', () => {
    const url = `${elevenLabsUrl}?action=update_contact&call=conv_9`;
    expect(read(post(inputs, {}, url)).asks).toMatchObject([{ action: 'update_contact', call: 'conv_9', inputs }]);
    const told = read(elevenLabsTool('update_contact', inputs, { 'x-caller-id': '+14155550134', 'x-call-sid': 'CA1' }));
    expect(told.asks).toMatchObject([{ caller: '+14155550134' }]);
    expect(told.events).toMatchObject([{ event: { carrierId: 'CA1', parties: [{ phone: '+14155550134' }] } }]);
  });

  test('may be named by its body, for a tool whose builder wrote the whole of it', () => {
    const body = { action: 'update_contact', inputs, call: 'conv_9' };
    expect(read(post(body)).asks).toMatchObject([{ action: 'update_contact', call: 'conv_9', inputs }]);
    expect(read(post(body)).events).toMatchObject([{ call: 'conv_9', event: { type: 'call.started' } }]);
  });

  test('names no call where the variable was left unfilled', () => {
    const unfilled = elevenLabsTool('update_contact', inputs, { 'x-call-id': '{{system__conversation_id}}' });
    expect(read(unfilled)).toMatchObject({ events: [], asks: [{ call: null }] });
  });

  test('has the same id at a retry, and another for another question', () => {
    const idOf = (action: string, body: unknown) => read(elevenLabsTool(action, body)).asks[0]?.id;
    expect(idOf('update_contact', { a: 1, b: 2 })).toBe(idOf('update_contact', { b: 2, a: 1 }));
    expect(idOf('update_contact', { a: 1 })).not.toBe(idOf('update_contact', { a: 2 }));
    expect(idOf('update_contact', { a: 1 })).not.toBe(idOf('create_case', { a: 1 }));
  });

  test('without parameters may send no body', () => {
    expect(read(elevenLabsTool('end_review', '')).asks).toMatchObject([{ action: 'end_review', inputs: {} }]);
  });

  test('as it is defined sends what is read', () => {
    const action = builtInActions.find(({ key }) => key === 'update_contact');
    if (!action) throw new Error('no such action');
    const { api_schema } = toElevenLabsTool(toToolShape(action, null), elevenLabsUrl);
    const variables: Record<string, string> = { system__conversation_id: 'conv_3', system__agent_id: 'agent_3' };
    const headers = Object.entries(api_schema.request_headers).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'string' ? value : (variables[value.variable_name] ?? ''),
    ]);
    const sent = post(inputs, Object.fromEntries(headers), api_schema.url);
    expect(read(sent).asks).toMatchObject([{ action: 'update_contact', call: 'conv_3', inputs }]);
  });

  test('is answered in JSON', () => {
    const request = elevenLabsTool('update_contact', inputs);
    const [ask] = read(request).asks;
    if (!ask) throw new Error('nothing asked');
    const answers = [{ ask, outcome: 'pending' as const, text: 'Submitted for review.', reference: 'P-1', values: {} }];
    const answer = elevenlabs.answer?.(answers, request);
    expect(JSON.parse(answer?.body ?? '')).toEqual({
      status: 'pending',
      result: 'Submitted for review.',
      reference: 'P-1',
    });
  });
});
