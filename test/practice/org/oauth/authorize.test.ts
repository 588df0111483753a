import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorize, exchange, type OrgUnderTest, openOrg, shapeOf } from '../support/org-under-test.ts';

const sam = 'sam.ortiz@practice.example';
const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

let under: OrgUnderTest;
beforeAll(async () => {
  under = await openOrg();
});
afterAll(() => under.org.stop());

const page = (values: Record<string, string>) =>
  fetch(`${under.org.url}/services/oauth2/authorize?${new URLSearchParams(values)}`, { redirect: 'manual' });

const asked = () => ({ response_type: 'code', client_id: under.org.clientId, redirect_uri: under.org.redirectUri });

async function codeFor(extra: Record<string, string> = {}): Promise<string> {
  const response = await authorize(under.org, sam, extra);
  return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

describe('the authorize page', () => {
  it('is plain HTML with a form, without scripts, and names who can sign in', async () => {
    const response = await page(asked());
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('<form method="post"');
    expect(html).toContain(sam);
    expect(html).not.toContain('<script');
  });

  it('does not write what it was sent into the page as markup', async () => {
    const html = await (await page({ ...asked(), state: '"><script>alert(1)</script>' })).text();
    expect(html).not.toContain('<script>');
  });

  it('sends the client back with a code and its state', async () => {
    const response = await authorize(under.org, sam, { state: 'a b&c' });
    expect(response.status).toBe(302);
    const location = new URL(response.headers.get('location') ?? '');
    expect(location.origin + location.pathname).toBe(under.org.redirectUri);
    expect(location.searchParams.get('state')).toBe('a b&c');
    expect(location.searchParams.get('code')).toBeTruthy();
  });

  it('sends the client back with access_denied when the user says no', async () => {
    const response = await authorize(under.org, sam, { decision: 'deny', state: 's' });
    const { searchParams } = new URL(response.headers.get('location') ?? '');
    expect(Object.fromEntries(searchParams)).toEqual({
      error: 'access_denied',
      error_description: 'end-user denied authorization',
      state: 's',
    });
  });

  it.each([
    'http://localhost:1717/other',
    'http://localhost:1720/OauthRedirect',
    'http://127.0.0.1:1717/OauthRedirect',
    '',
  ])('shows its own error page for the return address %j and does not redirect', async (redirectUri) => {
    const response = await page({ ...asked(), redirect_uri: redirectUri });
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.text()).toContain('redirect_uri_mismatch');
  });

  it('shows its own error page for an unknown client', async () => {
    const response = await page({ ...asked(), client_id: 'nobody' });
    expect(await response.text()).toContain('invalid_client_id');
    expect(response.headers.get('location')).toBeNull();
  });

  it('asks again when there is no such user', async () => {
    const response = await authorize(under.org, 'nobody@practice.example');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('role="alert"');
  });

  it.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: 'api everything' }, 'invalid_scope'],
    [{ code_challenge_method: 'plain', code_challenge: 'x'.repeat(43) }, 'invalid_request'],
    [{ prompt: 'none' }, 'immediate_unsuccessful'],
  ])('redirects a bad request %j with its error', async (extra, error) => {
    const response = await page({ ...asked(), ...extra });
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('error')).toBe(error);
  });
});

