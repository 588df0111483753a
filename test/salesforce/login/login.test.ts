import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callbackUrls, type LoginSettings, logIn, revokeLogin } from '../../../electron/salesforce/login/login.ts';
import { type FaultyOrg, startFaultyOrg } from '../../support/salesforce-faults.ts';

let org: FaultyOrg;
let asked: URL;

beforeEach(async () => {
  org = await startFaultyOrg((request) => {
    if (request.path.endsWith('/revoke')) return { status: 200 };
    const form = new URLSearchParams(request.body);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const fits =
      challenge === asked.searchParams.get('code_challenge') &&
      form.get('redirect_uri') === asked.searchParams.get('redirect_uri');
    if (!fits || form.has('client_secret'))
      return { status: 400, body: { error: 'invalid_grant', error_description: 'invalid code verifier' } };
    const id = 'https://login.salesforce.com/id/00D5e000000abcdEAA/0055e000001abcdAAA';
    return { status: 200, body: { access_token: 'access-1', refresh_token: 'refresh-1', instance_url: org.url, id } };
  });
});

afterEach(() => org.close());

/** Logs in with a browser that comes back as told. */
function logInWith(browser: (callback: URL, state: string) => Promise<unknown>, rest: Partial<LoginSettings> = {}) {
  return logIn({
    loginUrl: org.url,
    clientId: 'consumer-key',
    ports: [0],
    openBrowser(address) {
      asked = new URL(address);
      void browser(new URL(asked.searchParams.get('redirect_uri') ?? ''), asked.searchParams.get('state') ?? '');
    },
    ...rest,
  });
}

function comeBack(callback: URL, query: Record<string, string>): Promise<Response> {
  return fetch(`${callback}?${new URLSearchParams(query)}`);
}

describe('a login', () => {
  it('comes back with a grant, by PKCE and without a secret', async () => {
    const pages: string[] = [];
    const grant = await logInWith(async (callback, state) => {
      const page = await comeBack(callback, { code: 'c1', state });
      pages.push(await page.text(), page.headers.get('content-security-policy') ?? '');
    });
    expect(grant).toEqual({
      instanceUrl: org.url,
      accessToken: 'access-1',
      refreshToken: 'refresh-1',
      orgId: '00D5e000000abcdEAA',
      userId: '0055e000001abcdAAA',
    });
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
    expect(asked.searchParams.get('scope')).toBe('api refresh_token id');
    expect(new URLSearchParams(org.seen[0]?.body).get('code_verifier')).toMatch(/^[\w-]{43,128}$/);
    expect(pages.join()).toMatch(/You are logged in.*default-src 'none'/s);
  });

  it('turns away whoever does not know its state, and goes on', async () => {
    const statuses: number[] = [];
    await logInWith(async (callback, state) => {
      statuses.push((await comeBack(callback, { code: 'stolen', state: 'guess' })).status);
      statuses.push((await comeBack(new URL('/other', callback), { code: 'c1', state })).status);
      statuses.push((await fetch(`${callback}?code=c1&state=${state}`, { method: 'POST' })).status);
      await comeBack(callback, { code: 'c1', state });
    });
    expect(statuses).toEqual([404, 404, 404]);
    expect(new URLSearchParams(org.seen[0]?.body).get('code')).toBe('c1');
  });

  it.each([
    ['access_denied', /denied/],
    ['access-denied', /denied/],
    ['<script>alert(1)</script>', /refused the login/],
  ])('that ends with %s says so in its own words', async (error, sentence) => {
    const pages: string[] = [];
    const failed = logInWith(async (callback, state) => {
      const page = await comeBack(callback, { error, error_description: 'evil words', state });
      pages.push(await page.text());
    });
    await expect(failed).rejects.toMatchObject({
      problem: { kind: 'not-connected', message: expect.stringMatching(sentence) },
    });
    await expect(failed).rejects.not.toThrow(/evil|script/);
    await expect.poll(() => pages.join()).toContain('did not succeed');
  });

  it('ends when it takes too long, or is given up, and stops listening', async () => {
    let callback: URL | undefined;
    const slow = logInWith(
      async (address) => {
        callback = address;
      },
      { timeoutMs: 50 },
    );
    await expect(slow).rejects.toMatchObject({ problem: { kind: 'cancelled' } });
    await expect(fetch(String(callback))).rejects.toThrow();
    const control = new AbortController();
    await expect(logInWith(async () => control.abort(), { signal: control.signal })).rejects.toThrow(/cancelled/);
  });

  it('takes a spare port when the first is in use, and says so when all are', async () => {
    const busy = createServer().listen(0, '127.0.0.1');
    await once(busy, 'listening');
    const { port } = busy.address() as AddressInfo;
    const grant = await logInWith((callback, state) => comeBack(callback, { code: 'c1', state }), { ports: [port, 0] });
    expect(grant.accessToken).toBe('access-1');
    await expect(logInWith(async () => {}, { ports: [port] })).rejects.toThrow(/in use/);
    busy.close();
  });

  it('is revoked on request', async () => {
    await revokeLogin({ loginUrl: org.url, clientId: 'consumer-key' }, 'refresh-1');
    expect(org.seen.at(-1)).toMatchObject({ method: 'POST', path: '/services/oauth2/revoke', body: 'token=refresh-1' });
  });

  it('names the addresses to register', () => {
    expect(callbackUrls()[0]).toBe('http://localhost:1717/OauthRedirect');
  });
});
