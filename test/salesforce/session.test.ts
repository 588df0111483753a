import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storesIn } from '../../electron/commands/campaign/stores-in.ts';
import type { PracticeOrg } from '../../electron/practice/org/practice-org.ts';
import { startPracticeOrg } from '../../electron/practice/org/start-practice-org.ts';
import { createRefresher } from '../../electron/salesforce/login/create-refresher.ts';
import { logIn, revokeLogin } from '../../electron/salesforce/login/login.ts';
import { openConnection } from '../../electron/salesforce/open-connection.ts';
import { createMemoryBox } from '../../electron/secrets/create-memory-box.ts';
import { openSecretStore, type SecretStore } from '../../electron/secrets/open-secret-store.ts';

let org: PracticeOrg;
let port: number;
let folder: string;
let secrets: SecretStore;

beforeAll(async () => {
  port = await freePort();
  org = await startPracticeOrg({ redirectUris: [`http://localhost:${port}/OauthRedirect`] });
  folder = await mkdtemp(join(storesIn(), 'countersign-session-'));
  secrets = await openSecretStore(folder, { ...createMemoryBox(), kind: 'os', describe: 'test keyring' });
});

afterAll(async () => {
  await org.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A person in a browser: opens the login page, fills its form in, follows where it leads. */
async function signIn(address: string, decision: 'allow' | 'deny'): Promise<void> {
  const page = await (await fetch(address)).text();
  const hidden = [...page.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const form = new URLSearchParams(hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]));
  form.set('username', org.username);
  form.set('password', 'anything');
  form.set('decision', decision);
  const answer = await fetch(new URL('/services/oauth2/authorize', address), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  await fetch(answer.headers.get('location') ?? '');
}

function logInToPractice(decision: 'allow' | 'deny') {
  const openBrowser = (address: string) => void signIn(address, decision);
  return logIn({ loginUrl: org.url, clientId: org.clientId, ports: [port], openBrowser });
}

const app = () => ({ loginUrl: org.url, clientId: org.clientId });

function connect(accessToken: string) {
  const refresh = createRefresher({
    app: app(),
    load: () => secrets.get('refresh'),
    keep: (token) => secrets.set('refresh', token),
  });
  return openConnection({ instanceUrl: org.url, accessToken, refresh });
}

describe('a session', () => {
  it('begins in the browser, outlives its tokens, and ends when it is revoked', async () => {
    const grant = await logInToPractice('allow');
    expect(grant.refreshToken).toEqual(expect.any(String));
    await secrets.set('refresh', grant.refreshToken ?? '');
    const connection = connect(grant.accessToken);
    expect((await connection.identity()).id).toBe(grant.orgId);

    for (let round = 0; round < 3; round += 1) {
      const before = await secrets.get('refresh');
      org.expireSessions();
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => connection.request({ method: 'GET', path: ['limits'] })),
      );
      expect(answers.every((each) => each.status === 200)).toBe(true);
      // Rotation is on: the old token is spent, and the new one is on the disk.
      expect(await secrets.get('refresh')).not.toBe(before);
    }

    const last = await secrets.get('refresh');
    await revokeLogin(app(), last ?? '');
    await revokeLogin(app(), last ?? '');
    await expect(connection.read({ method: 'GET', path: ['limits'] })).rejects.toMatchObject({
      problem: { kind: 'not-connected', next: 'reconnect' },
    });
    connection.close();
  });

  it('does not begin when the login is denied', async () => {
    await expect(logInToPractice('deny')).rejects.toMatchObject({ problem: { code: 'access_denied' } });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return free;
}
