import { describe, expect, onTestFinished, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import { practiceTokenClient } from '../../electron/practice/org/oauth/clients.ts';
import type { PracticeOrg } from '../../electron/practice/org/practice-org.ts';
import { startPracticeOrg } from '../../electron/practice/org/start-practice-org.ts';
import { createMemoryBox } from '../../electron/secrets/create-memory-box.ts';
import type { TokenLease } from '../../shared/model/access-token.ts';
import { vapiSigned } from '../support/intake-console.ts';
import { dropAfter, dropBefore, startFaultyOrg } from '../support/salesforce-faults.ts';
import { testOrg } from '../support/test-console.ts';
import { approveToken, crashed, filesHolding, switchOn, tokenConsole, tokenWorld } from '../support/token-console.ts';

const statusWith = async (org: PracticeOrg, token: string) =>
  (await fetch(`${org.url}/services/oauth2/userinfo`, { headers: { authorization: `Bearer ${token}` } })).status;

async function readyConsole(org?: PracticeOrg, world = tokenWorld()) {
  const own = org ?? (await testOrg());
  const console_ = await tokenConsole(own, world);
  await switchOn(console_.running);
  return { org: own, ...console_ };
}

/** Asked, approved and answered. */
async function given(of: Awaited<ReturnType<typeof readyConsole>>, id = 't1') {
  const answering = of.ask(id);
  const proposal = await of.asked(id);
  await approveToken(of.running, proposal);
  const body = await (await answering).json();
  // Whether an answer has left is known a moment after it did.
  await until(async () => (await leasesOf(of.running)).every(({ handedAt }) => handedAt !== null));
  return { proposal, body, token: String(body.values?.access_token) };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

async function leasesOf(running: Console): Promise<TokenLease[]> {
  const told = await running.router.tokens.watch.callable()();
  for await (const leases of told) return leases;
  return [];
}

async function journalOf(running: Console) {
  const { entries } = await running.router.journal.search.callable()({ text: '', before: null });
  return entries.reverse();
}

/** Whatever the console tells the window. */
async function toldToWindow(running: Console, call: string | null): Promise<string> {
  const { router } = running;
  const first = async (watch: Promise<AsyncIterable<unknown>>) => {
    for await (const each of await watch) return each;
    return null;
  };
  return JSON.stringify([
    await first(router.status.watch.callable()()),
    await first(router.calls.watch.callable()({ since: 0 })),
    await first(router.proposals.watch.callable()({ since: 0 })),
    call && (await first(router.calls.open.callable()({ call, since: 0 }))),
    await first(router.tokens.watch.callable()()),
    await first(router.feeds.watch.callable()()),
    await first(router.followUps.watch.callable()()),
    await journalOf(running),
  ]);
}

describe('an agent that asks for an access token', () => {
  test('is given it in the held response once a person approved, and it works until its minutes are over', async () => {
    const of = await readyConsole();
    const { org, running, world } = of;
    const { body, token, proposal } = await given(of);
    expect(body).toMatchObject({
      status: 'done',
      reference: proposal.reference,
      values: { instance_url: org.url, expires_at: expect.stringMatching(/^\d{4}-.*Z$/) },
    });
    expect(await statusWith(org, token)).toBe(200);
    expect(await leasesOf(running)).toMatchObject([
      { state: 'live', user: 'Agent Integration', app: 'Countersign Agent Tokens', handedAt: expect.any(Number) },
    ]);
    world.clock.advance(4 * 60_000);
    await running.idle();
    expect(await statusWith(org, token)).toBe(200);
    world.clock.advance(60_000);
    await running.idle();
    expect(await statusWith(org, token)).toBe(403);
    const [lease] = await leasesOf(running);
    expect(lease).toMatchObject({ state: 'revoked', endedAt: expect.any(Number) });
    const kinds = (await journalOf(running)).filter(({ kind }) => kind.startsWith('token.'));
    expect(kinds.map(({ kind }) => kind)).toEqual(['token.grant-changed', 'token.issued', 'token.revoked']);
    const told = { fingerprint: lease?.fingerprint, app: 'Countersign Agent Tokens', user: 'Agent Integration' };
    for (const { detail } of kinds.slice(1)) expect(detail).toMatchObject(told);
    expect(lease?.fingerprint).toMatch(/^[0-9a-f]{12}$/);
  });

  test('leaves its token nowhere: not on disk, in the journal, in the window, in the log or in a later answer', async () => {
    const of = await readyConsole();
    const { running, world } = of;
    const { token, proposal } = await given(of);
    const secret = token.split('!')[1] ?? '';
    expect(secret.length).toBeGreaterThan(40);
    expect(await toldToWindow(running, proposal.call)).not.toContain(secret);
    const again = await of.ask('t1');
    expect(await again.json()).toMatchObject({ values: {}, result: expect.stringContaining('is given once') });
    const asked = await fetch(`${of.url('actions')}/proposals/${proposal.reference}`, {
      headers: { authorization: 'Bearer b1' },
    });
    expect(await asked.text()).not.toContain(secret);
    expect(world.logs.join('\n')).not.toContain(secret);
    expect(filesHolding(world.folder, secret)).toEqual([]);
    expect(filesHolding(world.folder, practiceTokenClient.secret)).toEqual([]);
    await running.stop();
    expect(filesHolding(world.folder, secret)).toEqual([]);
  });

  test('is given it in the words of a platform that maps no values', async () => {
    const of = await readyConsole();
    const call = { id: 'c1', type: 'inboundPhoneCall', customer: { number: '+14155550134' } };
    const toolCallList = [{ id: 'v1', name: 'get_access_token', arguments: {} }];
    const message = { type: 'tool-calls', timestamp: Date.now(), call, toolCallList };
    const body = JSON.stringify({ message });
    const answering = fetch(of.url('vapi'), { method: 'POST', body, headers: vapiSigned('v1', body) });
    await approveToken(of.running, await of.asked('v1'));
    const { results } = await (await answering).json();
    const token = /"access_token":"([^"]+)"/.exec(results[0].result)?.[1] ?? '';
    expect(await statusWith(of.org, token)).toBe(200);
    await of.running.idle();
    // Vapi tells the whole conversation afterwards, answers of tools among it.
    const said = [{ role: 'bot', message: `The token is ${token}`, time: Date.now(), secondsFromStart: 2 }];
    const report = JSON.stringify({
      message: { type: 'conversation-update', timestamp: Date.now(), call, messages: said, conversation: [] },
    });
    await fetch(of.url('vapi'), { method: 'POST', body: report, headers: vapiSigned('v1', report) });
    await of.running.idle();
    await of.running.stop();
    expect(filesHolding(of.world.folder, token.split('!')[1] ?? '')).toEqual([]);
  });

  test('is refused in words it can use while the action is off, or no app is set up', async () => {
    const org = await testOrg();
    const of = await tokenConsole(org);
    const off = await of.ask('t1');
    expect([off.status, (await off.json()).detail]).toEqual([409, expect.stringContaining('is switched off here')]);
    const list = await fetch(of.url('actions'), { headers: { authorization: 'Bearer b1' } });
    expect(await list.text()).not.toContain('get_access_token');
    const views = await of.running.router.actions.list.callable()();
    const action = views.find((each) => each.action.key === 'get_access_token')?.action;
    if (!action) throw new Error('no such action');
    await expect(of.running.router.actions.save.callable()({ ...action, off: false })).rejects.toThrow(
      'Access tokens need an app of their own',
    );
    await switchOn(of.running);
    await of.running.router.tokens.forgetGrant.callable()({ org: of.running.orgs.main()?.id ?? '' });
    const answering = of.ask('t2');
    const proposal = await of.asked('t2');
    expect(proposal.readiness).toMatchObject({
      state: 'blocked',
      problem: { message: expect.stringContaining('No app') },
    });
    await of.running.stop();
    await answering.catch(() => {});
  });

  test('is given nothing once it no longer waits, and approving says so before anything is issued', async () => {
    const of = await readyConsole();
    const hangUp = new AbortController();
    const gone = of.ask('t1', hangUp.signal).catch(() => 'gone');
    const proposal = await of.asked('t1');
    hangUp.abort();
    expect(await gone).toBe('gone');
    const { db } = of.running.store;
    await until(async () => {
      const held = await db.selectFrom('answers').select('id').where('held_until', 'is not', null).execute();
      return held.length === 0;
    });
    await expect(approveToken(of.running, proposal)).rejects.toThrow('The agent no longer waits. Nothing was issued.');
    expect(await leasesOf(of.running)).toEqual([]);
  });

  test('cannot be answered by a rule, with edits, or by a supervisor of their own accord', async () => {
    const of = await readyConsole();
    const answering = of.ask('t1');
    const { id, revision } = await of.asked('t1');
    const by = { kind: 'rule' as const, rule: 'r', name: 'Everything' };
    await expect(of.running.proposals.approve(id, revision, null, by)).rejects.toThrow('given by a person');
    const edits = { Minutes: 60 };
    await expect(of.running.router.proposals.approve.callable()({ proposal: id, revision, edits })).rejects.toThrow();
    const propose = of.running.router.proposals.propose.callable();
    const wanted = { call: null, action: 'get_access_token', record: null, values: [] };
    await expect(propose(wanted)).rejects.toThrow('Only an agent whose request is kept waiting');
    await of.running.stop();
    expect((await answering).status).toBe(202);
  });
});