describe('the exchange of a code', () => {
  it('answers the documented keys as text, and no expires_in', async () => {
    const { status, json, headers } = await exchange(under.org, {
      code: await codeFor({ scope: 'api refresh_token' }),
      redirect_uri: under.org.redirectUri,
    });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(shapeOf(json)).toEqual({
      access_token: 'string',
      refresh_token: 'string',
      signature: 'string',
      scope: 'string',
      instance_url: 'string',
      id: 'string',
      token_type: 'string',
      issued_at: 'string',
    });
    expect(json.token_type).toBe('Bearer');
    expect(json.scope).toBe('api refresh_token');
    expect(json.instance_url).toBe(under.org.url);
    expect(json.id).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/id\/00D\w{15}\/005\w{15}$/);
    expect(json.access_token).toMatch(/^00D\w{12}![\w.]+$/);
    expect(Number(json.issued_at)).toBeGreaterThan(1_700_000_000_000);
  });

  it('gives no refresh token when the scope does not ask for one', async () => {
    const { json } = await exchange(under.org, {
      code: await codeFor({ scope: 'api' }),
      redirect_uri: under.org.redirectUri,
    });
    expect(json.refresh_token).toBeUndefined();
  });

  it('gives an id token that its published key confirms, for openid', async () => {
    const { json } = await exchange(under.org, {
      code: await codeFor({ scope: 'openid api', nonce: 'n1' }),
      redirect_uri: under.org.redirectUri,
    });
    const claims = JSON.parse(Buffer.from(json.id_token.split('.')[1], 'base64url').toString());
    expect(claims).toMatchObject({ iss: under.org.url, aud: under.org.clientId, sub: json.id, nonce: 'n1' });
    const { keys } = await (await fetch(`${under.org.url}/id/keys`)).json();
    const key = await crypto.subtle.importKey('jwk', keys[0], { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, [
      'verify',
    ]);
    const [head, body, signature] = json.id_token.split('.');
    expect(
      await crypto.subtle.verify(
        'RSASSA-PKCS1-v1_5',
        key,
        Buffer.from(signature, 'base64url'),
        Buffer.from(`${head}.${body}`),
      ),
    ).toBe(true);
  });

  it('refuses a second use of the code', async () => {
    const code = await codeFor();
    await exchange(under.org, { code, redirect_uri: under.org.redirectUri });
    const again = await exchange(under.org, { code, redirect_uri: under.org.redirectUri });
    expect(again.status).toBe(400);
    expect(again.json).toEqual({ error: 'invalid_grant', error_description: 'expired authorization code' });
  });

  it('refuses a code it never gave', async () => {
    const { json } = await exchange(under.org, { code: 'made up', redirect_uri: under.org.redirectUri });
    expect(json).toEqual({ error: 'invalid_grant', error_description: 'invalid authorization code' });
  });

  it('refuses another return address than the one authorized', async () => {
    const { json } = await exchange(under.org, {
      code: await codeFor(),
      redirect_uri: 'http://localhost:1717/Elsewhere',
    });
    expect(json.error).toBe('redirect_uri_mismatch');
  });

  it.each([
    ['with the method named', { code_challenge_method: 'S256' }, 43],
    ['without the method', {}, 43],
    ['with the 171 characters that jsforce and the sf CLI send', {}, 171],
  ])('takes a verifier %s', async (_how, extra, length) => {
    const verifier = randomBytes(128).toString('base64url').slice(0, length);
    const code = await codeFor({ code_challenge: challengeOf(verifier), ...extra });
    const { status } = await exchange(under.org, {
      code,
      redirect_uri: under.org.redirectUri,
      code_verifier: verifier,
    });
    expect(status).toBe(200);
  });

  it('refuses a wrong verifier as invalid_request and a missing one as invalid_grant', async () => {
    const challenge = { code_challenge: challengeOf('v'.repeat(50)) };
    const wrong = await exchange(under.org, {
      code: await codeFor(challenge),
      redirect_uri: under.org.redirectUri,
      code_verifier: 'w'.repeat(50),
    });
    expect([wrong.status, wrong.json.error]).toEqual([400, 'invalid_request']);
    const missing = await exchange(under.org, { code: await codeFor(challenge), redirect_uri: under.org.redirectUri });
    expect([missing.status, missing.json.error]).toEqual([400, 'invalid_grant']);
  });

  it('checks a secret that is sent though none is needed', async () => {
    const { json } = await exchange(under.org, {
      code: await codeFor(),
      redirect_uri: under.org.redirectUri,
      client_secret: 'guess',
    });
    expect(json).toEqual({ error: 'invalid_client', error_description: 'invalid client credentials' });
  });
});
