import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { proposalsOfCall } from '../../electron/proposals/proposal-store.ts';
import { openConnection } from '../../electron/salesforce/open-connection.ts';
import { createMemoryBox } from '../../electron/secrets/create-memory-box.ts';
import { allowing, customerOrg, logIn, orgConsole, signedInTo, testKeyring } from '../support/org-console.ts';
import { signInAs } from '../support/sign-in.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { asks, callEvent, danaCalls, deliver, testOrg } from '../support/test-console.ts';

const start = callEvent('start', danaCalls());

describe('signing in', () => {
  test('adds an org beside the practice org, under the name and colour it was given', async () => {
    const practice = await testOrg();
    const { org, port } = await customerOrg();
    const running = await orgConsole({ org: practice, loginPorts: [port], openBrowser: allowing(org) });
    const steps = await logIn(running, { loginUrl: org.url, clientId: org.clientId, name: 'Acme', colour: 'blue' });
    expect(steps.map(({ step }) => step)).toEqual(['waiting', 'reading', 'done']);
    expect(steps[0]).toMatchObject({ address: expect.stringContaining('code_challenge_method=S256') });
    const [first, second, ...rest] = await running.router.orgs.list.callable()();
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ org: { id: practice.organizationId }, login: null, takesReplays: true });
    expect(second).toMatchObject({
      org: { id: org.organizationId, name: 'Acme' },
      colour: 'blue',
      connection: { state: 'connected' },
      login: { loginUrl: org.url, clientId: org.clientId },
      takesReplays: false,
    });
    // Nobody listens for a browser any more.
    await expect(fetch(`http://localhost:${port}/OauthRedirect`)).rejects.toThrow();
  });

  test('keeps tokens sealed: they are in no file, row, view or log', async () => {
    const folder = temporaryFolder();
    const logs: string[] = [];
    const { org, port } = await customerOrg();
    const running = await orgConsole({
      org: await testOrg(),
      dataFolder: folder,
      loginPorts: [port],
      openBrowser: allowing(org),
      log: (message, cause) => logs.push(`${message} ${String(cause ?? '')}`),
    });
    const { id } = await signedInTo(running, org);
    const tokens = await running.orgs.tokensOf(id);
    const shown = JSON.stringify(await running.router.orgs.list.callable()());
    await running.stop();
    const files = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isFile());
    const texts = [shown, logs.join('\n'), ...files.map(({ name }) => readFileSync(join(folder, name), 'latin1'))];
    expect(files.map(({ name }) => name)).toContain('secrets.json');
    for (const token of [tokens?.accessToken, tokens?.refreshToken]) {
      expect(token).toEqual(expect.any(String));
      for (const text of texts) expect(text.includes(String(token))).toBe(false);
    }
  });

  test('that is denied, or leads nowhere, changes nothing and says what to do', async () => {
    const { org, port } = await customerOrg();
    const running = await orgConsole({
      org: await testOrg(),
      loginPorts: [port],
      openBrowser: (address) => void signInAs(org.username, address, 'deny'),
    });
    const order = { loginUrl: org.url, clientId: org.clientId };
    await expect(logIn(running, order)).rejects.toMatchObject({ data: { code: 'access_denied' } });
    await expect(logIn(running, { ...order, loginUrl: 'https://evil.example' })).rejects.toMatchObject({
      data: { kind: 'invalid-input', next: 'edit' },
    });
    expect(await running.router.orgs.list.callable()()).toHaveLength(1);
  });

  test('is given up when nobody waits for it any more', async () => {
    const { org, port } = await customerOrg();
    const running = await orgConsole({ org: await testOrg(), loginPorts: [port] });
    const order = { loginUrl: org.url, clientId: org.clientId, name: null, colour: null, again: null };
    const steps = await running.router.orgs.logIn.callable()(order);
    const first = await steps.next();
    expect(first.value).toMatchObject({ step: 'waiting' });
    expect((await fetch(`http://localhost:${port}/`)).status).toBe(404);
    await steps.return?.();
    await expect.poll(() => fetch(`http://localhost:${port}/`).catch(() => 'closed')).toBe('closed');
  });

  test('goes on where no browser could be started: the address is told, too', async () => {
    const { org, port } = await customerOrg();
    const running = await orgConsole({
      org: await testOrg(),
      loginPorts: [port],
      openBrowser: () => Promise.reject(new Error('no browser')),
    });
    const order = { loginUrl: org.url, clientId: org.clientId, name: null, colour: null, again: null };
    const steps: string[] = [];
    for await (const step of await running.router.orgs.logIn.callable()(order)) {
      steps.push(step.step);
      if (step.step === 'waiting') await signInAs(org.username, step.address);
    }
    expect(steps).toEqual(['waiting', 'reading', 'done']);
  });

  test('again with another org than the one that waits is refused, and its tokens are given back', async () => {
    const { org, port } = await customerOrg();
    const running = await orgConsole({ org: await testOrg(), loginPorts: [port], openBrowser: allowing(org) });
    const order = { loginUrl: org.url, clientId: org.clientId, again: '00DXx0000000009EAE' };
    await expect(logIn(running, order)).rejects.toMatchObject({
      data: { kind: 'conflict', message: expect.stringContaining('Nothing was changed') },
    });
    expect(await running.router.orgs.list.callable()()).toHaveLength(1);
    expect(await running.orgs.tokensOf(org.organizationId)).toBeNull();
  });
});

