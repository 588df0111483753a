import { describe, expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import type { OrgMetadata } from '../../electron/practice/org/metadata/org-metadata.ts';
import { loadProposal } from '../../electron/proposals/proposal-store.ts';
import { bulkBar } from '../../shared/model/bulk.ts';
import type { Duplicates } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { rowsOf } from '../support/org-requests.ts';
import {
  allProposals,
  approved,
  asks,
  callEvent,
  danaCalls,
  deliver,
  sam,
  testConsole,
  testOrg,
  theProposal,
} from '../support/test-console.ts';

const stranger = danaCalls('+14155559999', null);
const twin = { first_name: 'Dana', last_name: 'Reyes', email: 'twin@example.com' };

function rule(action: 'alert' | 'block'): OrgMetadata {
  return {
    duplicateRules: [{ object: 'Contact', name: 'SameName', fields: ['FirstName', 'LastName'], action }],
  };
}

async function refusedCreate(action: 'alert' | 'block') {
  const org = await testOrg(rule(action));
  const running = await testConsole(org);
  await deliver(running, callEvent('start', stranger), asks('t1', 'create_contact', twin));
  const made = await approved(running, await theProposal(running, 'create_contact'));
  return { org, running, made, found: duplicatesOf(made) };
}

function duplicatesOf(of: Proposal): Duplicates {
  const found = of.status.state === 'failed' ? of.status.problem.duplicates : undefined;
  if (!found) throw new Error(`no duplicates while ${of.status.state}`);
  return found;
}

async function now(running: Console, id: string): Promise<Proposal> {
  const stored = await loadProposal(running.store.db, id);
  if (!stored) throw new Error('the proposal is gone');
  return stored.proposal;
}

describe('a create that a duplicate rule refuses', () => {
  test('names the records it found, with what they say in the same fields', async () => {
    const { found, made } = await refusedCreate('alert');
    expect(made.status).toMatchObject({ state: 'failed', problem: { code: 'DUPLICATES_DETECTED' } });
    expect(found.allowSave).toBe(true);
    expect(found.matches).toMatchObject([{ record: { object: 'Contact', name: 'Dana Reyes' } }]);
    expect(found.matches[0]?.url).toMatch(/^http.*\/lightning\/r\/Contact\/003\w{15}\/view$/);
    expect(found.matches[0]?.fields).toContainEqual({ field: 'LastName', label: 'Last Name', value: 'Reyes' });
    expect(found.matches[0]?.fields.find(({ field }) => field === 'Email')?.value).not.toBe(twin.email);
  });

  test('is saved anyway once a person says so, and the rule lets it', async () => {
    const { org, running, made } = await refusedCreate('alert');
    await running.proposals.approve(made.id, made.revision, null, sam, { saveAnyway: true });
    await running.idle();
    expect((await now(running, made.id)).status).toMatchObject({ state: 'written', decision: { saveAnyway: true } });
    expect(await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Dana Reyes'")).toHaveLength(2);
    const lines = await running.store.db.selectFrom('journal').select('summary').execute();
    expect(lines.map(({ summary }) => summary)).toContain(
      `${made.reference} Create contact: approved to be saved past the duplicate rule`,
    );
  });

  test('is not saved anyway where the rule blocks, nor where it was edited, nor where nothing was found', async () => {
    const { running, made } = await refusedCreate('block');
    const anyway = { saveAnyway: true };
    await expect(running.proposals.approve(made.id, made.revision, null, sam, anyway)).rejects.toThrow(/does not let/);
    const allowed = await refusedCreate('alert');
    const edits = { Email: 'other@example.com' };
    await expect(
      allowed.running.proposals.approve(allowed.made.id, allowed.made.revision, edits, sam, anyway),
    ).rejects.toThrow(/edited/);
    await deliver(running, asks('t2', 'create_case', { subject: 'Lamp' }));
    const other = await theProposal(running, 'create_case');
    await expect(running.proposals.approve(other.id, other.revision, null, sam, anyway)).rejects.toThrow(
      /No duplicate rule/,
    );
  });

  test('is approved anew, without passing the rule, once it was edited', async () => {
    const { running, made } = await refusedCreate('alert');
    const reopened = await running.proposals.reopen(made.id, made.revision);
    await running.idle();
    const waiting = await now(running, reopened.id);
    await running.proposals.approve(waiting.id, waiting.revision, { Email: 'second@example.com' }, sam);
    await running.idle();
    expect((await now(running, made.id)).status).toMatchObject({
      state: 'failed',
      problem: { code: 'DUPLICATES_DETECTED' },
    });
  });
});

test('creates that leave together are each told what was found for them', async () => {
  const org = await testOrg(rule('alert'));
  const running = await testConsole(org);
  await deliver(
    running,
    callEvent('start', stranger),
    asks('t1', 'create_contact', twin),
    asks('t2', 'create_contact', { ...twin, first_name: 'Priya', last_name: 'Natarajan' }),
    asks('t3', 'create_contact', { ...twin, first_name: 'Nobody', last_name: 'Else' }),
  );
  const all = await allProposals(running);
  await Promise.all(all.map((of) => running.proposals.approve(of.id, of.revision, null, sam)));
  await running.idle();
  const [dana, priya, nobody] = await allProposals(running);
  expect(dana && duplicatesOf(dana).matches.map(({ record }) => record.name)).toEqual(['Dana Reyes']);
  expect(priya && duplicatesOf(priya).matches.map(({ record }) => record.name)).toEqual(['Priya Natarajan']);
  expect(nobody?.status.state).toBe('written');
});

describe('updating the record that was found instead', () => {
  test('proposes the same values with their evidence, for the same askers, and supersedes the create', async () => {
    const { org, running, made, found } = await refusedCreate('alert');
    const id = found.matches[0]?.record.id ?? '';
    const update = await running.proposals.updateInstead(made.id, made.revision, id, sam);
    await running.idle();
    expect((await now(running, made.id)).status).toMatchObject({
      state: 'superseded',
      by: update.id,
      reason: `updates Dana Reyes instead (${update.reference})`,
    });
    const waiting = await now(running, update.id);
    expect(waiting).toMatchObject({ operation: 'update', object: 'Contact', record: { id, name: 'Dana Reyes' } });
    expect(waiting.readiness.state).toBe('ready');
    expect(waiting.askers.map(({ kind }) => kind)).toEqual(['supervisor', 'agent']);
    expect(waiting.values.find(({ field }) => field === 'Email')).toMatchObject({ value: twin.email });
    expect((await approved(running, waiting)).status.state).toBe('written');
    expect(await rowsOf(org, "SELECT Email FROM Contact WHERE Name = 'Dana Reyes'")).toMatchObject([
      { Email: twin.email },
    ]);
  });

  test('lets what comes after the create go to that record, and the same tool call finds the update', async () => {
    const { running, made, found } = await refusedCreate('alert');
    await deliver(running, asks('t2', 'create_case', { subject: 'Lamp is broken' }));
    const id = found.matches[0]?.record.id ?? '';
    const update = await running.proposals.updateInstead(made.id, made.revision, id, sam);
    await running.idle();
    await deliver(running, asks('t1', 'create_contact', twin));
    const all = await allProposals(running);
    expect(all.map(({ action }) => action)).toEqual(['create_contact', 'create_case', update.action]);
    const of = await theProposal(running, 'create_case');
    expect(of.after).toEqual([]);
    expect(of.values.find(({ field }) => field === 'ContactId')?.value).toBe(id);
  });

  test('takes with it what was approved to come after the create, to be approved once more', async () => {
    const org = await testOrg(rule('alert'));
    const running = await testConsole(org);
    await deliver(
      running,
      callEvent('start', stranger),
      asks('t1', 'create_contact', twin),
      asks('t2', 'create_case', { subject: 'Lamp is broken' }),
    );
    const first = await approved(running, await theProposal(running, 'create_case'));
    expect(first.status).toMatchObject({ state: 'approved', problem: { code: 'after' } });
    const made = await approved(running, await theProposal(running, 'create_contact'));
    expect((await now(running, first.id)).status).toMatchObject({ state: 'waiting', problem: { code: 'after' } });
    const id = duplicatesOf(made).matches[0]?.record.id ?? '';
    await running.proposals.updateInstead(made.id, made.revision, id, sam);
    await running.idle();
    const again = await now(running, first.id);
    expect(again.status).toMatchObject({ state: 'waiting', problem: null });
    expect((await approved(running, again)).status.state).toBe('written');
    expect(await rowsOf(org, "SELECT ContactId FROM Case WHERE Subject = 'Lamp is broken'")).toMatchObject([
      { ContactId: id },
    ]);
  });

  test('is refused for a record that was not found, and on an older revision', async () => {
    const { running, made, found } = await refusedCreate('alert');
    const id = found.matches[0]?.record.id ?? '';
    const other = '003000000000001AAA';
    await expect(running.proposals.updateInstead(made.id, made.revision, other, sam)).rejects.toThrow(/none of those/);
    await expect(running.proposals.updateInstead(made.id, made.revision - 1, id, sam)).rejects.toThrow(/decided/);
    expect(await allProposals(running)).toHaveLength(1);
  });
});

describe('a create that looks like what is there', () => {
  const known = { first_name: 'Dana', last_name: 'Reyes', email: 'd.reyes@oldmail.example', phone: '+14155550134' };

  test('says so before anything is sent, with what they share, and is left out of what is decided together', async () => {
    const running = await testConsole(await testOrg());
    await deliver(running, callEvent('start', stranger), asks('t1', 'create_contact', known));
    const of = await theProposal(running, 'create_contact');
    expect(of.like).toMatchObject([
      { record: { name: 'Dana Reyes' }, reasons: expect.arrayContaining(['same e-mail address', 'same name']) },
    ]);
    expect(of.like?.[0]?.fields).toContainEqual({ field: 'LastName', label: 'Last Name', value: 'Reyes' });
    expect(bulkBar(of, 'approve', null)).toBe('Records like it are there already.');
  });

  test('can be an update of that record instead', async () => {
    const running = await testConsole(await testOrg());
    await deliver(
      running,
      callEvent('start', stranger),
      asks('t1', 'create_contact', { ...known, phone: '+14155550199' }),
    );
    const of = await theProposal(running, 'create_contact');
    const record = of.like?.[0]?.record.id ?? '';
    const update = await running.proposals.updateInstead(of.id, of.revision, record, sam);
    await running.idle();
    expect(await now(running, update.id)).toMatchObject({ operation: 'update', record: { id: record } });
    expect((await now(running, of.id)).status).toMatchObject({ state: 'superseded', by: update.id });
  });

  test('is only what nobody is called or reached by yet', async () => {
    const running = await testConsole(await testOrg());
    const nobody = { first_name: 'Zora', last_name: 'Quill', email: 'zora@quill.example' };
    await deliver(running, callEvent('start', stranger), asks('t1', 'create_contact', nobody));
    expect((await theProposal(running, 'create_contact')).like).toEqual([]);
  });
});
