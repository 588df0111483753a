import { describe, expect, onTestFinished, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import { revokeLogin } from '../../electron/salesforce/login/login.ts';
import { openConnection } from '../../electron/salesforce/open-connection.ts';
import { openSecretStore } from '../../electron/secrets/open-secret-store.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { allowing, customerOrg, orgConsole, signedInTo, testKeyring } from '../support/org-console.ts';
import { startFaultyOrg } from '../support/salesforce-faults.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { allProposals, asks, callEvent, danaCalls, deliver, says, testOrg } from '../support/test-console.ts';

const start = callEvent('start', danaCalls());
const subjects = ['One', 'Two', 'Three', 'Four', 'Five'];
const queue = subjects.map((subject) => asks(`t-${subject}`, 'create_case', { subject, description: subject }));

function approve(running: Console, of: Proposal, confirmProduction?: boolean): Promise<Proposal> {
  const input = { proposal: of.id, revision: of.revision, edits: null, confirmProduction };
  return running.router.proposals.approve.callable()(input);
}

/** Resolves when the store says so; waits for its changes, not for time. */
async function until(running: Console, holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()))
    await new Promise<void>((resolve) => {
      const stop = running.store.onChange(() => {
        stop();
        resolve();
      });
    });
}

/** What the foot of the window says just now. */
async function notice(running: Console): Promise<string | null> {
  for await (const status of await running.router.status.watch.callable()()) return status.notice;
  return null;
}

const states = async (running: Console) => (await allProposals(running)).map((of) => of.status.state);
const isAll = (state: string) => async (running: Console) => (await states(running)).every((each) => each === state);
const allWritten = isAll('written');

