import { describe, expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import { openConnection } from '../../electron/salesforce/open-connection.ts';
import { type SigningProgress, signingProgress } from '../../shared/contract/second-person-contract.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { signInAs } from '../support/sign-in.ts';
import { asks, callEvent, danaCalls, deliver, testOrg, theProposal } from '../support/test-console.ts';
import { filesHolding, tokenConsole, tokenWorld } from '../support/token-console.ts';

const kit = 'kit.moran@practice.example';

/** A console where a changed phone takes two people, and what it opened connections with. */
async function deskForTwo() {
  const org = await testOrg();
  const tokens: string[] = [];
  const elsewhere: { org: string | null } = { org: null };
  const world = tokenWorld({
    open: (settings) => {
      tokens.push(settings.accessToken);
      const connection = openConnection(settings);
      if (elsewhere.org === null) return connection;
      const body = {
        organization_id: elsewhere.org,
        user_id: '005000000000009AAA',
        name: 'Lee',
        preferred_username: 'l',
      };
      return { ...connection, request: async () => ({ status: 200, body, headers: {} }) };
    },
  });
  const { running } = await tokenConsole(org, world);
  const { read, write } = running.router.deciding;
  const now = await read.callable()();
  const fields = [{ object: 'Contact', field: 'Phone', care: 'two-people' as const }];
  await write.callable()({ ...now, sensitive: { ...now.sensitive, fields } });
  await deliver(running, callEvent('start', danaCalls()), asks('t1', 'update_contact', { phone: '+14155550177' }));
  return { org, running, world, tokens, elsewhere };
}

const approve = (running: Console, { id, revision }: Proposal, edits: Record<string, string> | null = null) =>
  running.router.proposals.approve.callable()({ proposal: id, revision, edits });

/** Two steps of the first person. */
async function signedOnce(running: Console): Promise<Proposal> {
  const asked = await approve(running, await theProposal(running, 'update_contact'));
  expect(asked.status).toMatchObject({ state: 'waiting', confirming: true });
  const once = await approve(running, asked);
  expect(once).toMatchObject({ status: { state: 'waiting' }, firstApproval: { name: running.orgs.main()?.user.name } });
  return once;
}

/** Signs in for it; what happens at the login page is up to the test. */
async function countersign(running: Console, { id, revision }: Proposal, at: (page: string) => Promise<void>) {
  const steps: SigningProgress['step'][] = [];
  for await (const told of await running.router.proposals.countersign.callable()({ proposal: id, revision })) {
    steps.push(told.step);
    if (told.step === 'waiting') await at(told.address);
  }
  return steps;
}

async function journalOf(running: Console, kind: string) {
  const { entries } = await running.router.journal.search.callable()({ text: '', before: null, size: 200 });
  return entries.filter((each) => each.kind === kind);
}

describe('a second person who signs in for one decision', () => {
  test('approves exactly what the first did; the journal names both, and nothing of the login is kept', async () => {
    const { org, running, world, tokens } = await deskForTwo();
    const once = await signedOnce(running);
    const before = tokens.length;
    let page = '';
    const steps = await countersign(running, once, async (address) => {
      page = address;
      await signInAs(kit, address);
    });
    expect(steps).toEqual(['waiting', 'reading', 'done']);
    expect(new URL(page).searchParams.get('prompt')).toBe('login');
    expect(new URL(page).searchParams.get('scope')).toBe('id');
    await running.idle();
    const first = { user: running.orgs.main()?.user.id };
    expect((await theProposal(running, 'update_contact')).status).toMatchObject({
      state: 'written',
      decision: { by: { name: 'Kit Moran' }, first, signedIn: true },
    });
    const [line] = await journalOf(running, 'proposal.approved');
    expect(line?.summary).toMatch(/approved by two people: .+ and Kit Moran, who signed in for it$/);

    const [token = ''] = tokens.slice(before);
    const known = await fetch(`${org.url}/services/oauth2/userinfo`, { headers: { authorization: `Bearer ${token}` } });
    expect(known.status).toBe(403);
    const secret = token.split('!')[1] ?? '';
    expect(secret.length).toBeGreaterThan(40);
    expect(world.logs.join('\n')).not.toContain(secret);
    await running.stop();
    expect(filesHolding(world.folder, secret)).toEqual([]);
  });

  test('is somebody else of this org: the same user is refused, and another org’s, which the journal says, and nothing is approved', async () => {
    const { org, running, elsewhere } = await deskForTwo();
    const once = await signedOnce(running);
    const same = countersign(running, once, (address) => signInAs(org.username, address));
    await expect(same).rejects.toThrow(/approved it already\. Somebody else has to sign in/);
    expect((await theProposal(running, 'update_contact')).status.state).toBe('waiting');
    expect(await journalOf(running, 'proposal.signature-refused')).toHaveLength(1);
    elsewhere.org = '00D000000000009EAA';
    const stranger = countersign(running, once, (address) => signInAs(kit, address));
    await expect(stranger).rejects.toThrow(/Lee signed in to another org/);
    expect((await theProposal(running, 'update_contact')).status.state).toBe('waiting');
  });

  test('can say no, and can be given up; then nothing is approved and nobody listens any more', async () => {
    const { running } = await deskForTwo();
    const once = await signedOnce(running);
    await expect(countersign(running, once, (address) => signInAs(kit, address, 'deny'))).rejects.toThrow();
    const leaving = new AbortController();
    const { countersign: route } = running.router.proposals;
    const steps = await route.callable()({ proposal: once.id, revision: once.revision }, { signal: leaving.signal });
    const first = signingProgress.parse((await steps.next()).value);
    const address = first.step === 'waiting' ? new URL(first.address) : null;
    await steps.return(undefined);
    const back = address?.searchParams.get('redirect_uri') ?? '';
    await expect(fetch(back)).rejects.toThrow();
    expect((await theProposal(running, 'update_contact')).status.state).toBe('waiting');
  });

  test('signs what the first person saw: an edit takes the first signature away', async () => {
    const { running } = await deskForTwo();
    const once = await signedOnce(running);
    const edited = await approve(running, once, { Phone: '+14155550199' });
    expect(edited.status).toMatchObject({ confirming: true });
    expect(edited.firstApproval).toBeUndefined();
    await expect(countersign(running, once, (address) => signInAs(kit, address))).rejects.toThrow(/changed/);
    await expect(countersign(running, edited, (address) => signInAs(kit, address))).rejects.toThrow(/Approve it first/);
    const signed = await approve(running, edited);
    expect(await countersign(running, signed, (address) => signInAs(kit, address))).toContain('done');
    await running.idle();
    const { status } = await theProposal(running, 'update_contact');
    expect(status).toMatchObject({
      state: 'written',
      decision: { kind: 'edited' },
      result: { fields: { Phone: '+1 415 555 0199' } },
    });
  });
});
