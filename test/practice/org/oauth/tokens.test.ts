import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { practiceTokenClient } from '../../../../electron/practice/org/oauth/clients.ts';
import { type OrgUnderTest, openOrg, shapeOf, signIn, token } from '../support/org-under-test.ts';

const sam = 'sam.ortiz@practice.example';
let under: OrgUnderTest;
beforeEach(async () => {
  under = await openOrg();
});
afterEach(() => under.org.stop());

const refresh = (refreshToken: string, extra: Record<string, string> = {}) =>
  token(under.org, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: under.org.clientId,
    ...extra,
  });

const limitsWith = async (accessToken: string) =>
  (await under.call('GET', '/limits', undefined, { Authorization: `Bearer ${accessToken}` })).status;

const expired = { error: 'invalid_grant', error_description: 'expired access/refresh token' };

describe('refreshing', () => {
  it('gives a new access token and, with rotation, a new refresh token', async () => {
    const { status, json } = await refresh(under.org.refreshToken);
    expect(status).toBe(200);
    expect(json.refresh_token).not.toBe(under.org.refreshToken);
    expect(json.access_token).not.toBe(under.org.accessToken);
    expect(await limitsWith(json.access_token)).toBe(200);
  });

  it('ends the whole family when a rotated token comes again', async () => {
    const second = (await refresh(under.org.refreshToken)).json;
    const reuse = await refresh(under.org.refreshToken);
    expect([reuse.status, reuse.json]).toEqual([400, expired]);
    expect((await refresh(second.refresh_token)).json).toEqual(expired);
    expect(await limitsWith(second.access_token)).toBe(401);
    expect(await limitsWith(under.org.accessToken)).toBe(401);
  });

  it('keeps the refresh token for a client without rotation', async () => {
    const org = await openOrg({ rotateRefreshTokens: false });
    const ask = () =>
      token(org.org, { grant_type: 'refresh_token', refresh_token: org.org.refreshToken, client_id: org.org.clientId });
    const { json } = await ask();
    expect(Object.keys(json).sort()).toEqual([
      'access_token',
      'id',
      'instance_url',
      'issued_at',
      'scope',
      'signature',
      'token_type',
    ]);
    expect((await ask()).status).toBe(200);
    await org.org.stop();
  });

  it('refuses a token of another client, an unknown client and a wrong secret', async () => {
    expect((await refresh(under.org.refreshToken, { client_id: 'PlatformCLI' })).json).toEqual(expired);
    expect((await refresh(under.org.refreshToken, { client_id: 'x' })).json.error).toBe('invalid_client_id');
    expect((await refresh(under.org.refreshToken, { client_secret: 'x' })).json.error).toBe('invalid_client');
  });
});

describe('grants', () => {
  it('are five at most: the sixth sign-in silently ends the oldest', async () => {
    const first = under.org.refreshToken;
    const later = [];
    for (let n = 0; n < 5; n++) later.push(await signIn(under.org, sam));
    expect((await refresh(first)).json).toEqual(expired);
    expect((await refresh(later[0].refresh_token)).status).toBe(200);
  });
});

describe('revoking', () => {
  const revoke = (text: string) =>
    fetch(`${under.org.url}/services/oauth2/revoke`, { method: 'POST', body: new URLSearchParams({ token: text }) });

  it('ends one session by its access token and leaves the refresh token alone', async () => {
    const response = await revoke(under.org.accessToken);
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(await limitsWith(under.org.accessToken)).toBe(401);
    expect((await refresh(under.org.refreshToken)).status).toBe(200);
  });

  it('ends everything by the refresh token', async () => {
    await revoke(under.org.refreshToken);
    expect(await limitsWith(under.org.accessToken)).toBe(401);
    expect((await refresh(under.org.refreshToken)).json).toEqual(expired);
  });

  it('answers 400 for a token it does not know', async () => {
    const response = await revoke('nonsense');
    expect([response.status, new URLSearchParams(await response.text()).get('error')]).toEqual([
      400,
      'unsupported_token_type',
    ]);
  });
});

describe('introspection', () => {
  const introspect = async (text: string) => {
    const body = new URLSearchParams({ token: text, client_id: under.org.clientId });
    return (await fetch(`${under.org.url}/services/oauth2/introspect`, { method: 'POST', body })).json();
  };

  it('tells of a live token what the documentation lists', async () => {
    const told = await introspect(under.org.accessToken);
    expect(shapeOf(told)).toEqual({
      active: 'boolean',
      scope: 'string',
      client_id: 'string',
      username: 'string',
      sub: 'string',
      token_type: 'string',
      exp: 'number',
      iat: 'number',
      nbf: 'number',
    });
    expect(told).toMatchObject({ active: true, username: sam, token_type: 'access_token' });
  });

  it('tells nothing but inactive of any other', async () => {
    expect(await introspect('nonsense')).toEqual({ active: false });
  });
});

