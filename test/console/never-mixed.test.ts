import { expect, onTestFinished, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import type { PracticeOrg } from '../../electron/practice/org/practice-org.ts';
import { startPracticeOrg } from '../../electron/practice/org/start-practice-org.ts';
import { openConnection } from '../../electron/salesforce/open-connection.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { allowing, customerOrg, orgConsole, signedInTo, testKeyring } from '../support/org-console.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { allProposals, asks, callEvent, danaCalls, deliver, testOrg, theProposal } from '../support/test-console.ts';

function approve(running: Console, of: Proposal): Promise<Proposal> {
  return running.router.proposals.approve.callable()({ proposal: of.id, revision: of.revision, edits: null });
}

/** Calls of which each asks for a new title of Dana Reyes, who has the same id in every practice org. */
async function callsAsking(running: Console, titles: readonly string[]): Promise<void> {
  for (const title of titles) {
    const call = { call: title };
    await deliver(
      running,
      { ...callEvent('start', danaCalls()), ...call },
      { ...asks('t1', 'update_contact', { title }), ...call },
      { ...asks('t2', 'create_case', { subject: title, description: title }), ...call },
    );
  }
}

function titlesIn(org: PracticeOrg): unknown[] {
  return org
    .effects()
    .flatMap(({ fields }) => (fields.Title === undefined ? [] : [fields.Title]))
    .sort();
}

function subjectsIn(org: PracticeOrg): unknown[] {
  return org
    .effects()
    .flatMap(({ fields, headers }) => ('Sforce-Auto-Assign' in headers && fields.Subject ? [fields.Subject] : []))
    .sort();
}

test('writes to two orgs that are approved in one go reach each their own, though their records have the same ids', async () => {
  const practice = await testOrg();
  const { org, port } = await customerOrg();
  const running = await orgConsole({ org: practice, loginPorts: [port], openBrowser: allowing(org) });
  await callsAsking(running, ['Here 1', 'Here 2', 'Here 3']);
  await signedInTo(running, org);
  await callsAsking(running, ['There 1', 'There 2', 'There 3']);
  const waiting = await allProposals(running);
  expect(new Set(waiting.map(({ org: of, record }) => `${of} ${record?.id}`)).size).toBeGreaterThan(2);
  expect(new Set(waiting.flatMap(({ record }) => record?.id ?? [])).size).toBe(1);
  await Promise.all(waiting.map((of) => approve(running, of)));
  await running.idle();
  // Of three on one record some find it changed, and ask again: all the same, nothing went astray.
  expect(titlesIn(practice).every((title) => String(title).startsWith('Here'))).toBe(true);
  expect(titlesIn(org).every((title) => String(title).startsWith('There'))).toBe(true);
  expect(subjectsIn(practice)).toEqual(['Here 1', 'Here 2', 'Here 3']);
  expect(subjectsIn(org)).toEqual(['There 1', 'There 2', 'There 3']);
});

test('an address that answers as another org than before gets nothing of what was approved', async () => {
  const { org, port } = await customerOrg();
  // A sandbox that was refreshed has its old address and a new id.
  const other = await startPracticeOrg({ organizationId: '00DXx0000000003' });
  onTestFinished(() => other.stop());
  const options = {
    org: await testOrg(),
    dataFolder: temporaryFolder(),
    secretBox: testKeyring(),
    loginPorts: [port],
    openBrowser: allowing(org),
  };
  const first = await orgConsole(options);
  const { id } = await signedInTo(first, org);
  await callsAsking(first, ['Meant for the first']);
  org.faults.add({ match: { method: 'PATCH' }, times: 100, fault: { kind: 'status', status: 503 } });
  await approve(first, await theProposal(first, 'update_contact'));
  await first.idle();
  await first.stop();

  const second = await orgConsole({
    ...options,
    open: (of) =>
      openConnection(
        of.instanceUrl === org.url ? { ...of, instanceUrl: other.url, accessToken: other.accessToken } : of,
      ),
  });
  await expect
    .poll(() => second.orgs.all().find((each) => each.org.id === id)?.state)
    .toMatchObject({ state: 'signed-out', message: expect.stringContaining('leads to another org') });
  await second.idle();
  await expect(approve(second, await theProposal(second, 'create_case'))).rejects.toMatchObject({
    data: { next: 'reconnect', message: expect.stringContaining('leads to another org') },
  });
  await second.idle();
  const states = (await allProposals(second)).map(({ org: of, status }) => [of, status.state]);
  expect(states).toEqual([
    [id, 'approved'],
    [id, 'waiting'],
  ]);
  expect([...titlesIn(other), ...subjectsIn(other), ...titlesIn(org), ...subjectsIn(org)]).toEqual([]);
});

test('a proposal by hand for a call of another org is refused', async () => {
  const practice = await testOrg();
  const { org, port } = await customerOrg();
  const running = await orgConsole({ org: practice, loginPorts: [port], openBrowser: allowing(org) });
  await callsAsking(running, ['Here']);
  const { id } = await signedInTo(running, org);
  const [{ call } = { call: null }] = await allProposals(running);
  const propose = running.router.proposals.propose.callable();
  const wanted = { org: id, call, action: 'create_case', object: null, record: null, values: [] };
  await expect(propose(wanted)).rejects.toMatchObject({
    data: { kind: 'not-allowed', message: expect.stringContaining('another org') },
  });
});
