import { call } from '@orpc/server';
import { expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import { insertProposal, loadProposal } from '../../electron/proposals/proposal-store.ts';
import type { BulkStep } from '../../shared/contract/bulk-contract.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { rowsOf } from '../support/org-requests.ts';
import { sampleProposal } from '../support/sample-proposal.ts';
import { testConsole, testOrg } from '../support/test-console.ts';

async function stored(running: Console, id: string): Promise<Proposal> {
  const found = await loadProposal(running.store.db, id);
  if (!found) throw new Error('not there');
  return found.proposal;
}

async function cases(running: Console, count: number): Promise<Proposal[]> {
  const made: Proposal[] = [];
  for (let at = 0; at < count; at += 1) {
    const values = [{ field: 'Subject', value: `Bulk lamp ${at}`, evidence: null }];
    made.push(
      await call(running.router.proposals.propose, { call: null, record: null, action: 'create_case', values }),
    );
  }
  await running.idle();
  return Promise.all(made.map(({ id }) => stored(running, id)));
}

const orders = (proposals: readonly Proposal[]) => proposals.map(({ id, revision }) => ({ proposal: id, revision }));

async function stepsOf(steps: Promise<AsyncIterable<BulkStep>>): Promise<BulkStep[]> {
  const told: BulkStep[] = [];
  for await (const step of await steps) told.push(step);
  return told;
}

test('many are approved in chunks, with a line for each, and all of them are written', async () => {
  const org = await testOrg();
  const running = await testConsole(org);
  const made = await cases(running, 30);
  const steps = await stepsOf(call(running.router.proposals.approveMany, { proposals: orders(made) }));
  expect(steps.map(({ done, total }) => [done, total])).toEqual([
    [25, 30],
    [30, 30],
  ]);
  expect(steps.flatMap(({ lines }) => lines).every(({ outcome }) => outcome === 'approved')).toBe(true);
  await running.idle();
  expect(await rowsOf(org, "SELECT Id FROM Case WHERE Subject LIKE 'Bulk lamp %'")).toHaveLength(30);
}, 60_000);

test('what changed since, or is a deletion, is left out and says so', async () => {
  const org = await testOrg();
  const running = await testConsole(org);
  const [first, second] = await cases(running, 2);
  if (!first || !second) throw new Error('not made');
  const [row] = await rowsOf(org, "SELECT Id FROM Case WHERE Contact.Name = 'Dana Reyes'");
  const record = { object: 'Case', id: row.Id, name: 'A case', detail: null };
  const wanted = { call: null, record, action: 'delete_object', object: 'Case', values: [] };
  const made = await call(running.router.proposals.propose, wanted);
  await running.idle();
  const deletion = await stored(running, made.id);
  const given = [...orders([first, deletion]), { proposal: second.id, revision: second.revision - 1 }];
  const [step] = await stepsOf(call(running.router.proposals.approveMany, { proposals: given }));
  expect(step?.lines).toMatchObject([
    { outcome: 'approved', why: null },
    { outcome: 'left-out', why: 'A deletion is approved by itself.' },
    { outcome: 'left-out', why: 'It changed while you were looking.' },
  ]);
  expect((await stored(running, deletion.id)).status).toMatchObject({ state: 'waiting' });
  expect((await stored(running, deletion.id)).status).not.toHaveProperty('confirming');
}, 30_000);

test('whoever stops reading stops it: what was decided stays, the rest waits', async () => {
  const running = await testConsole(await testOrg());
  const made = await cases(running, 30);
  const rejection = { preset: 'other' as const, text: 'Made twice' };
  const stop = new AbortController();
  const input = { proposals: orders(made), rejection };
  for await (const _ of await call(running.router.proposals.rejectMany, input, { signal: stop.signal })) stop.abort();
  const states = await Promise.all(made.map(async ({ id }) => (await stored(running, id)).status.state));
  expect(states.filter((state) => state === 'rejected')).toHaveLength(25);
  expect(states.filter((state) => state === 'waiting')).toHaveLength(5);
}, 60_000);

test('proposals of an org of another kind are refused with all of it, whatever the window sends', async () => {
  const running = await testConsole(await testOrg());
  const [first] = await cases(running, 1);
  const other = sampleProposal({ id: 'elsewhere', org: '00D00000000OTHERAAA', call: null });
  const { store } = running;
  await store.transact((tx) => insertProposal(store, tx, { proposal: other, requested: [], matter: '' }, 9000));
  const proposals = orders([...(first ? [first] : []), other]);
  await expect(stepsOf(call(running.router.proposals.approveMany, { proposals }))).rejects.toMatchObject({
    data: { code: 'mixed' },
  });
  expect((await stored(running, first?.id ?? '')).status.state).toBe('waiting');
}, 30_000);