describe('sessions', () => {
  it('run out, are told so with 401, and come back with a refresh', async () => {
    under.org.expireSessions();
    const refused = await under.call('GET', '/limits');
    expect(refused.status).toBe(401);
    expect(refused.json).toEqual([{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
    const { json } = await refresh(under.org.refreshToken);
    expect(await limitsWith(json.access_token)).toBe(200);
  });

  it('live on while they are used', async () => {
    let now = Date.UTC(2026, 10, 2);
    const org = await openOrg({ clock: () => now, sessionSeconds: 3600 });
    for (let hour = 0; hour < 4; hour++) {
      now += 45 * 60_000;
      expect((await org.call('GET', '/limits')).status).toBe(200);
    }
    now += 61 * 60_000;
    expect((await org.call('GET', '/limits')).status).toBe(401);
    await org.org.stop();
  });

  it('survive a restart of the org when it keeps its data', async () => {
    const { mkdtempSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    const dataFolder = mkdtempSync(`${tmpdir()}/practice-org-`);
    const first = await openOrg({ dataFolder });
    const { accessToken, refreshToken } = first.org;
    await first.org.stop();
    const second = await openOrg({ dataFolder });
    expect((await second.call('GET', '/limits', undefined, { Authorization: `Bearer ${accessToken}` })).status).toBe(
      200,
    );
    expect(
      (
        await token(second.org, {
          grant_type: 'refresh_token',
          refresh_token: refreshToken,
          client_id: second.org.clientId,
        })
      ).status,
    ).toBe(200);
    await second.org.stop();
  });
});

describe('the JWT bearer flow', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const assertionOf = (claims: Record<string, unknown>, alg = 'RS256') => {
    const signed = `${encode({ alg })}.${encode(claims)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
  };
  const ask = (claims: Record<string, unknown>, alg?: string) =>
    token(under.org, {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: assertionOf(
        {
          iss: under.org.clientId,
          sub: sam,
          aud: 'https://login.salesforce.com',
          exp: Math.floor(Date.now() / 1000) + 180,
          ...claims,
        },
        alg,
      ),
    });

  it('gives an access token without a refresh token', async () => {
    const { status, json } = await ask({});
    expect(status).toBe(200);
    expect(json.refresh_token).toBeUndefined();
    expect(await limitsWith(json.access_token)).toBe(200);
  });

  it('takes the milliseconds and the audience with a slash that the sf CLI sends', async () => {
    expect((await ask({ exp: Date.now() + 300, aud: `${under.org.url}/` })).status).toBe(200);
  });

  it.each([
    [{ aud: 'https://example.com' }, 'Audience validation failed'],
    [{ sub: 'nobody@practice.example' }, "user hasn't approved this consumer"],
    [{ exp: 1000 }, 'token validity expired'],
  ])('refuses the claims %j', async (claims, description) => {
    const { status, json } = await ask(claims);
    expect([status, json]).toEqual([400, { error: 'invalid_grant', error_description: description }]);
  });

  it('refuses another algorithm and an unknown client', async () => {
    expect((await ask({}, 'none')).json.error_description).toBe('invalid assertion');
    expect((await ask({ iss: 'nobody' })).json.error).toBe('invalid_client_id');
  });

  it('checks the signature once a certificate is registered', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const certificate = String(other.publicKey.export({ type: 'spki', format: 'pem' }));
    const org = await openOrg({
      metadata: { clients: [{ clientId: 'jwt-app', name: 'JWT app', redirectUris: [], certificate }] },
    });
    const claims = { iss: 'jwt-app', sub: sam, aud: org.org.url, exp: Math.floor(Date.now() / 1000) + 60 };
    const { json } = await token(org.org, {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: assertionOf(claims),
    });
    expect(json).toEqual({ error: 'invalid_grant', error_description: 'invalid assertion' });
    await org.org.stop();
  });
});

describe('other grant types', () => {
  it.each([
    ['password', 'invalid_grant'],
    ['device', 'unsupported_grant_type'],
  ])('%s is refused as %s', async (grantType, error) => {
    const { status, json, headers } = await token(under.org, {
      grant_type: grantType,
      client_id: under.org.clientId,
      username: sam,
      password: 'x',
    });
    expect([status, json.error]).toEqual([400, error]);
    expect(Object.keys(json).sort()).toEqual(['error', 'error_description']);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('the client credentials flow', () => {
  const credentials = { client_id: practiceTokenClient.clientId, client_secret: practiceTokenClient.secret };
  const issue = (form: Record<string, string> = credentials) =>
    token(under.org, { grant_type: 'client_credentials', ...form });

  it('gives an access token of the app’s integration user, and nothing to renew it with', async () => {
    const { status, json } = await issue();
    expect([status, json.refresh_token, json.scope]).toEqual([200, undefined, 'api id']);
    const answer = await fetch(`${under.org.url}/services/oauth2/userinfo`, {
      headers: { Authorization: `Bearer ${json.access_token}` },
    });
    expect(await answer.json()).toMatchObject({ preferred_username: 'agent.tokens@practice.example' });
  });

  it('revokes one token and leaves the others, however many there are', async () => {
    const issued = [];
    for (let count = 0; count < 7; count++) issued.push((await issue()).json.access_token);
    await fetch(`${under.org.url}/services/oauth2/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: issued[3] }),
    });
    expect(await Promise.all(issued.map(limitsWith))).toEqual([200, 200, 200, 401, 200, 200, 200]);
  });

  it('asks for the secret, and for an app that may', async () => {
    const { client_id } = credentials;
    expect((await issue({ client_id })).json.error).toBe('invalid_client');
    expect((await issue({ client_id, client_secret: 'wrong' })).json.error).toBe('invalid_client');
    expect((await issue({ client_id: under.org.clientId })).json).toMatchObject({ error: 'invalid_grant' });
  });
});
