import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRefresher } from '../../../electron/salesforce/login/create-refresher.ts';
import { dropBefore, type FaultyOrg, reply, startFaultyOrg } from '../../support/salesforce-faults.ts';

let org: FaultyOrg;
let valid: string;
let issued: number;

/** A token endpoint with rotation: a token is good once, and a new one comes with each session. */
beforeEach(async () => {
  valid = 'refresh-0';
  issued = 0;
  org = await startFaultyOrg((request) => {
    const form = new URLSearchParams(request.body);
    if (form.get('refresh_token') !== valid) {
      return { status: 400, body: { error: 'invalid_grant', error_description: 'expired access/refresh token' } };
    }
    issued += 1;
    valid = `refresh-${issued}`;
    return { status: 200, body: { access_token: `access-${issued}`, refresh_token: valid, instance_url: org.url } };
  });
});

afterEach(() => org.close());

function refresher(kept: { token: string | null }, told: string[] = []) {
  return createRefresher({
    app: { loginUrl: org.url, clientId: 'client' },
    load: async () => kept.token,
    keep: async (token) => {
      kept.token = token;
      told.push(`kept ${token}`);
    },
    checkpoint: (name) => told.push(name),
  });
}

describe('renewing a session', () => {
  it('keeps the rotated token before the new session is used', async () => {
    const told: string[] = [];
    const kept = { token: 'refresh-0' };
    const refresh = refresher(kept, told);
    expect(await refresh()).toBe('access-1');
    expect(told).toEqual(['token.response_read', 'kept refresh-1', 'token.persisted']);
    expect(await refresh()).toBe('access-2');
    expect(kept.token).toBe('refresh-2');
  });

  it('asks once for all who wait', async () => {
    const refresh = refresher({ token: 'refresh-0' });
    const sessions = await Promise.all(Array.from({ length: 50 }, () => refresh()));
    expect(new Set(sessions)).toEqual(new Set(['access-1']));
    expect(org.seen).toHaveLength(1);
    expect(new URLSearchParams(org.seen[0]?.body)).toEqual(
      new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'refresh-0', client_id: 'client' }),
    );
  });

  it('asks for a new login when the token was revoked, or there is none', async () => {
    for (const token of ['stale', null]) {
      await expect(refresher({ token })()).rejects.toMatchObject({
        problem: { kind: 'not-connected', next: 'reconnect', code: 'invalid_grant' },
      });
    }
  });

  it('does not use a session whose refresh token could not be kept', async () => {
    const refresh = createRefresher({
      app: { loginUrl: org.url, clientId: 'client' },
      load: async () => 'refresh-0',
      keep: () => Promise.reject(new Error('disk full')),
    });
    await expect(refresh()).rejects.toMatchObject({ problem: { kind: 'not-connected', next: 'retry' } });
  });

  it('is worth another try when the login service is down or unreachable', async () => {
    const refresh = refresher({ token: 'refresh-0' });
    org.next(/oauth2/, reply(503, '<html>Down</html>'));
    await expect(refresh()).rejects.toMatchObject({ problem: { next: 'retry' } });
    org.next(/oauth2/, reply(400, { error: 'unknown_error', error_description: 'retry your request' }));
    await expect(refresh()).rejects.toMatchObject({ problem: { next: 'retry' } });
    org.next(/oauth2/, dropBefore);
    await expect(refresh()).rejects.toMatchObject({ problem: { next: 'retry' } });
    expect(await refresh()).toBe('access-1');
  });

  it('does not believe an answer that sends the token elsewhere', async () => {
    org.next(/oauth2/, reply(200, { access_token: 'a', instance_url: 'https://evil.example' }));
    await expect(refresher({ token: 'refresh-0' })()).rejects.toThrow(/did not come from Salesforce/);
  });
});
