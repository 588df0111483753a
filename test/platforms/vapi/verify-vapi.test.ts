import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { IntakeRequest, Verification } from '../../../electron/platforms/platform.ts';
import { vapi } from '../../../electron/platforms/vapi/vapi.ts';
import { verifyVapi } from '../../../electron/platforms/vapi/verify-vapi.ts';
import { post, vapiFeed } from '../samples/vapi-samples.ts';

const body = '{"message":{"type":"tool-calls"}}';
const signature = 'a3561df24b0a4ea325364c616eb1433313484c5de92111f506fc1777c861182d';
const signedAt = 1_700_000_000;
const headers = { 'x-signature': signature, 'x-timestamp': String(signedAt) };
const now = signedAt * 1000;
const minutes = 60_000;

function why(verification: Verification): string | null {
  return verification.kind === 'refused' ? verification.why : null;
}

describe("Vapi's signature", () => {
  test('is taken as made by its defaults, whatever the unit of the time', () => {
    const verified = verifyVapi(post(body, headers), vapiFeed(), now + 1000);
    expect(verified).toMatchObject({ kind: 'genuine', signed: true, signedAt: now });
    const inMs = createHmac('sha256', 'vapi_test').update(`${now}.${body}`).digest('hex');
    const other = post(body, { 'x-signature': inMs, 'x-timestamp': String(now) });
    expect(verifyVapi(other, vapiFeed(), now)).toMatchObject({ kind: 'genuine', signedAt: now });
  });

  test('is refused when forged, or made with another secret', () => {
    const forged = { ...headers, 'x-signature': signature.replace('a', 'b') };
    expect(verifyVapi(post(body, forged), vapiFeed(), now).kind).toBe('refused');
    expect(verifyVapi(post(body, headers), vapiFeed({}, { secret: 'another' }), now).kind).toBe('refused');
  });

  test('is refused on a body that was written anew or cut off', () => {
    const reserialised = JSON.stringify(JSON.parse(body), null, 1);
    expect(verifyVapi(post(reserialised, headers), vapiFeed(), now).kind).toBe('refused');
    expect(verifyVapi(post(body.slice(0, -1), headers), vapiFeed(), now).kind).toBe('refused');
    expect(verifyVapi(post(body, { ...headers, 'x-signature': signature.slice(0, 32) }), vapiFeed(), now).kind).toBe(
      'refused',
    );
  });

  test('is refused later than five minutes after its time, and earlier than five minutes before', () => {
    expect(why(verifyVapi(post(body, headers), vapiFeed(), now + 5 * minutes))).toBeNull();
    expect(why(verifyVapi(post(body, headers), vapiFeed(), now + 5 * minutes + 1000))).toMatch(/ago/);
    expect(why(verifyVapi(post(body, headers), vapiFeed(), now - 5 * minutes))).toBeNull();
    expect(why(verifyVapi(post(body, headers), vapiFeed(), now - 5 * minutes - 1000))).toMatch(/in the future/);
  });

  test('does not hold for another time than the signed one', () => {
    const moved = { ...headers, 'x-timestamp': String(signedAt + 60) };
    expect(verifyVapi(post(body, moved), vapiFeed(), now).kind).toBe('refused');
  });

  test('tells a replay by its mark', () => {
    const [one, other] = [1, 2].map(() => verifyVapi(post(body, headers), vapiFeed(), now));
    expect(one).toMatchObject({ replayKey: expect.any(String) });
    expect(one).toEqual(other);
  });

  test('is refused where it is missing', () => {
    expect(why(verifyVapi(post(body), vapiFeed(), now))).toMatch(/x-signature/);
    expect(verifyVapi(post(body, headers), vapiFeed({}, { secret: '' }), now)).toMatchObject({ status: 403 });
  });

  test('follows every setting of the credential', () => {
    const options = {
      scheme: 'hmac',
      header: 'X-Hub-Signature',
      timestampHeader: 'X-Sent-At',
      template: '{svix-id}.{timestamp}.{method}.{url}.{body}',
      encoding: 'base64',
      algorithm: 'sha512',
      prefix: 'sha512=',
      secretIs: 'base64',
    };
    const key = Buffer.from('0123456789abcdef');
    const feed = vapiFeed(options, { secret: key.toString('base64') });
    const url = 'https://hooks.example.com/vapi';
    const digest = createHmac('sha512', key).update(`m1.${signedAt}.POST.${url}.${body}`).digest('base64');
    const signed = { 'x-hub-signature': `sha512=${digest}`, 'x-sent-at': String(signedAt), 'svix-id': 'm1' };
    expect(verifyVapi(post(body, signed), feed, now).kind).toBe('genuine');
    expect(verifyVapi(post(body, { ...signed, 'svix-id': 'm2' }), feed, now).kind).toBe('refused');
    expect(verifyVapi(post(body, { ...signed, 'x-hub-signature': digest }), feed, now).kind).toBe('refused');
  });

  test('believes no time that was not signed', () => {
    const feed = vapiFeed({ template: '{body}' });
    const digest = createHmac('sha256', 'vapi_test').update(body).digest('hex');
    const verified = verifyVapi(post(body, { 'x-signature': digest, 'x-timestamp': '1' }), feed, now);
    expect(verified).toMatchObject({ kind: 'genuine', signedAt: null, replayKey: expect.any(String) });
  });
});

describe("Vapi's shared secret", () => {
  test('is taken from its own header, from ours, and as a bearer token, and signs nothing', () => {
    const ways: Record<string, string>[] = [
      { 'x-vapi-secret': 'vapi_test' },
      { 'x-countersign-secret': 'vapi_test' },
      { authorization: 'Bearer vapi_test' },
    ];
    for (const given of ways) {
      expect(verifyVapi(post(body, given), vapiFeed({ scheme: 'secret' }), now)).toMatchObject({
        kind: 'genuine',
        signed: false,
      });
    }
    expect(
      verifyVapi(post(body, { authorization: 'Bearer vapi_test' }), vapiFeed({ scheme: 'bearer' }), now).kind,
    ).toBe('genuine');
  });

  test('is refused when wrong or missing', () => {
    const feed = vapiFeed({ scheme: 'secret' });
    expect(verifyVapi(post(body, { 'x-vapi-secret': 'vapi_tes' }), feed, now).kind).toBe('refused');
    expect(verifyVapi(post(body), feed, now).kind).toBe('refused');
    expect(verifyVapi(post(body, headers), feed, now).kind).toBe('refused');
  });
});

describe('a test event', () => {
  test.each<Record<string, string>>([
    {},
    { scheme: 'secret' },
    { scheme: 'bearer' },
    { encoding: 'base64', algorithm: 'sha1', prefix: 'v1=', template: '{svix-id}.{timestamp}.{body}' },
  ])('is genuine and understood under %o', (options) => {
    const feed = vapiFeed(options);
    const request: IntakeRequest = vapi.testRequest(feed, 'https://hooks.example.com/vapi', now);
    expect(vapi.verify(request, feed, now).kind).toBe('genuine');
    expect(vapi.read(request, feed, now)).toMatchObject({ kind: 'understood', unknown: [] });
  });
});
