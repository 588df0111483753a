import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { refuseWebhookAddress } from '../../electron/platforms/guarded-fetch.ts';
import { verifySvix } from '../../electron/platforms/voiceflow/verify-svix.ts';
import { type ApiAnswer, startApi } from '../platforms/api-server.ts';
import { approveOutbound, journalOf, outboundDesk, statusOf } from '../support/outbound-desk.ts';
import { sampleFeed } from '../support/sample-feed.ts';

const at = '2026-11-23T20:00:00Z';
const whsec = `whsec_${Buffer.from('a key of twenty-four byte').toString('base64')}`;

async function hooks(answers: ApiAnswer[] = [], resolve: (host: string) => string[] = () => []) {
  const api = await startApi(() => answers.shift() ?? { status: 204 });
  const network = { resolve: async (host: string) => resolve(host) };
  const desk = await outboundDesk({ feed: { ...sampleFeed('twilio'), secrets: {} }, at, network });
  desk.settings = { ...desk.settings, webhookHosts: ['127.0.0.1'] };
  return { api, desk, url: `${api.base}/hook?x=1` };
}

describe('a webhook', () => {
  test('is one POST of its values, signed over the very bytes that are sent', async () => {
    const { api, desk, url } = await hooks();
    desk.secrets.set('crm', whsec);
    await approveOutbound(desk, 'webhook', 'w1', {
      Url: url,
      Secret: 'crm',
      IdempotencyHeader: 'Idempotency-Key',
      name: 'Noor “Ñ”',
    });
    expect(await statusOf(desk, 'w1')).toMatchObject({ state: 'written' });
    const [request] = api.requests;
    expect(request).toMatchObject({
      method: 'POST',
      path: '/hook?x=1',
      headers: { 'content-type': 'application/json', 'webhook-id': 'w1', 'idempotency-key': 'w1' },
      body: { name: 'Noor “Ñ”' },
    });
    expect(request?.headers).not.toHaveProperty('authorization');
    const body = JSON.stringify({ name: 'Noor “Ñ”' });
    const stamp = String(Date.parse(at) / 1000);
    const signature = createHmac('sha256', 'a key of twenty-four byte').update(`w1.${stamp}.${body}`).digest('base64');
    expect(request?.headers).toMatchObject({ 'webhook-timestamp': stamp, 'webhook-signature': `v1,${signature}` });
    expect((await journalOf(desk, 'w1')).at(-1)).toBe(`write.written ${new URL(url).host}: took it`);
  });

  test('is verified by whoever knows the standard, and not once a byte of it changed', async () => {
    const { api, desk, url } = await hooks();
    desk.secrets.set('crm', whsec);
    await approveOutbound(desk, 'webhook', 'w1', { Url: url, Secret: 'crm', name: 'Noor' });
    const headers = Object.fromEntries(
      Object.entries(api.requests[0]?.headers ?? {}).map(([name, told]) => [name, String(told)]),
    );
    const verified = (body: string) =>
      verifySvix({ method: 'POST', url, headers, body: Buffer.from(body) }, [whsec], Date.parse(at)).kind;
    expect(verified('{"name":"Noor"}')).toBe('genuine');
    expect(verified('{"name":"Nora"}')).toBe('refused');
  });

  test('takes any other secret along as a bearer token, and sends nothing where it is gone', async () => {
    const { api, desk, url } = await hooks();
    desk.secrets.set('crm', 'plain');
    await approveOutbound(desk, 'webhook', 'w1', { Url: url, Secret: 'crm', a: '1' });
    expect(api.requests[0]?.headers).toMatchObject({ authorization: 'Bearer plain' });
    expect(api.requests[0]?.headers).not.toHaveProperty('webhook-signature');
    await approveOutbound(desk, 'webhook', 'w2', { Url: url, Secret: 'gone', a: '1' });
    await approveOutbound(desk, 'webhook', 'w3', {
      Url: url,
      Secret: 'crm',
      IdempotencyHeader: 'Authorization',
      a: '1',
    });
    for (const id of ['w2', 'w3']) expect(await statusOf(desk, id)).toMatchObject({ state: 'failed' });
    expect(api.requests).toHaveLength(1);
  });

  test('in doubt is left to a person; one that the receiver knows again is sent again, but not for ever', async () => {
    const { api, desk, url } = await hooks(Array.from({ length: 30 }, () => ({ lost: 'cut' as const })));
    await approveOutbound(desk, 'webhook', 'w1', { Url: url, a: '1' });
    desk.clock.advance(10 * 60_000);
    await desk.executor.idle();
    expect(await statusOf(desk, 'w1')).toMatchObject({ state: 'uncertain', needsPerson: true });
    expect(api.requests).toHaveLength(1);
    await approveOutbound(desk, 'webhook', 'w2', { Url: url, IdempotencyHeader: 'Idempotency-Key', a: '1' });
    for (let turn = 0; turn < 15; turn += 1) {
      desk.clock.advance(60_000);
      await desk.executor.idle();
    }
    expect(await statusOf(desk, 'w2')).toMatchObject({ state: 'uncertain', needsPerson: true });
    const keys = api.requests.slice(1).map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual(Array.from({ length: 5 }, () => 'w2'));
  });

  test('follows no redirect', async () => {
    const inside = await startApi(() => ({}));
    const { desk, url } = await hooks([{ status: 302, headers: { location: inside.base } }]);
    await approveOutbound(desk, 'webhook', 'w1', { Url: url, a: '1' });
    expect(await statusOf(desk, 'w1')).toMatchObject({
      state: 'failed',
      problem: { message: expect.stringContaining('wants it sent elsewhere (302); that is not followed') },
    });
    expect(inside.requests).toEqual([]);
  });

  test('reaches nothing inside by a name that leads there, nor by one that changes its mind', async () => {
    const answers = [['10.0.0.5'], ['93.184.216.34', '169.254.169.254'], ['::ffff:127.0.0.1'], []];
    const { desk } = await hooks([], () => answers.shift() ?? []);
    desk.settings = { ...desk.settings, webhookHosts: [] };
    for (const id of ['a', 'b', 'c', 'd']) {
      await approveOutbound(desk, 'webhook', id, { Url: 'https://hooks.example.com/x', a: '1' });
      expect(await statusOf(desk, id)).toMatchObject({
        state: 'failed',
        problem: { message: expect.stringContaining('hooks.example.com is not on the public internet') },
      });
    }
  });
});