describe('a token that was issued', () => {
  test('is revoked by hand at once', async () => {
    const of = await readyConsole();
    const { token, proposal } = await given(of);
    const lease = await of.running.router.tokens.revoke.callable()({ proposal: proposal.id });
    expect([lease.state, await statusWith(of.org, token)]).toEqual(['revoked', 403]);
    const last = (await journalOf(of.running)).at(-1);
    expect(last).toMatchObject({
      kind: 'token.revoked',
      actor: 'Sam Ortiz',
      summary: expect.stringContaining('by hand'),
    });
  });

  test('is revoked when Countersign stops', async () => {
    const of = await readyConsole();
    const { token } = await given(of);
    await of.running.stop();
    expect(await statusWith(of.org, token)).toBe(403);
  });

  test('is revoked by the next process where the first was killed, at its time or at once where that is past', async () => {
    const org = await testOrg();
    const first = await readyConsole(org);
    const early = await given(first, 't1');
    first.world.clock.advance(2 * 60_000);
    const late = await given(first, 't2');
    const folder = crashed(first.world.folder);
    const world = tokenWorld({ folder, box: first.world.box });
    world.clock.advance(5 * 60_000);
    const second = await tokenConsole(org, world);
    await second.running.idle();
    expect([await statusWith(org, early.token), await statusWith(org, late.token)]).toEqual([403, 200]);
    world.clock.advance(2 * 60_000);
    await second.running.idle();
    expect(await statusWith(org, late.token)).toBe(403);
  });

  test('is told lost where its process was killed and kept it in memory only', async () => {
    const org = await testOrg();
    const first = await readyConsole(org, tokenWorld({ box: createMemoryBox() }));
    await given(first);
    const second = await tokenConsole(org, tokenWorld({ folder: crashed(first.world.folder), box: createMemoryBox() }));
    const [lease] = await leasesOf(second.running);
    expect(lease).toMatchObject({ state: 'lost', trouble: expect.stringContaining('memory only') });
    const last = (await journalOf(second.running)).findLast(({ kind }) => kind.startsWith('token.'));
    expect(last).toMatchObject({ kind: 'token.not-revoked', summary: expect.stringContaining('session timeout') });
    // The secret of the app was in memory too: nothing can be issued before it is entered again.
    const answering = second.ask('t9');
    const { readiness } = await second.asked('t9');
    expect(readiness).toMatchObject({ problem: { message: expect.stringContaining('Enter it again') } });
    await second.running.stop();
    await answering.catch(() => {});
  });

  test('is tried again where Salesforce cannot be told, which the journal says once', async () => {
    const org = await testOrg();
    const front = await startFaultyOrg(org.url);
    onTestFinished(() => front.close());
    const of = await tokenConsole({ url: front.url, accessToken: org.accessToken });
    await switchOn(of.running);
    const answered = await given({ ...of, org });
    front.next(/POST .*revoke/, dropBefore, 2);
    const { proposal } = answered;
    const trouble = await of.running.router.tokens.revoke.callable()({ proposal: proposal.id });
    expect(trouble).toMatchObject({ state: 'live', trouble: expect.any(String) });
    await of.running.router.tokens.revoke.callable()({ proposal: proposal.id });
    expect(await statusWith(org, answered.token)).toBe(200);
    await of.running.router.tokens.revoke.callable()({ proposal: proposal.id });
    expect(await statusWith(org, answered.token)).toBe(403);
    const kinds = (await journalOf(of.running)).map(({ kind }) => kind).filter((kind) => kind.startsWith('token.'));
    expect(kinds.slice(1)).toEqual(['token.issued', 'token.not-revoked', 'token.revoked']);
  });
});

