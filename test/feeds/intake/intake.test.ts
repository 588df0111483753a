import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { intakeConsole, vapiSigned, vapiTurn } from '../../support/intake-console.ts';
import { sampleFeed } from '../../support/sample-feed.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const secret = 'vapi_test';
const vapi = { feed: sampleFeed('vapi'), secrets: { secret } };

function post(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
}

const loopbackTls = join(import.meta.dirname, '../../support/loopback-tls');

async function postEncrypted(url: string, body: string, headers: Record<string, string>, ca: Buffer): Promise<number> {
  const sent = request(url, { method: 'POST', ca, headers: { 'content-type': 'application/json', ...headers } });
  sent.end(body);
  const [response]: IncomingMessage[] = await once(sent, 'response');
  response?.resume();
  return response?.statusCode ?? 0;
}

describe('a request to the intake', () => {
  test('that the platform signed is on disk before it is acknowledged', async () => {
    const folder = temporaryFolder();
    const { url } = await intakeConsole([vapi], {}, folder);
    const body = vapiTurn('c1', 'My name is Dana Reyes.', Date.now());
    const response = await post(url('vapi'), body, vapiSigned(secret, body));
    // Another reader of the file sees what is committed, and nothing else.
    const other = new DatabaseSync(join(folder, 'countersign.db'), { readOnly: true });
    const rows = other.prepare('SELECT text FROM utterances').all();
    other.close();
    expect(response.status).toBe(200);
    expect(rows).toMatchObject([{ text: 'My name is Dana Reyes.' }]);
  });

  test('leaves nothing behind where it is forged, unsigned, late, early or re-serialised', async () => {
    const { url, rows } = await intakeConsole([vapi]);
    const before = await rows();
    const body = vapiTurn('c1', 'Hello.', Date.now());
    const minutes = 60_000;
    const attempts: [string, Record<string, string>][] = [
      [body, vapiSigned('another', body)],
      [body, {}],
      [body, vapiSigned(secret, body, Date.now() - 6 * minutes)],
      [body, vapiSigned(secret, body, Date.now() + 6 * minutes)],
      [JSON.stringify(JSON.parse(body), null, 1), vapiSigned(secret, body)],
      [body.slice(0, -2), vapiSigned(secret, body)],
      ['{"half', {}],
    ];
    for (const [sent, headers] of attempts) expect((await post(url('vapi'), sent, headers)).status).toBe(401);
    expect(await rows()).toEqual(before);
  });

  test('that is repeated is acknowledged without effect, also at a hundred at once and after a restart', async () => {
    const folder = temporaryFolder();
    const first = await intakeConsole([vapi], {}, folder);
    const body = vapiTurn('c1', 'Hello.', Date.now());
    const headers = vapiSigned(secret, body);
    const all = await Promise.all(Array.from({ length: 100 }, () => post(first.url('vapi'), body, headers)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    await first.running.idle();
    const once = await first.rows();
    expect(once).toMatchObject({ calls: 1, utterances: 1, seen_requests: 1 });
    await first.running.stop();
    const second = await intakeConsole([vapi], {}, folder);
    expect((await post(second.url('vapi'), body, headers)).status).toBe(200);
    expect(await second.rows()).toEqual(once);
  });

  test('with the mark of another and other content is refused, and kept for a person to look at', async () => {
    const svix = { feed: sampleFeed('vapi', { options: { template: '{svix-id}' } }), secrets: { secret } };
    const { url, rows } = await intakeConsole([svix]);
    const signed = { 'svix-id': 'm1', 'x-signature': createHmac('sha256', secret).update('m1').digest('hex') };
    expect((await post(url('vapi'), vapiTurn('c1', 'Hello.', Date.now()), signed)).status).toBe(200);
    expect((await post(url('vapi'), vapiTurn('c1', 'Pay me.', Date.now()), signed)).status).toBe(409);
    expect(await rows()).toMatchObject({ utterances: 1, kept_requests: 1 });
  });

  test('that is too large, too slow, of the wrong kind or for nobody is cut off with a plain answer', async () => {
    const limits = { bodyBytes: 2000, times: { headersMs: 300, requestMs: 400 } };
    const { url, rows, running } = await intakeConsole([vapi], limits);
    const before = await rows();
    const large = new Uint8Array(5000);
    expect((await post(url('vapi'), large)).status).toBe(413);
    const streamed = new ReadableStream({
      start(to) {
        to.enqueue(large);
        to.close();
      },
    });
    const chunked = await fetch(url('vapi'), { method: 'POST', body: streamed, duplex: 'half' } as RequestInit);
    expect(chunked.status).toBe(413);
    expect((await post(url('vapi'), '{}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post(url('vapi'), '{}', { 'content-encoding': 'gzip' })).status).toBe(415);
    const got = await fetch(url('vapi'));
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST, PUT, PATCH']);
    const base = running.feeds.intake.status().url;
    for (const path of ['/', '/nobody', '/vapi-2', '/..%2fvapi'])
      expect((await post(`${base}${path}`, '{}')).status).toBe(404);
    expect(
      await slowly(new URL(url('vapi')), 'POST /vapi HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{'),
    ).toContain('408');
    expect(await slowly(new URL(url('vapi')), 'POST /vapi HTTP/1.1\r\nHost: x\r\n')).toContain('408');
    expect(await rows()).toEqual(before);
  });

  test('is put off when its feed sends more than the limit, while others go on', async () => {
    const other = { feed: sampleFeed('vapi', { key: 'vapi-2' }), secrets: { secret } };
    const { url } = await intakeConsole([vapi, other], { perSecond: 1, burst: 3 });
    const send = async (feed: string, index: number) => {
      const body = vapiTurn('c1', `Turn ${index}.`, Date.now());
      return post(url(feed), body, vapiSigned(secret, body));
    };
    const answers = [];
    for (let index = 0; index < 5; index += 1) answers.push(await send('vapi', index));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await send('vapi-2', 9)).status).toBe(200);
  });
});

describe('the address of a feed', () => {
  test('is nobody’s to guess where the platform signs nothing', async () => {
    const feed = sampleFeed('vapi', { options: { scheme: 'secret' }, unguessable: 'abc123abc123' });
    const { url, running } = await intakeConsole([{ feed, secrets: { secret } }]);
    const body = vapiTurn('c1', 'Hello.', Date.now());
    expect(url('vapi')).toMatch(/\/vapi\/abc123abc123$/);
    const base = running.feeds.intake.status().url;
    for (const path of ['/vapi', '/vapi/', '/vapi/abc123abc124', '/vapi/abc']) {
      expect((await post(`${base}${path}`, body, { 'x-vapi-secret': secret })).status).toBe(404);
    }
    expect((await post(url('vapi'), body, { 'x-vapi-secret': 'wrong' })).status).toBe(401);
    expect((await post(url('vapi'), body, { 'x-vapi-secret': secret })).status).toBe(200);
    const call = await running.store.db.selectFrom('calls').select('body').executeTakeFirstOrThrow();
    expect(JSON.parse(call.body).sources).toMatchObject([{ unverified: true }]);
  });

  test('stays for an unused feed as for none: nothing listens', async () => {
    const { running } = await intakeConsole([]);
    expect(running.feeds.intake.status()).toMatchObject({ state: 'closed', url: null });
    await running.feeds.book.save(vapi.feed, vapi.secrets);
    await running.feeds.intake.follow();
    expect(running.feeds.intake.status()).toMatchObject({ state: 'listening', address: '127.0.0.1', loopback: true });
    await running.feeds.book.save({ ...vapi.feed, enabled: false }, {});
    await running.feeds.intake.follow();
    expect(running.feeds.intake.status()).toMatchObject({ state: 'closed' });
  });

  test('is taken encrypted once there is a certificate, on the same port after a restart, and never in the clear', async () => {
    const folder = temporaryFolder();
    const tls = { certFile: join(loopbackTls, 'cert.pem'), keyFile: join(loopbackTls, 'key.pem') };
    const first = await intakeConsole([vapi], { port: null }, folder);
    await first.running.feeds.intake.save({ address: '127.0.0.1', port: null, tls, behindProxy: false });
    const at = first.url('vapi');
    expect(at).toMatch(/^https:/);
    await first.running.stop();
    const { url, rows } = await intakeConsole([vapi], { port: null }, folder);
    expect(url('vapi')).toBe(at);
    const body = vapiTurn('c1', 'Hello.', Date.now());
    await expect(post(at.replace('https:', 'http:'), body, vapiSigned(secret, body))).rejects.toThrow();
    expect(await rows()).toMatchObject({ utterances: 0 });
    expect(await postEncrypted(at, body, vapiSigned(secret, body), await readFile(tls.certFile))).toBe(200);
    expect(await rows()).toMatchObject({ utterances: 1 });
  });

  test('is open to other machines only with a lock on it', async () => {
    const { running } = await intakeConsole([vapi]);
    const open = { address: '0.0.0.0', port: 0, tls: null, behindProxy: false };
    await expect(running.feeds.intake.save(open)).rejects.toThrow('without encryption');
    expect(running.feeds.intake.status()).toMatchObject({ address: '127.0.0.1' });
    const told = await running.feeds.intake.save({ ...open, behindProxy: true });
    expect(told).toMatchObject({ state: 'listening', address: '0.0.0.0', loopback: false });
  });
});

describe('what is not understood', () => {
  async function send(url: string, message: Record<string, unknown>): Promise<Response> {
    const body = JSON.stringify({ message });
    return post(url, body, vapiSigned(secret, body));
  }

  test('is kept with the reason, without secrets, once, and can be forgotten', async () => {
    const { url, running } = await intakeConsole([vapi]);
    const strange = {
      type: 'something-new',
      text: 'my card is 4242 4242 4242 4242',
      call: { id: 'c1', monitor: { controlUrl: 'https://control.example/abc' } },
    };
    expect((await send(url('vapi'), strange)).status).toBe(200);
    await send(url('vapi'), strange);
    const [kept, another] = await running.feeds.kept.list();
    expect(another).toBeUndefined();
    expect(kept).toMatchObject({ feed: 'vapi', platform: 'vapi', call: 'c1', why: 'Not understood: something-new' });
    const onDisk = JSON.stringify(await running.store.db.selectFrom('kept_requests').selectAll().execute());
    expect(onDisk).not.toMatch(/4242|control\.example|x-signature/);
    expect(await running.feeds.processAgain(kept?.id ?? '')).toEqual({
      understood: false,
      why: 'Not understood: something-new',
    });
    await running.feeds.kept.forget(kept?.id ?? '');
    expect(await running.feeds.kept.list()).toEqual([]);
  });

  test('holds no way into a call where it was cut off, either', async () => {
    const { url, running } = await intakeConsole([vapi]);
    const body = '{"message":{"type":"transcript","call":{"monitor":{"controlUrl":"https://control.example/a\\"b';
    expect((await post(url('vapi'), body, vapiSigned(secret, body))).status).toBe(400);
    const [kept] = await running.feeds.kept.list();
    expect(kept?.body).toMatch(/"controlUrl":"•+$/);
  });

  test('is taken in when it is understood after a fix', async () => {
    const { url, running, said } = await intakeConsole([vapi]);
    const body = vapiTurn('c1', 'Hello again.', Date.now());
    const request = {
      method: 'POST',
      url: url('vapi'),
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(body),
    };
    await running.feeds.kept.keep(vapi.feed, request, { why: 'an older Countersign', call: null, signed: true });
    const [kept] = await running.feeds.kept.list();
    expect(await running.feeds.processAgain(kept?.id ?? '')).toEqual({ understood: true, why: null });
    expect(await said()).toEqual(['Hello again.']);
    expect(await running.feeds.kept.list()).toEqual([]);
  });

  test('is answered as wrong where the body is none of the platform’s, and is kept up to a bound', async () => {
    const { url, running } = await intakeConsole([vapi]);
    for (let index = 0; index < 30; index += 1) {
      const body = `{"nothing": ${index}}`;
      expect((await post(url('vapi'), body, vapiSigned(secret, body))).status).toBe(400);
    }
    expect(await running.feeds.kept.list()).toHaveLength(20);
  });
});

describe('a test event', () => {
  test('shows each step, and leaves nothing behind', async () => {
    const { running, rows } = await intakeConsole([vapi]);
    const before = await rows();
    const report = await running.feeds.sendTest('vapi');
    expect(report.ok).toBe(true);
    expect(report.steps.map(({ step }) => step)).toEqual([
      'This machine',
      'Signature header',
      'Signature',
      'Signed recently',
      'Understood',
    ]);
    expect(report.understood.length).toBeGreaterThan(0);
    expect(await rows()).toEqual(before);
  });

  test('tells that the public address does not lead here', async () => {
    const feed = sampleFeed('vapi', { publicUrl: 'http://127.0.0.1:9' });
    const { running } = await intakeConsole([{ feed, secrets: { secret } }]);
    const report = await running.feeds.sendTest('vapi');
    expect(report.ok).toBe(false);
    expect(report.steps.at(-1)).toMatchObject({ step: 'Public address', ok: false });
  });
});

describe('the health of a feed', () => {
  test('tells of requests, refusals with their reason, and how far the clocks are apart', async () => {
    const { url, running } = await intakeConsole([vapi]);
    const body = vapiTurn('c1', 'Hello.', Date.now());
    await post(url('vapi'), body, vapiSigned(secret, body, Date.now() - 120_000));
    await post(url('vapi'), body, vapiSigned('wrong', body));
    const health = running.feeds.health.of('vapi');
    expect(health).toMatchObject({ requests: 1, refused: 1, perMinute: 2, lastError: null });
    expect(health.lastRefusal?.why).toContain('signature');
    expect(health.clockSkewMs).toBeLessThan(-118_000);
    expect(health.clockSkewMs).toBeGreaterThan(-125_000);
    expect(health.lastEventAt).not.toBeNull();
  });
});

/** Sends the beginning of a request and nothing more; what came back when the other side closed. */
function slowly(to: URL, beginning: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(to.port), to.hostname, () => socket.write(beginning));
    let told = '';
    socket.on('data', (chunk) => {
      told += chunk.toString();
    });
    socket.on('close', () => resolve(told));
    socket.on('error', reject);
  });
}