test.each([
  ['http://hooks.example.com/x', []],
  ['https://127.0.0.1/x', []],
  ['http://localhost:8080/x', []],
  ['https://[::1]/x', []],
  ['https://0x7f000001/x', []],
  ['https://2130706433/x', []],
  ['https://169.254.169.254/latest/meta-data', []],
  ['https://10.1.2.3/x', []],
  ['https://[fd00::1]/x', []],
  ['https://user:pass@example.com/x', []],
  ['ftp://example.com/x', []],
  ['file:///etc/passwd', []],
  ['nowhere', []],
  ['https://other.example.com/x', ['hooks.example.com']],
  ['https://hooks.example.com.evil.test/x', ['.example.com']],
  ['http://10.1.2.3/x', ['10.1.2.3']],
])('%s is not sent to', (address, hosts) => {
  expect(refuseWebhookAddress(address, hosts)).toEqual(expect.any(String));
});

test.each([
  ['https://hooks.example.com/x', []],
  ['https://hooks.example.com/x', ['.example.com']],
  ['https://10.1.2.3/x', ['10.1.2.3']],
  ['http://localhost:8080/x', ['localhost']],
  ['http://[::1]:8080/x', ['::1']],
])('%s may be sent to', (address, hosts) => {
  expect(refuseWebhookAddress(address, hosts)).toBeNull();
});
