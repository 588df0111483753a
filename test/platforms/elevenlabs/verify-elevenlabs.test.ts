import { describe, expect, test } from 'vitest';
import { elevenlabs } from '../../../electron/platforms/elevenlabs/elevenlabs.ts';
import { verifyElevenLabs } from '../../../electron/platforms/elevenlabs/verify-elevenlabs.ts';
import { elevenLabsFeed, elevenLabsTool, elevenLabsUrl } from '../samples/elevenlabs-samples.ts';
import { post } from '../samples/vapi-samples.ts';

const body = '{"type":"post_call_transcription"}';
const digest = '8580fe46ca40876a1f93f7a34277501134e83d7dd8472e950b34c3b9c4d1e248';
const signedAt = 1_700_000_000_000;
const signature = `t=1700000000,v0=${digest}`;
const feed = elevenLabsFeed();

function verified(text: string, given: string, now = signedAt) {
  return verifyElevenLabs(post(text, { 'elevenlabs-signature': given }), feed, now);
}

describe("ElevenLabs' signature", () => {
  test('is taken as made by its own package', () => {
    expect(verified(body, signature)).toMatchObject({
      kind: 'genuine',
      signed: true,
      signedAt,
      replayKey: expect.any(String),
    });
    expect(verified(body, `t=1700000000,v0=${'0'.repeat(64)},v0=${digest}`).kind).toBe('genuine');
  });

  test('is refused when older than half an hour, or from a time to come', () => {
    expect(verified(body, signature, signedAt + 1_799_000).kind).toBe('genuine');
    expect(verified(body, signature, signedAt + 1_801_000)).toMatchObject({ kind: 'refused', why: /ago/ });
    expect(verified(body, signature, signedAt - 300_000).kind).toBe('genuine');
    expect(verified(body, signature, signedAt - 301_000)).toMatchObject({ kind: 'refused', why: /in the future/ });
  });

  test('is refused when forged, moved in time, or made with another secret', () => {
    expect(verified(body, signature.replace('8580', '8581')).kind).toBe('refused');
    expect(verified(body, `t=1700000001,v0=${digest}`).kind).toBe('refused');
    const request = post(body, { 'elevenlabs-signature': signature });
    expect(verifyElevenLabs(request, elevenLabsFeed({ secret: 'wsec_other' }), signedAt).kind).toBe('refused');
    expect(verifyElevenLabs(request, elevenLabsFeed({}), signedAt)).toMatchObject({ status: 403 });
  });

  test('is refused on a body that was written anew or cut off', () => {
    expect(verified(JSON.stringify(JSON.parse(body), null, 1), signature).kind).toBe('refused');
    expect(verified(body.slice(0, -1), signature).kind).toBe('refused');
  });

  test.each([
    '',
    't=,v0=',
    `v0=${digest}`,
    't=1700000000',
    `t=1700000000,v0=${digest.slice(0, 40)}`,
    `t=1e9,v0=${digest}`,
  ])('is refused in the form %o', (given) => {
    expect(verified(body, given).kind).toBe('refused');
  });

  test('tells a replay by its mark', () => {
    expect(verified(body, signature)).toEqual(verified(body, signature));
  });

  test('of the test event is genuine, and the event understood', () => {
    const sample = elevenlabs.testRequest(feed, elevenLabsUrl, signedAt);
    expect(elevenlabs.verify(sample, feed, signedAt).kind).toBe('genuine');
    expect(elevenlabs.read(sample, feed, signedAt)).toMatchObject({ kind: 'understood', unknown: [] });
  });
});

describe('the secret of a tool', () => {
  test('is taken from its header or as a bearer token, and signs nothing', () => {
    const tool = elevenLabsTool('update_contact', {});
    expect(verifyElevenLabs(tool, feed, signedAt)).toMatchObject({ kind: 'genuine', signed: false });
    expect(verifyElevenLabs(post('{}', { authorization: 'Bearer wsec_test' }), feed, signedAt).kind).toBe('genuine');
  });

  test('may be one of its own, and then no other is taken', () => {
    const own = elevenLabsFeed({ secret: 'wsec_test', toolSecret: 'for tools' });
    expect(verifyElevenLabs(elevenLabsTool('x', {}), own, signedAt).kind).toBe('refused');
    const right = elevenLabsTool('x', {}, { 'x-countersign-secret': 'for tools' });
    expect(verifyElevenLabs(right, own, signedAt).kind).toBe('genuine');
  });

  test('is refused when wrong or missing', () => {
    const wrong = elevenLabsTool('x', {}, { 'x-countersign-secret': 'wsec_tes' });
    expect(verifyElevenLabs(wrong, feed, signedAt).kind).toBe('refused');
    expect(verifyElevenLabs(post('{}'), feed, signedAt).kind).toBe('refused');
  });
});
