import { describe, expect, test } from 'vitest';
import { retell } from '../../../electron/platforms/retell/retell.ts';
import { verifyRetell } from '../../../electron/platforms/retell/verify-retell.ts';
import { retellFeed, retellUrl } from '../samples/retell-samples.ts';
import { post } from '../samples/vapi-samples.ts';

const body = '{"event":"call_started","call":{"call_id":"call_1"}}';
const digest = '09567e5dd87ae02f1df698b4aa9a1f20cb5a858c5e1f684ef210bbc10fd24146';
const signedAt = 1_700_000_000_000;
const request = post(body, { 'x-retell-signature': `v=${signedAt},d=${digest}` }, retellUrl);
const feed = retellFeed();

function kindOf(text: string, signature: string, now = signedAt) {
  return verifyRetell(post(text, { 'x-retell-signature': signature }), feed, now).kind;
}

describe("Retell's signature", () => {
  test('is taken as made by its own package', () => {
    const verified = verifyRetell(request, feed, signedAt + 1000);
    expect(verified).toMatchObject({ kind: 'genuine', signed: true, signedAt, replayKey: expect.any(String) });
    expect(verified.steps.every(({ ok }) => ok)).toBe(true);
  });

  test('is refused when late or early by more than five minutes', () => {
    expect(verifyRetell(request, feed, signedAt + 300_000).kind).toBe('genuine');
    expect(verifyRetell(request, feed, signedAt + 301_000)).toMatchObject({ kind: 'refused', why: /ago/ });
    expect(verifyRetell(request, feed, signedAt - 300_000).kind).toBe('genuine');
    expect(verifyRetell(request, feed, signedAt - 301_000)).toMatchObject({ kind: 'refused', why: /in the future/ });
  });

  test('is refused when forged, moved in time, or made with another key', () => {
    expect(kindOf(body, `v=${signedAt},d=${digest.replace('0', '1')}`)).toBe('refused');
    expect(kindOf(body, `v=${signedAt + 1},d=${digest}`)).toBe('refused');
    expect(verifyRetell(request, retellFeed({ secrets: { apiKey: 'key_other' } }), signedAt).kind).toBe('refused');
    expect(verifyRetell(request, retellFeed({ secrets: {} }), signedAt)).toMatchObject({ status: 403 });
  });

  test('is refused on a body that was written anew or cut off', () => {
    expect(kindOf(JSON.stringify(JSON.parse(body), null, 1), `v=${signedAt},d=${digest}`)).toBe('refused');
    expect(kindOf(body.slice(0, -1), `v=${signedAt},d=${digest}`)).toBe('refused');
  });

  test.each(['', 'v=,d=', `d=${digest}`, `v=${signedAt},d=${digest.slice(0, 32)}`, `v=1e9999,d=${digest}`, digest])(
    'is refused in the form %o',
    (signature) => {
      expect(kindOf(body, signature)).toBe('refused');
    },
  );

  test('tells a replay by its mark', () => {
    expect(verifyRetell(request, feed, signedAt)).toEqual(verifyRetell(request, feed, signedAt));
  });

  test('may be stood in for by a shared secret, which signs nothing', () => {
    const shared = retellFeed({ secrets: { apiKey: 'key_test', secret: 's3cret' } });
    const bare = post(body, { 'x-countersign-secret': 's3cret' });
    expect(verifyRetell(bare, shared, signedAt)).toMatchObject({ kind: 'genuine', signed: false });
    expect(verifyRetell(post(body, { 'x-countersign-secret': 'no' }), shared, signedAt).kind).toBe('refused');
    expect(verifyRetell(bare, feed, signedAt).kind).toBe('refused');
  });

  test('of the test event is genuine, and the event understood', () => {
    const sample = retell.testRequest(feed, retellUrl, signedAt);
    expect(retell.verify(sample, feed, signedAt).kind).toBe('genuine');
    expect(retell.read(sample, feed, signedAt)).toMatchObject({ kind: 'understood', unknown: [] });
  });
});