describe('orgs after a restart', () => {
  test('are connected again by their sealed tokens', async () => {
    const practice = await testOrg();
    const folder = temporaryFolder();
    const secretBox = testKeyring();
    const { org, port } = await customerOrg();
    const options = { org: practice, dataFolder: folder, secretBox, loginPorts: [port], openBrowser: allowing(org) };
    const first = await orgConsole(options);
    const { id } = await signedInTo(first, org, { name: 'Acme' });
    await first.stop();
    org.expireSessions();
    const second = await orgConsole(options);
    await expect.poll(() => second.orgs.all().find((each) => each.org.id === id)?.state.state).toBe('connected');
    expect(second.orgs.main()).toMatchObject({ id, name: 'Acme' });
  });

  test('ask to sign in again where tokens are kept in memory only', async () => {
    const practice = await testOrg();
    const folder = temporaryFolder();
    const { org, port } = await customerOrg();
    const options = { org: practice, dataFolder: folder, loginPorts: [port], openBrowser: allowing(org) };
    const first = await orgConsole({ ...options, secretBox: createMemoryBox() });
    const { id } = await signedInTo(first, org);
    await first.stop();
    expect(readdirSync(folder)).not.toContain('secrets.json');
    const second = await orgConsole({ ...options, secretBox: createMemoryBox() });
    await expect
      .poll(() => second.orgs.all().find((each) => each.org.id === id)?.state)
      .toMatchObject({
        state: 'signed-out',
        message: expect.stringMatching(/Sign in again/),
      });
    expect((await second.router.orgs.guide.callable()()).tokens.kind).toBe('memory');
  });
});

describe('the calls of a feed', () => {
  test('belong to the practice org until another is chosen for it, and their writes go nowhere else', async () => {
    const practice = await testOrg();
    const { org, port } = await customerOrg();
    const running = await orgConsole({ org: practice, loginPorts: [port], openBrowser: allowing(org) });
    await deliver(running, start, asks('t1', 'update_contact', { email: 'first@example.com' }));
    const { id } = await signedInTo(running, org);
    await deliver(
      running,
      { ...callEvent('start', danaCalls()), call: 'call-2' },
      { ...asks('t2', 'update_contact', { email: 'second@example.com' }), call: 'call-2' },
    );
    const calls = await running.store.db.selectFrom('calls').select(['id', 'org']).orderBy('started_at').execute();
    expect(new Set(calls.map((each) => each.org))).toEqual(new Set([practice.organizationId, id]));
    for (const call of calls) {
      const [stored] = await proposalsOfCall(running.store.db, call.id);
      if (!stored) throw new Error('no proposal');
      const { proposal } = stored;
      await running.router.proposals.approve.callable()({
        proposal: proposal.id,
        revision: proposal.revision,
        edits: null,
      });
    }
    await running.idle();
    expect(practice.effects().map((each) => each.fields.Email)).toContain('first@example.com');
    expect(practice.effects().map((each) => each.fields.Email)).not.toContain('second@example.com');
    expect(org.effects().map((each) => each.fields.Email)).toContain('second@example.com');
    await running.router.orgs.setReplayOrg.callable()({ org: null });
    expect(running.orgs.main()?.id).toBe(practice.organizationId);
  });
});

