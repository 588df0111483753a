import { call } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import { loadProposal } from '../../electron/proposals/proposal-store.ts';
import type { ByHand } from '../../shared/contract/by-hand-contract.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { rowsOf } from '../support/org-requests.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { sam, testConsole, testOrg } from '../support/test-console.ts';

type Org = Awaited<ReturnType<typeof testOrg>>;

async function stored(running: Console, id: string): Promise<Proposal> {
  const found = await loadProposal(running.store.db, id);
  if (!found) throw new Error('not there');
  return found.proposal;
}

const typed = (fields: Record<string, string | null>) =>
  Object.entries(fields).map(([field, value]) => ({ field, value, evidence: null }));

async function proposed(running: Console, wanted: Partial<ByHand> & { action: string }): Promise<Proposal> {
  const made = await call(running.router.proposals.propose, { call: null, record: null, values: [], ...wanted });
  await running.idle();
  return stored(running, made.id);
}

async function approved(running: Console, id: string): Promise<Proposal> {
  const of = await stored(running, id);
  await running.proposals.approve(of.id, of.revision, null, sam);
  await running.idle();
  return stored(running, id);
}

async function undone(running: Console, of: Proposal): Promise<Proposal> {
  const reverse = await call(running.router.proposals.undo, { proposal: of.id, revision: of.revision });
  await running.idle();
  return stored(running, reverse.id);
}

async function dana(org: Org): Promise<RecordRef> {
  const [row] = await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
  return { object: 'Contact', id: row.Id, name: 'Dana Reyes', detail: null };
}

const department = async (org: Org) =>
  (await rowsOf(org, "SELECT Department, Title FROM Contact WHERE Name = 'Dana Reyes'"))[0];

async function written(running: Console, org: Org): Promise<Proposal> {
  const values = typed({ Department: 'Purchasing', Title: 'Head of purchasing' });
  const wanted = { action: 'update_object', object: 'Contact', record: await dana(org), values };
  return approved(running, (await proposed(running, wanted)).id);
}

describe('an undo of an update', () => {
  test('is a proposal of its own, which restores the fields it wrote and makes the first one undone', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const before = await department(org);
    const of = await written(running, org);
    expect(of.status.state).toBe('written');
    const reverse = await undone(running, of);
    expect(reverse).toMatchObject({
      askers: [{ kind: 'supervisor' }],
      operation: 'update',
      undoes: { proposal: of.id },
      readiness: { state: 'ready' },
      status: { state: 'waiting', conflict: null },
    });
    expect((await approved(running, reverse.id)).status.state).toBe('written');
    expect(await department(org)).toMatchObject({ Department: before.Department, Title: before.Title });
    expect((await stored(running, of.id)).status).toMatchObject({ state: 'undone', by: reverse.id });
  }, 30_000);

  test('asks with what others made of it, where a field it wrote was changed since', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const of = await written(running, org);
    const values = typed({ Department: 'Sales' });
    const other = { action: 'update_object', object: 'Contact', record: await dana(org), values };
    await approved(running, (await proposed(running, other)).id);
    const reverse = await undone(running, of);
    expect(reverse.status).toMatchObject({ state: 'waiting', conflict: ['Department'] });
    expect(reverse.base?.fields.Department).toBe('Purchasing');
    expect(reverse.current?.fields.Department).toBe('Sales');
  }, 30_000);

  test('is asked for once, and cannot be written in part', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const of = await written(running, org);
    const reverse = await undone(running, of);
    expect((await undone(running, await stored(running, of.id))).id).toBe(reverse.id);
    const edits = { Department: 'Half' };
    await expect(running.proposals.approve(reverse.id, reverse.revision, edits, sam)).rejects.toThrow(/all that was/);
  }, 30_000);
});

describe('an undo of a new record', () => {
  test('deletes it, asked for twice', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const of = await approved(
      running,
      (await proposed(running, { action: 'create_case', values: typed({ Subject: 'Lamp' }) })).id,
    );
    expect(of.status.state).toBe('written');
    const reverse = await undone(running, of);
    expect(reverse).toMatchObject({ operation: 'delete', readiness: { state: 'ready' } });
    expect((await approved(running, reverse.id)).status).toMatchObject({ state: 'waiting', confirming: true });
    expect((await approved(running, reverse.id)).status.state).toBe('written');
    expect(await rowsOf(org, "SELECT Id FROM Case WHERE Subject = 'Lamp'")).toEqual([]);
    const after = await stored(running, of.id);
    expect(after.status.state).toBe('undone');
    await expect(undone(running, after)).rejects.toMatchObject({ data: { code: 'no-undo' } });
  }, 30_000);
});

describe('the time to think again', () => {
  test('keeps an approval from being sent, and takes it back to waiting', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    await call(running.router.preferences.write, { theme: 'system', singleKeys: true, cancelSeconds: 10 });
    const values = typed({ Department: 'Purchasing' });
    const wanted = { action: 'update_object', object: 'Contact', record: await dana(org), values };
    const kept = await approved(running, (await proposed(running, wanted)).id);
    expect(kept.status).toMatchObject({ state: 'approved', sendAt: expect.any(Number) });
    await call(running.router.proposals.cancelSending, { proposal: kept.id, revision: kept.revision });
    await running.idle();
    const taken = await stored(running, kept.id);
    expect(taken).toMatchObject({ status: { state: 'waiting' }, personDecides: expect.any(String) });
    expect(taken.revision).toBeGreaterThan(kept.revision);
    expect((await department(org)).Department).not.toBe('Purchasing');
    const late = call(running.router.proposals.cancelSending, { proposal: kept.id, revision: kept.revision });
    await expect(late).rejects.toMatchObject({ data: { code: 'stale' } });
  }, 30_000);

  test('is kept by a console that is started again', async () => {
    const org = await testOrg();
    const folder = temporaryFolder();
    const running = await testConsole(org, folder);
    await call(running.router.preferences.write, { theme: 'system', singleKeys: true, cancelSeconds: 10 });
    const values = typed({ Department: 'Purchasing' });
    const wanted = { action: 'update_object', object: 'Contact', record: await dana(org), values };
    const kept = await approved(running, (await proposed(running, wanted)).id);
    await running.stop();
    const again = await testConsole(org, folder);
    await again.idle();
    expect((await stored(again, kept.id)).status.state).toBe('approved');
    expect((await department(org)).Department).not.toBe('Purchasing');
  }, 30_000);
});
