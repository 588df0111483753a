import { describe, expect, test } from 'vitest';
import type { IntakeRequest, OpenFeed } from '../../../electron/platforms/platform.ts';
import { signSvix, verifySvix } from '../../../electron/platforms/voiceflow/verify-svix.ts';
import { verifyVoiceflow } from '../../../electron/platforms/voiceflow/verify-voiceflow.ts';
import { voiceflow } from '../../../electron/platforms/voiceflow/voiceflow.ts';
import { svixSecret, voiceflowFeed, voiceflowTool } from '../samples/voiceflow-samples.ts';

const at = 1_700_000_000_000;
const genuine: IntakeRequest = {
  method: 'POST',
  url: 'https://hooks.example.com/voiceflow',
  headers: {
    'svix-id': 'msg_1',
    'svix-timestamp': '1700000000',
    'svix-signature': 'v1,z9+PUGabhwwXXvAkX2H+6ZsyLz9hfudq+m0eGdVOtPA=',
  },
  body: Buffer.from('{"type":"runtime.call.start"}'),
};

function check(change: Partial<IntakeRequest> = {}, now = at, feed: OpenFeed = voiceflowFeed) {
  return verifyVoiceflow({ ...genuine, ...change }, feed, now);
}

function withHeaders(headers: Record<string, string>) {
  return { headers: { ...genuine.headers, ...headers } };
}

describe("a webhook in Svix's envelope", () => {
  test('is genuine, and names its message so that a second one is told', () => {
    expect(check()).toMatchObject({ kind: 'genuine', signed: true, signedAt: at, replayKey: expect.any(String) });
    const again = verifySvix({ ...genuine }, [svixSecret], at + 1000);
    expect(again).toMatchObject({ kind: 'genuine' });
    expect(again.kind === 'genuine' && again.replayKey).toBe((check() as { replayKey?: string }).replayKey);
  });

  test('is genuine with the headers of the other name, and with several signatures', () => {
    const { 'svix-signature': signature } = genuine.headers;
    expect(
      check({
        headers: {
          'webhook-id': 'msg_1',
          'webhook-timestamp': '1700000000',
          'webhook-signature': `v1a,bm90IHRoaXM= v1,bm90IHRoaXM= ${signature}`,
        },
      }).kind,
    ).toBe('genuine');
  });

  test('is genuine with the secret of before the last change', () => {
    const changed = { svixSecret: 'whsec_bmV3IHNlY3JldA==', previousSvixSecret: svixSecret };
    expect(check({}, at, { ...voiceflowFeed, secrets: changed }).kind).toBe('genuine');
  });

  test('is refused when it was forged, written anew or cut off', () => {
    expect(check(withHeaders({ 'svix-signature': 'v1,AAAA' })).kind).toBe('refused');
    expect(check(withHeaders({ 'svix-id': 'msg_2' })).kind).toBe('refused');
    expect(check(withHeaders({ 'svix-timestamp': '1700000001' })).kind).toBe('refused');
    expect(check({ body: Buffer.from('{ "type": "runtime.call.start" }') }).kind).toBe('refused');
    expect(check({ body: genuine.body.subarray(0, -1) }).kind).toBe('refused');
    const other = { ...voiceflowFeed, secrets: { svixSecret: 'whsec_b3RoZXI=' } };
    expect(check({}, at, other).kind).toBe('refused');
  });

  test('is refused when it is too old, or too early', () => {
    expect(check({}, at + 299_000).kind).toBe('genuine');
    expect(check({}, at + 301_000)).toMatchObject({ kind: 'refused', why: expect.stringContaining('ago') });
    expect(check({}, at - 299_000).kind).toBe('genuine');
    expect(check({}, at - 301_000)).toMatchObject({ kind: 'refused', why: expect.stringContaining('future') });
  });

  test('is refused with a time that is none, even when that is what was signed', () => {
    for (const timestamp of ['', 'soon', '1e9', '-1', '9'.repeat(40)]) {
      const signature = signSvix(svixSecret, { id: 'msg_1', timestamp }, genuine.body);
      expect(check(withHeaders({ 'svix-timestamp': timestamp, 'svix-signature': signature })).kind).toBe('refused');
    }
  });

  test('is not let in by the shared secret when its signature is wrong', () => {
    const forged = withHeaders({ 'svix-signature': 'v1,AAAA', 'x-countersign-secret': 'tool-secret' });
    expect(check(forged).kind).toBe('refused');
  });
});

describe('a request that is not signed', () => {
  test('is let in by the shared secret, and counts as unsigned', () => {
    expect(verifyVoiceflow(voiceflowTool({}), voiceflowFeed, at)).toMatchObject({ kind: 'genuine', signed: false });
    const wrong = voiceflowTool({}, { 'x-countersign-secret': 'tool-secret2' });
    expect(verifyVoiceflow(wrong, voiceflowFeed, at).kind).toBe('refused');
  });

  test('is refused where the feed has no shared secret, or no secret at all', () => {
    const lacking: OpenFeed['secrets'][] = [{ svixSecret }, {}];
    for (const secrets of lacking) {
      expect(verifyVoiceflow(voiceflowTool({}), { ...voiceflowFeed, secrets }, at).kind).toBe('refused');
    }
  });
});

describe('a test of the feed', () => {
  test('is genuine with either kind of secret', () => {
    for (const secrets of [voiceflowFeed.secrets, { headerSecret: 'tool-secret' }]) {
      const feed = { ...voiceflowFeed, secrets };
      const request = voiceflow.testRequest(feed, 'https://hooks.example.com/voiceflow', at);
      expect(verifyVoiceflow(request, feed, at).kind).toBe('genuine');
      expect(voiceflow.read(request, feed, at)).toMatchObject({ kind: 'understood', events: [{ id: 'started' }] });
    }
  });
});