describe('disconnecting', () => {
  test('revokes the login, forgets its tokens, and holds back what is approved', async () => {
    const { org, port } = await customerOrg();
    const running = await orgConsole({ org: await testOrg(), loginPorts: [port], openBrowser: allowing(org) });
    const { id } = await signedInTo(running, org);
    const tokens = await running.orgs.tokensOf(id);
    await running.router.orgs.disconnect.callable()({ org: id, anyway: false });
    expect(await running.orgs.tokensOf(id)).toBeNull();
    const left = openConnection({ instanceUrl: org.url, accessToken: String(tokens?.accessToken) });
    await expect(left.read({ method: 'GET', path: ['limits'] })).rejects.toMatchObject({
      problem: { kind: 'not-connected' },
    });
    left.close();
    expect(running.orgs.connectionOf(id)).toMatchObject({ kind: 'not-connected' });
    expect(running.orgs.main()?.environment).toBe('practice');
    const kinds = await running.store.db.selectFrom('journal').select('kind').execute();
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['org.signed-in', 'org.disconnected']));
  });

  test('from an org that cannot be told keeps the login, unless it is to be forgotten anyway', async () => {
    const { org, port } = await customerOrg();
    const running = await orgConsole({ org: await testOrg(), loginPorts: [port], openBrowser: allowing(org) });
    const { id } = await signedInTo(running, org);
    org.faults.add({ match: { path: '/services/oauth2/revoke' }, times: 1, fault: { kind: 'status', status: 503 } });
    const leave = running.router.orgs.disconnect.callable();
    await expect(leave({ org: id, anyway: false })).rejects.toMatchObject({ data: { code: 'not-revoked' } });
    expect(await running.orgs.tokensOf(id)).not.toBeNull();
    await leave({ org: id, anyway: true });
    expect(await running.orgs.tokensOf(id)).toBeNull();
  });

  test('is no way out of the practice org', async () => {
    const practice = await testOrg();
    const running = await orgConsole({ org: practice });
    const leave = running.router.orgs.disconnect.callable();
    await expect(leave({ org: practice.organizationId, anyway: false })).rejects.toMatchObject({
      data: { kind: 'not-allowed' },
    });
  });
});

describe('rights', () => {
  test('tell what the user may do with the objects in use, and which fields are closed', async () => {
    const permissions = [
      {
        profile: 'Call Centre Supervisor',
        objects: { Case: { create: false } },
        fields: { 'Contact.Title': 'read' as const },
      },
    ];
    const running = await orgConsole({ org: await testOrg({ permissions }) });
    const rights = await running.router.orgs.rights.callable()({ org: running.orgs.main()?.id ?? '' });
    expect(rights.org.user.username).toEqual(expect.any(String));
    const of = (object: string) => rights.objects.find((each) => each.object === object);
    expect(of('Contact')).toMatchObject({ visible: true, updateable: true, notWritable: ['Title'] });
    expect(of('Case')).toMatchObject({ createable: false });
  });

  test('come with our key field as an admin deploys it', async () => {
    const practice = await testOrg();
    const running = await orgConsole({ org: practice });
    const definition = await running.router.orgs.fieldDefinition.callable()({ org: practice.organizationId });
    expect(definition).toMatchObject({ name: 'Countersign_Key__c', type: 'Text', length: 64 });
    expect(definition.objects).toContain('Case');
    const file = definition.files.find(({ path }) => path === 'objects/Case.object');
    expect(file?.text).toContain('<externalId>true</externalId>');
  });
});
