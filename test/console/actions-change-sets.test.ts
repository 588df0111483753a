import { describe, expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import type { OrgMetadata } from '../../electron/practice/org/metadata/org-metadata.ts';
import type { PracticeOrg } from '../../electron/practice/org/practice-org.ts';
import { rowsOf } from '../support/org-requests.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
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

const stranger = callEvent('start', danaCalls('+14155550000', null));

/** A stranger's contact, the case of that contact and a comment on that case, as one agent asks for them. */
async function changeSet(
  metadata: OrgMetadata = {},
  folder = temporaryFolder(),
): Promise<{ org: PracticeOrg; running: Console; effects(): unknown[] }> {
  const org = await testOrg(metadata);
  const running = await testConsole(org, folder);
  await deliver(running, stranger, asks('t1', 'create_contact', { last_name: 'Quill', email: 'tara@quill.example' }));
  await deliver(running, asks('t2', 'create_case', { subject: 'Where is my lamp?' }));
  const { reference } = await theProposal(running, 'create_case');
  await deliver(running, asks('t3', 'add_comment', { record_id: reference, comment: 'She is in a hurry.' }));
  const before = org.effects().length;
  return { org, running, effects: () => org.effects().slice(before) };
}

describe('the proposals of one call', () => {
  test('say what they come after', async () => {
    const { running } = await changeSet();
    const contact = await theProposal(running, 'create_contact');
    const of = await theProposal(running, 'create_case');
    const comment = await theProposal(running, 'add_comment');
    expect(contact.after).toEqual([]);
    expect(of.after).toEqual([
      { proposal: contact.id, reference: contact.reference, label: 'Create contact', field: 'ContactId' },
    ]);
    expect(of.values.find(({ field }) => field === 'ContactId')).toMatchObject({
      display: `the contact of ${contact.reference}`,
      invalid: null,
    });
    expect(comment.after).toMatchObject([{ proposal: of.id, field: 'ParentId' }]);
    expect([contact, of, comment].map(({ readiness }) => readiness.state)).toEqual(['ready', 'ready', 'ready']);
  });

  test('are sent in their order, whatever the order in which they are approved', async () => {
    const { org, running, effects } = await changeSet();
    expect((await approved(running, await theProposal(running, 'add_comment'))).status).toMatchObject({
      state: 'approved',
      problem: { message: expect.stringContaining('comes after') },
    });
    expect((await approved(running, await theProposal(running, 'create_case'))).status.state).toBe('approved');
    expect(effects()).toEqual([]);
    expect((await approved(running, await theProposal(running, 'create_contact'))).status.state).toBe('written');
    await running.idle();
    expect((await theProposal(running, 'create_case')).status.state).toBe('written');
    expect((await theProposal(running, 'add_comment')).status.state).toBe('written');
    expect(effects()).toHaveLength(3);
    expect(
      await rowsOf(
        org,
        "SELECT Parent.Subject, Parent.Contact.Email FROM CaseComment WHERE CommentBody LIKE '%hurry%'",
      ),
    ).toMatchObject([{ Parent: { Subject: 'Where is my lamp?', Contact: { Email: 'tara@quill.example' } } }]);
  });

  test('wait again, with the reason, where what they come after is rejected, and nothing is sent', async () => {
    const { running, effects } = await changeSet();
    await approved(running, await theProposal(running, 'create_case'));
    const contact = await theProposal(running, 'create_contact');
    await running.proposals.reject(contact.id, contact.revision, { preset: 'not-said', text: '' }, sam);
    await running.idle();
    const of = await theProposal(running, 'create_case');
    expect(of.status).toMatchObject({
      state: 'waiting',
      problem: {
        message: expect.stringMatching(/comes after P-\d+ Create contact, which was rejected/),
        next: 'reload-record',
      },
    });
    await expect(approved(running, of)).rejects.toThrow('was rejected');
    // Read again, it is a case without a contact, and can be approved as such.
    await running.proposals.reopen(of.id, of.revision);
    await running.idle();
    const again = await theProposal(running, 'create_case');
    expect(again).toMatchObject({ after: [], readiness: { state: 'ready' } });
    expect(effects()).toEqual([]);
    expect((await approved(running, again)).status.state).toBe('written');
  });

  test('wait again where Salesforce refuses what they come after, and follow once it is fixed', async () => {
    const rule = {
      object: 'Contact',
      name: 'NoQuill',
      when: "LastName = 'Quill'",
      message: 'No Quills',
      field: 'LastName',
    };
    const { running, effects } = await changeSet({ validationRules: [rule] });
    await approved(running, await theProposal(running, 'create_case'));
    const failed = await approved(running, await theProposal(running, 'create_contact'));
    expect(failed.status.state).toBe('failed');
    const of = await theProposal(running, 'create_case');
    expect(of.status).toMatchObject({ state: 'waiting', problem: { message: expect.stringContaining('No Quills') } });
    expect(effects()).toEqual([]);
    await running.proposals.reopen(failed.id, failed.revision);
    await running.idle();
    const fixed = await theProposal(running, 'create_contact');
    await approved(running, await theProposal(running, 'create_case'));
    await running.proposals.approve(fixed.id, fixed.revision, { LastName: 'Quinn' }, sam);
    await running.idle();
    expect((await theProposal(running, 'create_case')).status.state).toBe('written');
    expect(effects()).toHaveLength(2);
  });

  test('are sent in order after a restart', async () => {
    const folder = temporaryFolder();
    const { org, running, effects } = await changeSet({}, folder);
    org.faults.add({ match: { path: '/composite' }, times: 1, fault: { kind: 'lock' } });
    await approved(running, await theProposal(running, 'create_case'));
    await approved(running, await theProposal(running, 'create_contact'));
    expect(effects()).toEqual([]);
    await running.stop();
    const second = await testConsole(org, folder);
    await second.idle();
    expect((await theProposal(second, 'create_contact')).status.state).toBe('written');
    expect((await theProposal(second, 'create_case')).status.state).toBe('written');
    expect(effects()).toHaveLength(2);
  });

  test('are refused where they name a proposal of another call, or one of another kind', async () => {
    const { running } = await changeSet();
    const contact = await theProposal(running, 'create_contact');
    await deliver(
      running,
      asks('t4', 'create_object', { object: 'Task', fields: { WhatId: contact.reference } }),
      asks('t5', 'create_object', { object: 'Opportunity', fields: { Name: 'X', AccountId: 'P-9999' } }),
    );
    const stored = await running.store.db
      .selectFrom('proposals')
      .select('body')
      .where('action', '=', 'create_object')
      .execute();
    const messages = stored.flatMap(({ body }) =>
      JSON.parse(body).values.map(({ invalid }: { invalid: string }) => invalid),
    );
    expect(messages).toContain(`Related To ID takes no contact (${contact.reference}).`);
    expect(messages).toContain('“P-9999” is not a proposal of this call.');
  });
});

const links = ['create_contact', 'create_case', 'add_comment'];

/** The last first: none of them leaves before the first of them was approved. */
async function approveTogether(running: Console): Promise<void> {
  for (const action of links.toReversed()) await approved(running, await theProposal(running, action));
  await running.idle();
}

const statesOf = (running: Console) =>
  Promise.all(links.map(async (action) => (await theProposal(running, action)).status.state));

const theComment = "SELECT Parent.Subject, Parent.Contact.Email FROM CaseComment WHERE CommentBody LIKE '%hurry%'";
const written = [{ Parent: { Subject: 'Where is my lamp?', Contact: { Email: 'tara@quill.example' } } }];
const composite = { method: 'POST', path: '/composite' };

describe('proposals of one call that are approved together', () => {
  test('are sent as one request, and each tells what was written', async () => {
    const { org, running, effects } = await changeSet();
    await approveTogether(running);
    expect(await statesOf(running)).toEqual(['written', 'written', 'written']);
    expect(effects()).toHaveLength(3);
    expect(await rowsOf(org, theComment)).toMatchObject(written);
    const of = await theProposal(running, 'create_case');
    const contact = await theProposal(running, 'create_contact');
    const made = 'result' in contact.status ? contact.status.result.record.id : '';
    expect(of.status).toMatchObject({ result: { fields: { ContactId: made }, settled: false } });
  });

  test('are written not at all where Salesforce refuses one of them, and all of them once that is fixed', async () => {
    const rule = { object: 'CaseComment', name: 'Calm', when: "CommentBody LIKE '%hurry%'", message: 'Stay calm' };
    const { org, running, effects } = await changeSet({ validationRules: [{ ...rule, field: 'CommentBody' }] });
    await approveTogether(running);
    expect(await statesOf(running)).toEqual(['failed', 'waiting', 'failed']);
    expect(effects()).toEqual([]);
    const contact = await theProposal(running, 'create_contact');
    expect(contact.status).toMatchObject({
      problem: { message: expect.stringMatching(/^Not written, because another part .*Stay calm/), next: 'retry' },
    });
    expect((await theProposal(running, 'create_case')).status).toMatchObject({
      problem: { message: expect.stringContaining('comes after') },
    });
    for (const action of ['create_contact', 'add_comment']) {
      const { id, revision } = await theProposal(running, action);
      await running.proposals.reopen(id, revision);
      await running.idle();
    }
    const comment = await theProposal(running, 'add_comment');
    await running.proposals.approve(comment.id, comment.revision, { CommentBody: 'No haste' }, sam);
    for (const action of ['create_case', 'create_contact']) await approved(running, await theProposal(running, action));
    expect(await statesOf(running)).toEqual(['written', 'written', 'written']);
    expect(effects()).toHaveLength(3);
    expect(await rowsOf(org, "SELECT Id FROM Contact WHERE LastName = 'Quill'")).toHaveLength(1);
  });

  test.each([
    ['a row was locked', { kind: 'lock' }],
    ['the requests of the day were used up', { kind: 'status', status: 403 }],
    ['the connection broke after it was written', { kind: 'reset-after-commit' }],
  ] as const)('are written once, all of them, where %s', async (_, fault) => {
    const folder = temporaryFolder();
    const { org, running, effects } = await changeSet({}, folder);
    org.faults.add({ match: composite, times: 1, fault });
    await approveTogether(running);
    expect(effects()).toHaveLength(fault.kind === 'reset-after-commit' ? 3 : 0);
    await running.stop();
    const second = await testConsole(org, folder);
    await second.idle();
    expect(await statesOf(second)).toEqual(['written', 'written', 'written']);
    expect(await rowsOf(org, theComment)).toMatchObject(written);
    expect(effects()).toHaveLength(3);
  });

  test('lose nothing where the connection broke before; whether the comment arrived, a person says', async () => {
    const folder = temporaryFolder();
    const { org, running, effects } = await changeSet({}, folder);
    org.faults.add({ match: composite, times: 1, fault: { kind: 'reset-before-commit' } });
    await approveTogether(running);
    await running.stop();
    const second = await testConsole(org, folder);
    await second.idle();
    expect(await statesOf(second)).toEqual(['written', 'written', 'uncertain']);
    expect(effects()).toHaveLength(2);
    const { id, revision } = await theProposal(second, 'add_comment');
    await second.proposals.settleByHand(id, revision, false);
    await second.idle();
    expect(await statesOf(second)).toEqual(['written', 'written', 'written']);
    expect(effects()).toHaveLength(3);
    expect(await rowsOf(org, theComment)).toMatchObject(written);
  });
});