describe('an answer of Salesforce that is lost', () => {
  test('means that nothing was handed over, and nothing is issued a second time', async () => {
    const org = await testOrg();
    const front = await startFaultyOrg(org.url);
    onTestFinished(() => front.close());
    const of = await tokenConsole({ url: front.url, accessToken: org.accessToken });
    await switchOn(of.running);
    const before = front.seen.filter(({ path }) => path.endsWith('/oauth2/token')).length;
    front.next(/POST .*oauth2\/token/, dropAfter);
    const answering = of.ask('t1');
    await approveToken(of.running, await of.asked('t1'));
    const body = await (await answering).json();
    expect(body).toMatchObject({
      status: 'failed',
      values: {},
      result: expect.stringContaining('Nothing was handed over'),
    });
    await of.running.idle();
    expect(front.seen.filter(({ path }) => path.endsWith('/oauth2/token')).length).toBe(before + 1);
    const kinds = (await journalOf(of.running)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('write.'))).toEqual([
      'write.intended',
      'write.uncertain',
      'write.absent',
      'write.intended',
      'write.refused',
    ]);
  });
});

describe('an app for access tokens', () => {
  const order = {
    app: 'Agent Tokens',
    clientId: practiceTokenClient.clientId,
    clientSecret: practiceTokenClient.secret,
  };

  test('names its integration user, and never shows its secret', async () => {
    const of = await tokenConsole(await testOrg());
    const org = of.running.orgs.main()?.id ?? '';
    const { tokens } = of.running.router;
    const saved = await tokens.saveGrant.callable()({ org, ...order, minutes: 7 });
    expect(saved).toMatchObject({
      user: { name: 'Agent Integration', username: 'agent.tokens@practice.example' },
      scopes: ['api', 'id'],
      minutes: 7,
      secretKept: true,
    });
    expect(JSON.stringify(saved)).not.toContain(practiceTokenClient.secret);
    const changed = await tokens.saveGrant.callable()({ org, ...order, clientSecret: null, minutes: 3 });
    expect(changed.minutes).toBe(3);
    const other = tokens.saveGrant.callable()({ org, ...order, clientId: 'other', clientSecret: null, minutes: 3 });
    await expect(other).rejects.toThrow('Enter the consumer secret of this app');
  });

  test('leaves no token behind when it is tried, whether it is taken or not', async () => {
    const org = await startPracticeOrg({ metadata: { clients: [samsApp] } });
    onTestFinished(() => org.stop());
    const front = await startFaultyOrg(org.url);
    onTestFinished(() => front.close());
    const of = await tokenConsole({ url: front.url, accessToken: org.accessToken });
    const id = of.running.orgs.main()?.id ?? '';
    const { saveGrant } = of.running.router.tokens;
    await saveGrant.callable()({ org: id, ...order, minutes: 5 });
    const sams = { app: 'Sam', clientId: samsApp.clientId, clientSecret: samsApp.secret, minutes: 5 };
    await expect(saveGrant.callable()({ org: id, ...sams })).rejects.toThrow(
      'The app runs as Sam Ortiz, who decides here',
    );
    const revoked = front.seen.filter(({ path }) => path.endsWith('/oauth2/revoke'));
    expect(revoked).toHaveLength(2);
    for (const { body } of revoked) {
      expect(await statusWith(org, new URLSearchParams(body).get('token') ?? '')).toBe(403);
    }
  });

  test('is not Countersign’s own', async () => {
    const org = await testOrg();
    const running = await tokenConsole({ ...org, clientId: org.clientId });
    const id = running.running.orgs.main()?.id ?? '';
    const own = { org: id, app: 'Own', clientId: org.clientId, clientSecret: 'x', minutes: 5 };
    await expect(running.running.router.tokens.saveGrant.callable()(own)).rejects.toThrow('Countersign’s own app');
  });
});

const samsApp = {
  clientId: 'sams-app',
  name: 'Sam',
  secret: 'of-sam',
  redirectUris: [],
  runAs: 'sam.ortiz@practice.example',
};