describe('a queue of approved writes', () => {
  test('goes on over expired sessions, each refresh token kept before its session is used', async () => {
    const { org, port } = await customerOrg();
    const running = await orgConsole({ org: await testOrg(), loginPorts: [port], openBrowser: allowing(org) });
    const { id } = await signedInTo(running, org);
    await deliver(running, start, ...queue);
    const before = await running.orgs.tokensOf(id);
    const waiting = await allProposals(running);
    for (const [index, of] of waiting.entries()) {
      // The session ends in the middle: some are written, one is on its way, others wait.
      if (index === 2) org.expireSessions();
      await approve(running, of);
    }
    await until(running, () => allWritten(running));
    for (const subject of subjects) {
      expect(org.effects().filter((each) => each.fields.Subject === subject)).toHaveLength(1);
    }
    const after = await running.orgs.tokensOf(id);
    expect(after?.refreshToken).not.toBe(before?.refreshToken);
    expect(after?.accessToken).not.toBe(before?.accessToken);
  });

  test('has a rotated refresh token on disk before anything is sent with the session that came with it', async () => {
    const { org, port } = await customerOrg();
    const front = await startFaultyOrg(org.url);
    onTestFinished(() => front.close());
    const dataFolder = temporaryFolder();
    const secretBox = testKeyring();
    const running = await orgConsole({
      org: await testOrg(),
      dataFolder,
      secretBox,
      loginPorts: [port],
      openBrowser: allowing(org),
      open: (of) => openConnection(of.instanceUrl === org.url ? { ...of, instanceUrl: front.url } : of),
    });
    const { id } = await signedInTo(running, org);
    await deliver(running, start, ...queue);
    const onDisk = async (): Promise<string> =>
      JSON.parse((await (await openSecretStore(dataFolder, secretBox)).get(`org/${id}`)) ?? '{}').refreshToken;
    const kept = new Map<string, string>();
    const heed = async ({ forward, response }: Parameters<Parameters<typeof front.next>[1]>[0]) => {
      const session = front.seen.at(-1)?.headers.authorization ?? '';
      if (!kept.has(session)) kept.set(session, await onDisk());
      const { status, headers, body } = await forward();
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    front.next(/./, heed, Number.POSITIVE_INFINITY);
    for (const of of await allProposals(running)) {
      org.expireSessions();
      await approve(running, of);
      await running.idle();
    }
    await until(running, () => allWritten(running));
    // Each session but the first found its own, newest refresh token on disk when it was first used.
    expect(kept.size).toBe(subjects.length + 1);
    expect(new Set(kept.values()).size).toBe(subjects.length + 1);
    expect([...kept.values()].at(-1)).toBe((await running.orgs.tokensOf(id))?.refreshToken);
  });

  test('waits out a login service that is down, and asks nobody to sign in', async () => {
    const { org, port } = await customerOrg();
    const options = {
      dataFolder: temporaryFolder(),
      secretBox: testKeyring(),
      loginPorts: [port],
      org: await testOrg(),
    };
    const running = await orgConsole({ ...options, openBrowser: allowing(org) });
    await signedInTo(running, org);
    await deliver(running, start, ...queue.slice(0, 2));
    org.expireSessions();
    org.faults.add({ match: { path: '/services/oauth2/token' }, times: 50, fault: { kind: 'html', status: 503 } });
    for (const of of await allProposals(running)) await approve(running, of);
    await running.idle();
    expect(await states(running)).toEqual(['approved', 'approved']);
    const [, view] = await running.router.orgs.list.callable()();
    expect(view?.connection.state).not.toBe('signed-out');
    await running.stop();
    org.faults.clear();
    const second = await orgConsole(options);
    await until(second, () => allWritten(second));
    expect(org.effects().filter((each) => each.fields.Subject)).toHaveLength(2);
  });

  test('stops when the login is revoked, says so, and goes on after signing in without asking again', async () => {
    const { org, port } = await customerOrg();
    const running = await orgConsole({ org: await testOrg(), loginPorts: [port], openBrowser: allowing(org) });
    const { id } = await signedInTo(running, org);
    await deliver(running, start, ...queue);
    const [first, ...rest] = await allProposals(running);
    if (!first) throw new Error('nothing is proposed');
    await approve(running, first);
    await running.idle();
    const tokens = await running.orgs.tokensOf(id);
    await revokeLogin({ loginUrl: org.url, clientId: org.clientId }, tokens?.refreshToken ?? '');
    const decided = await Promise.all(rest.map((of) => approve(running, of)));
    await running.idle();

    expect(await states(running)).toEqual(['written', 'approved', 'approved', 'approved', 'approved']);
    expect(await notice(running)).toMatch(/^Writes to .* are paused: .* Log in again\..*goes out by itself then\.$/);
    const [, view] = await running.router.orgs.list.callable()();
    expect(view).toMatchObject({ connection: { state: 'signed-out' }, held: 4 });
    const ended = await running.store.db
      .selectFrom('journal')
      .select('org')
      .where('kind', '=', 'org.signed-out')
      .execute();
    expect(ended).toEqual([{ org: id }]);
    expect(org.effects().filter((each) => each.fields.Subject)).toHaveLength(1);

    await signedInTo(running, org, { again: id });
    await until(running, () => allWritten(running));
    for (const subject of subjects) {
      expect(org.effects().filter((each) => each.fields.Subject === subject)).toHaveLength(1);
    }
    // What is written is what was decided before: nobody was asked anew.
    const written = await allProposals(running);
    const decisions = (of: Proposal) => ('decision' in of.status ? of.status.decision.id : null);
    expect(written.slice(1).map(decisions)).toEqual(decided.map(decisions));
  });
});

describe('the first write of a session to production', () => {
  async function production() {
    const { org, port } = await customerOrg();
    const practice = await testOrg();
    const running = await orgConsole({
      org: practice,
      loginPorts: [port],
      openBrowser: allowing(org),
      // The practice org's own login, taken for that of a production org.
      open: (settings) =>
        openConnection(settings.instanceUrl === org.url ? { ...settings, environment: 'production' } : settings),
    });
    return { org, running };
  }

  test('is asked for once more, and what follows is not', async () => {
    const { org, running } = await production();
    expect((await signedInTo(running, org)).environment).toBe('production');
    await deliver(running, start, ...queue.slice(0, 2));
    const [first, second] = await allProposals(running);
    if (!first || !second) throw new Error('nothing is proposed');
    await expect(approve(running, first)).rejects.toMatchObject({ data: { code: 'confirm-production' } });
    expect(await states(running)).toEqual(['waiting', 'waiting']);
    await approve(running, first, true);
    await approve(running, second);
    await until(running, () => allWritten(running));
    const kinds = await running.store.db.selectFrom('journal').select('kind').execute();
    expect(kinds.filter(({ kind }) => kind === 'org.production-confirmed')).toHaveLength(1);
  });

  test('is no rule’s: it asks until a person confirmed one, and approves from then on', async () => {
    const { org, running } = await production();
    await signedInTo(running, org);
    const { save, setEnabled } = running.router.rules;
    const rule = { id: null, version: null, name: 'Cases may be made', effect: 'auto-approve' as const, words: '' };
    const made = await save.callable()({ ...rule, form: null, expression: 'action == "create_case"' });
    await setEnabled.callable()({ id: made.id, enabled: true });
    await deliver(running, start, says(1, 'caller', 'Case one. Case two.'), ...queue.slice(0, 2));
    const [first] = await allProposals(running);
    if (!first) throw new Error('nothing is proposed');
    expect(await states(running)).toEqual(['waiting', 'waiting']);
    expect(first.policy?.why).toContain('A person confirms the first write of this session to a production org.');
    await approve(running, first, true);
    await until(running, () => allWritten(running));
  });

  test('is asked for again after signing in again', async () => {
    const { org, running } = await production();
    const { id } = await signedInTo(running, org);
    await deliver(running, start, ...queue.slice(0, 2));
    const [first, second] = await allProposals(running);
    if (!first || !second) throw new Error('nothing is proposed');
    await approve(running, first, true);
    await signedInTo(running, org, { again: id });
    await expect(approve(running, second)).rejects.toMatchObject({ data: { code: 'confirm-production' } });
  });

  test('is not asked for in the practice org, nor are practice calls played into production', async () => {
    const { org, running } = await production();
    await deliver(running, start, ...queue.slice(0, 1));
    const [of] = await allProposals(running);
    if (!of) throw new Error('nothing is proposed');
    await approve(running, of);
    await signedInTo(running, org);
    const play = running.router.replay.startPractice.callable();
    await expect(play({ key: 'dana-reyes', speed: 'at-once' })).rejects.toMatchObject({
      data: { kind: 'not-allowed' },
    });
  });
});
