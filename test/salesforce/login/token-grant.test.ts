import { describe, expect, it, onTestFinished } from 'vitest';
import { practiceTokenClient } from '../../../electron/practice/org/oauth/clients.ts';
import { belongsTo, issueToken, revokeToken } from '../../../electron/salesforce/login/token-grant.ts';
import { dropAfter, dropBefore, startFaultyOrg } from '../../support/salesforce-faults.ts';
import { testOrg } from '../../support/test-console.ts';

async function orgInFront() {
  const org = await testOrg();
  const front = await startFaultyOrg(org.url);
  onTestFinished(() => front.close());
  const app = { instanceUrl: front.url, ...credentials, proxies: {} };
  const statusWith = async (token: string) =>
    (await fetch(`${org.url}/services/oauth2/userinfo`, { headers: { authorization: `Bearer ${token}` } })).status;
  return { org, front, app, statusWith };
}

const credentials = { clientId: practiceTokenClient.clientId, clientSecret: practiceTokenClient.secret };

describe('an access token of its own grant', () => {
  it('is issued to the integration user of the app, with its scopes, and works', async () => {
    const { org, app, statusWith } = await orgInFront();
    const issued = await issueToken(app);
    if (issued.kind !== 'issued') throw new Error(issued.kind);
    expect(issued.token).toMatchObject({ instanceUrl: org.url, orgId: org.organizationId, scopes: ['api', 'id'] });
    expect(await statusWith(issued.token.accessToken)).toBe(200);
    expect(belongsTo(issued.token, org.organizationId, issued.token.userId ?? '')).toBe(true);
    expect(belongsTo(issued.token, org.organizationId, '005000000000001AAA')).toBe(false);
  });

  it('works no more once it is revoked, and revoking it again is no failure', async () => {
    const { app, statusWith } = await orgInFront();
    const issued = await issueToken(app);
    if (issued.kind !== 'issued') throw new Error(issued.kind);
    await revokeToken(app, issued.token.accessToken);
    expect(await statusWith(issued.token.accessToken)).toBe(403);
    await revokeToken(app, issued.token.accessToken);
  });

  it('is not revoked where Salesforce could not be told', async () => {
    const { app, front, statusWith } = await orgInFront();
    const issued = await issueToken(app);
    if (issued.kind !== 'issued') throw new Error(issued.kind);
    front.next(/POST .*revoke/, dropBefore);
    await expect(revokeToken(app, issued.token.accessToken)).rejects.toThrow('broke before it answered');
    expect(await statusWith(issued.token.accessToken)).toBe(200);
  });

  it.each([
    ['an unknown key', { clientId: 'nobody' }, 'does not know this consumer key'],
    ['a wrong secret', { clientSecret: 'wrong' }, 'does not take this consumer secret'],
    ['an app without the flow', { clientId: 'PlatformCLI', clientSecret: '' }, 'no client credentials flow'],
  ])('is refused for %s, in words and without Salesforce’s own', async (_, change, words) => {
    const { app } = await orgInFront();
    const issued = await issueToken({ ...app, ...change });
    expect(issued).toMatchObject({ kind: 'refused', problem: { message: expect.stringContaining(words) } });
  });

  it('may have been issued where the answer was lost', async () => {
    const { app, front } = await orgInFront();
    front.next(/POST .*token/, dropAfter);
    expect((await issueToken(app)).kind).toBe('unknown');
    const nobody = await issueToken({ ...app, instanceUrl: 'http://127.0.0.1:1' });
    expect(nobody).toMatchObject({ kind: 'refused', problem: { kind: 'not-connected' } });
  });

  it('is not taken from an answer that names a host which is not Salesforce’s', async () => {
    const front = await startFaultyOrg(() => ({
      status: 200,
      body: { access_token: 'a', instance_url: 'https://evil.example', id: '' },
    }));
    onTestFinished(() => front.close());
    expect((await issueToken({ instanceUrl: front.url, ...credentials })).kind).toBe('unknown');
  });
});
