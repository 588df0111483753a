import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { IntakeRequest } from '../../../electron/platforms/platform.ts';
import { twilio } from '../../../electron/platforms/twilio/twilio.ts';
import { signTwilio, verifyTwilio } from '../../../electron/platforms/twilio/verify-twilio.ts';
import { twilioFeed, twilioForm, twilioUrl } from '../samples/twilio-samples.ts';

const parameters: [string, string][] = [
  ['CallSid', 'CA1'],
  ['TranscriptionEvent', 'transcription-content'],
  ['Track', 'inbound_track'],
  ['TranscriptionData', '{"transcript":"hello","confidence":0.9}'],
];
const form = twilioForm(Object.fromEntries(parameters));
const jsonUrl =
  'https://hooks.example.com/twilio/json?bodySHA256=015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862';
const json: IntakeRequest = {
  method: 'POST',
  url: jsonUrl,
  headers: { 'content-type': 'application/json', 'x-twilio-signature': 'LAu90LdBvDL1KdO0MnZJOVCHav0=' },
  body: Buffer.from('{"a":1}'),
};

function kindOf(request: IntakeRequest, feed = twilioFeed) {
  return verifyTwilio(request, feed).kind;
}

describe("Twilio's signature", () => {
  test('is made as by its own packages', () => {
    expect(signTwilio('tok_test', twilioUrl, parameters)).toBe('sRPCzq0HQkM8Z5m02sZkjN2LI30=');
    expect(signTwilio('tok_test', jsonUrl, [])).toBe('LAu90LdBvDL1KdO0MnZJOVCHav0=');
    expect(signTwilio('tok_test', 'wss://hooks.example.com/relay', [])).toBe('YjwnEufd5mrbMisP5Pji1Wu3wBk=');
  });

  test('counts several values of one name once each, sorted', () => {
    const several: [string, string][] = [
      ['Digits', 'b'],
      ['Digits', 'a'],
      ['Digits', 'b'],
      ['CallSid', 'CA1'],
    ];
    expect(signTwilio('tok_test', twilioUrl, several)).toBe(
      signTwilio('tok_test', twilioUrl, [
        ['CallSid', 'CA1'],
        ['Digits', 'a'],
        ['Digits', 'b'],
      ]),
    );
  });
});

describe('a request of Twilio', () => {
  test('is genuine as a form, as JSON, and as the handshake of a socket', () => {
    expect(verifyTwilio(form, twilioFeed)).toMatchObject({ kind: 'genuine', signed: true, replayKey: null });
    expect(kindOf(json)).toBe('genuine');
    const headers = { upgrade: 'websocket', 'x-twilio-signature': 'YjwnEufd5mrbMisP5Pji1Wu3wBk=' };
    const handshake = { method: 'GET', url: 'https://hooks.example.com/relay', headers, body: Buffer.alloc(0) };
    expect(kindOf(handshake)).toBe('genuine');
  });

  test('is genuine whether its address was signed with the usual port or without', () => {
    const withPort = twilioUrl.replace('.com/', '.com:443/');
    for (const [signed, called] of [
      [twilioUrl, withPort],
      [withPort, twilioUrl],
    ] as const) {
      const headers = { ...form.headers, 'x-twilio-signature': signTwilio('tok_test', signed, parameters) };
      expect(kindOf({ ...form, url: called, headers })).toBe('genuine');
    }
  });

  test('is genuine whatever the order of its parameters and the encoding of its form', () => {
    const body = new URLSearchParams(parameters.toReversed()).toString().replaceAll('+', '%20');
    expect(kindOf({ ...form, body: Buffer.from(body) })).toBe('genuine');
  });

  test('is refused when it was forged', () => {
    expect(kindOf(form, { ...twilioFeed, secrets: { authToken: 'tok_other' } })).toBe('refused');
    expect(kindOf({ ...form, headers: { ...form.headers, 'x-twilio-signature': 'A'.repeat(28) } })).toBe('refused');
    expect(kindOf({ ...form, headers: { 'content-type': 'application/x-www-form-urlencoded' } })).toBe('refused');
    expect(kindOf({ ...form, url: 'https://hooks.example.com/twilio/transcription?org=2' })).toBe('refused');
    expect(kindOf({ ...form, url: twilioUrl.replace('https', 'http') })).toBe('refused');
  });

  test('is refused when its body was cut off, or changed', () => {
    expect(kindOf({ ...form, body: form.body.subarray(0, -4) })).toBe('refused');
    expect(kindOf({ ...form, body: Buffer.concat([form.body, Buffer.from('&More=1')]) })).toBe('refused');
    expect(kindOf({ ...json, body: Buffer.from('{"a": 1}') })).toBe('refused');
    expect(kindOf({ ...json, body: Buffer.from('{"a":1') })).toBe('refused');
  });

  test('is refused when a signature over the address alone comes with a body', () => {
    const url = 'https://hooks.example.com/twilio/voice';
    const headers = { 'content-type': 'application/json', 'x-twilio-signature': signTwilio('tok_test', url, []) };
    expect(kindOf({ method: 'GET', url, headers, body: Buffer.alloc(0) })).toBe('genuine');
    expect(kindOf({ method: 'POST', url, headers, body: Buffer.from('{"a":1}') })).toBe('refused');
  });

  test('is refused, with the reason, while the feed has no public address or no token', () => {
    expect(verifyTwilio(form, { ...twilioFeed, publicUrl: null })).toMatchObject({
      kind: 'refused',
      status: 403,
      why: expect.stringContaining('public address'),
    });
    expect(kindOf(form, { ...twilioFeed, secrets: {} })).toBe('refused');
  });

  test('that is a test is genuine', () => {
    expect(kindOf(twilio.testRequest(twilioFeed, twilioUrl, Date.now()))).toBe('genuine');
    expect(createHash('sha256').update(json.body).digest('hex')).toBe(new URL(jsonUrl).searchParams.get('bodySHA256'));
  });
});
