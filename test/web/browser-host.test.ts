import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { maxMessageBytes } from '../../electron/web/accept-sockets.ts';
import { type BrowserHost, startBrowserHost } from '../../electron/web/browser-host.ts';
import type { contract } from '../../shared/contract/contract.ts';
import { standInConsole } from '../support/stand-in-console.ts';

let folder: string;
let host: BrowserHost;
let nextAddresses: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-web-'));
  mkdirSync(join(folder, 'renderer'));
  writeFileSync(join(folder, 'renderer', 'index.html'), '<title>The console</title>');
  nextAddresses = [];
  host = await start(null);
});
afterEach(async () => {
  await host.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(port: number | null) {
  return startBrowserHost({
    router: standInConsole().router,
    rendererFolder: join(folder, 'renderer'),
    loadRecording: async (call) =>
      call === 'call-1' ? { bytes: Buffer.from('RIFF sound'), mediaType: 'audio/wav' } : null,
    dataFolder: folder,
    port,
    onNextAddress: (url) => nextAddresses.push(url),
    log: pino({ level: 'silent' }),
  });
}

const origin = () => new URL(host.url).origin;
const portOf = (url: string) => Number(new URL(url).port);

async function launch(url = host.url) {
  const answer = await fetch(url, { redirect: 'manual' });
  return { answer, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

/** A request as sent, for headers and paths that fetch would put right. */
async function rawStatus(path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  const asked = request({ host: '127.0.0.1', port: portOf(host.url), path, headers, method }).end();
  const [answer] = await once(asked, 'response');
  answer.resume();
  return answer.statusCode;
}

function socket(headers: Record<string, string>, path = '/rpc') {
  return new WebSocket(`ws://127.0.0.1:${portOf(host.url)}${path}`, { headers });
}

async function socketStatus(headers: Record<string, string>, path?: string): Promise<number> {
  const refused = socket(headers, path);
  refused.on('error', () => undefined);
  const [, answer] = await once(refused, 'unexpected-response');
  return answer.statusCode;
}

describe('the launch address', () => {
  it('lets a window in: a cookie no script reads and no other site sends, and the way to the console', async () => {
    const { answer, cookie } = await launch();
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/');
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict; Path=\/$/);
    const page = await fetch(`${origin()}/`, { headers: { cookie } });
    expect(await page.text()).toContain('The console');
  });

  it('works once', async () => {
    await launch();
    const { answer, cookie } = await launch();
    expect(answer.status).toBe(401);
    expect(cookie).toBe('');
  });

  it('is followed by the next one, for another browser', async () => {
    await launch();
    expect(nextAddresses).toHaveLength(1);
    expect((await launch(nextAddresses[0])).answer.status).toBe(303);
  });

  it('is not used up by a preview', async () => {
    await fetch(host.url, { method: 'HEAD', redirect: 'manual' });
    expect((await launch()).answer.status).toBe(303);
  });

  it('leads a window that is in already to the console', async () => {
    const { cookie } = await launch();
    expect((await fetch(host.url, { headers: { cookie }, redirect: 'manual' })).status).toBe(303);
  });

  it('refuses a wrong token', async () => {
    expect((await launch(`${origin()}/launch/wrong`)).answer.status).toBe(401);
  });
});

describe('without a pass', () => {
  it('nothing is served but a page that says how to get in', async () => {
    for (const path of ['/', '/assets/main.js', '/index.html']) {
      const answer = await fetch(origin() + path);
      expect(answer.status).toBe(401);
      expect(await answer.text()).toContain('Open the address printed in the terminal');
    }
  });

  it('no socket is opened', async () => {
    expect(await socketStatus({ origin: origin() })).toBe(401);
    expect(await socketStatus({ origin: origin(), cookie: `countersign-${portOf(host.url)}=guess` })).toBe(401);
  });
});

describe('requests of others', () => {
  it('are refused when they name another host', async () => {
    const { cookie } = await launch();
    const port = portOf(host.url);
    expect(await rawStatus('/', { host: `evil.example:${port}`, cookie })).toBe(403);
    expect(await rawStatus('/', { host: `127.0.0.1:${port + 1}`, cookie })).toBe(403);
    expect(await rawStatus('/', { host: `localhost:${port}`, cookie })).toBe(200);
  });

  it('are refused when they come from another origin', async () => {
    const { cookie } = await launch();
    const host = new URL(origin()).host;
    expect(await rawStatus('/', { host, cookie, origin: 'https://evil.example' })).toBe(403);
    expect(await rawStatus('/', { host, cookie, origin: 'null' })).toBe(403);
    expect(await rawStatus('/', { host, cookie, origin: origin() })).toBe(200);
  });

  it('are refused when they want to do more than read', async () => {
    const { cookie } = await launch();
    expect(await rawStatus('/', { host: new URL(origin()).host, cookie }, 'POST')).toBe(405);
  });

  it('find no file outside the window', async () => {
    const { cookie } = await launch();
    expect(await rawStatus('/..%2fbrowser-window.json', { host: new URL(origin()).host, cookie })).toBe(404);
  });
});

describe('the sound of a call', () => {
  it('is for the window alone: with its pass, and asked for by itself', async () => {
    expect(await rawStatus('/recording/call-1', { host: new URL(origin()).host })).toBe(401);
    const { cookie } = await launch();
    const heard = await fetch(`${origin()}/recording/call-1`, { headers: { cookie, range: 'bytes=0-3' } });
    expect([heard.status, await heard.text()]).toEqual([206, 'RIFF']);
    // A page at another port of this machine is of the same site: the cookie alone would let it in.
    for (const site of ['same-site', 'cross-site', 'none']) {
      const asked = { cookie, host: new URL(origin()).host, 'sec-fetch-site': site };
      expect(await rawStatus('/recording/call-1', asked)).toBe(403);
    }
  });
});

describe('the socket', () => {
  it('is refused without an origin, with another one, and at another path', async () => {
    const { cookie } = await launch();
    expect(await socketStatus({ cookie })).toBe(403);
    expect(await socketStatus({ cookie, origin: 'https://evil.example' })).toBe(403);
    expect(await socketStatus({ cookie, origin: `http://127.0.0.1:${portOf(host.url) + 1}` })).toBe(403);
    expect(await socketStatus({ cookie, origin: origin() }, '/other')).toBe(404);
  });

  it('speaks the contract', async () => {
    const { cookie } = await launch();
    const websocket = socket({ cookie, origin: origin() });
    const client: ContractRouterClient<typeof contract> = createORPCClient(new RPCLink({ websocket }));
    expect(await client.preferences.read()).toEqual({ theme: 'system', singleKeys: true, cancelSeconds: 0 });
    for await (const status of await client.status.watch()) expect(status.host).toBe('browser');
    websocket.close();
  });

  it('is cut off when a message is larger than any the window sends, and the console goes on', async () => {
    const { cookie } = await launch();
    const large = socket({ cookie, origin: origin() });
    await once(large, 'open');
    large.send(Buffer.alloc(maxMessageBytes + 1));
    const [code] = await once(large, 'close');
    expect(code).toBe(1009);
    expect((await fetch(`${origin()}/`, { headers: { cookie } })).status).toBe(200);
  });
});

describe('after a restart', () => {
  it('port and pass are the same, so that an open window goes on', async () => {
    const { cookie } = await launch();
    const before = origin();
    await host.stop();
    host = await start(null);
    expect(origin()).toBe(before);
    expect((await fetch(`${origin()}/`, { headers: { cookie } })).status).toBe(200);
  });

  it('another port is taken, and kept, when the last one is in use', async () => {
    const before = portOf(host.url);
    await host.stop();
    const other = createServer().listen(before, '127.0.0.1');
    await once(other, 'listening');
    host = await start(null);
    const after = portOf(host.url);
    expect(after).not.toBe(before);
    other.close();
    await host.stop();
    host = await start(null);
    expect(portOf(host.url)).toBe(after);
  });

  it('a port that was asked for and is in use is refused', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    if (address === null || typeof address === 'string') throw new Error('The other server has no port.');
    await expect(start(address.port)).rejects.toThrow(`Port ${address.port} cannot be used`);
    other.close();
  });

  it('the key is readable by its owner only', () => {
    expect(statSync(join(folder, 'browser-window.json')).mode & 0o777).toBe(0o600);
  });
});
