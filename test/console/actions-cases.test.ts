import { describe, expect, test } from 'vitest';
import { askOrg, rowsOf } from '../support/org-requests.ts';
import {
  approved,
  asks,
  callEvent,
  danaCalls,
  deliver,
  sam,
  says,
  testConsole,
  testOrg,
  theProposal,
} from '../support/test-console.ts';

const start = callEvent('start', danaCalls());
const danasCase = "SELECT Id, CaseNumber, ContactId, Status, Priority FROM Case WHERE Contact.Name = 'Dana Reyes'";

describe('a case that is open already', () => {
  test('is updated where the caller has only the one', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const [open] = await rowsOf(org, danasCase);
    await deliver(running, start, asks('t1', 'update_case', { priority: 'High' }));
    const of = await theProposal(running, 'update_case');
    expect(of.record).toMatchObject({ id: open.Id, name: open.CaseNumber, detail: 'Lamp damaged in transit' });
    expect(of.recordReason).toBe("the caller's only open case");
    expect((await approved(running, of)).status).toMatchObject({ state: 'written' });
    expect(await rowsOf(org, danasCase)).toMatchObject([{ Priority: 'High' }]);
  });

  test('takes a comment, internal unless it is asked to be public', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const [open] = await rowsOf(org, danasCase);
    await deliver(running, start, asks('t1', 'add_comment', { comment: 'She is still waiting.' }));
    const of = await theProposal(running, 'add_comment');
    expect(of.values).toMatchObject([
      { field: 'CommentBody', value: 'She is still waiting.' },
      { field: 'IsPublished', value: false, origin: 'defaulted' },
      { field: 'ParentId', value: open.Id, display: `${open.CaseNumber} · Lamp damaged in transit` },
    ]);
    await approved(running, of);
    expect(
      await rowsOf(org, `SELECT CommentBody, IsPublished FROM CaseComment WHERE ParentId = '${open.Id}'`),
    ).toMatchObject([{ CommentBody: 'She is still waiting.', IsPublished: false }]);
  });

  test('is found by its number without the leading zeros, and by its id', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const [lee] = await rowsOf(org, "SELECT Id, CaseNumber FROM Case WHERE Contact.Name = 'Lee Okafor'");
    await deliver(
      running,
      start,
      asks('t1', 'update_case', { case_number: String(Number(lee.CaseNumber)), priority: 'Low' }),
      asks('t2', 'add_comment', { record_id: lee.Id.slice(0, 15), comment: 'Hello' }),
    );
    expect((await theProposal(running, 'update_case')).record?.id).toBe(lee.Id);
    expect((await theProposal(running, 'add_comment')).record?.id).toBe(lee.Id);
  });

  test('is asked for where the caller has several, and the one that is chosen is taken', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const [open] = await rowsOf(org, danasCase);
    await askOrg(org, 'POST', '/sobjects/Case', { Subject: 'Second', ContactId: open.ContactId });
    await deliver(
      running,
      start,
      asks('t1', 'update_case', { priority: 'High' }),
      asks('t2', 'add_comment', { comment: 'Hello' }),
    );
    const update = await theProposal(running, 'update_case');
    expect(update.readiness).toEqual({ state: 'needs-record' });
    expect(update.candidates?.map(({ detail }) => detail)).toEqual(['Second', 'Lamp damaged in transit']);
    expect(update.candidates?.[1]?.facts).toContainEqual({
      field: 'Status',
      label: 'Status',
      type: 'picklist',
      value: 'Working',
    });
    const comment = await theProposal(running, 'add_comment');
    expect(comment.readiness).toMatchObject({
      state: 'blocked',
      problem: { next: 'edit', fields: [{ field: 'ParentId', message: expect.stringContaining('2 open cases fit') }] },
    });
    const second = update.candidates?.[0];
    if (!second) throw new Error('no candidate');
    await running.proposals.chooseRecord(comment.id, comment.revision, second);
    await running.idle();
    const chosen = await theProposal(running, 'add_comment');
    expect(chosen.readiness).toEqual({ state: 'ready' });
    await approved(running, chosen);
    expect(await rowsOf(org, `SELECT Id FROM CaseComment WHERE ParentId = '${second.id}'`)).toHaveLength(1);
  });

  test('can be named in the edit form of a comment', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const [open] = await rowsOf(org, danasCase);
    await deliver(
      running,
      callEvent('start', danaCalls('+14155550000', null)),
      asks('t1', 'add_comment', { comment: 'Hi' }),
    );
    const of = await theProposal(running, 'add_comment');
    await running.proposals.approve(of.id, of.revision, { ParentId: open.Id }, sam);
    await running.idle();
    expect((await theProposal(running, 'add_comment')).status).toMatchObject({ state: 'written' });
  });

  test('takes no comment of more than 4,000 bytes, whatever the number of characters', async () => {
    const running = await testConsole(await testOrg());
    await deliver(running, start, asks('t1', 'add_comment', { comment: 'é'.repeat(2001) }));
    const of = await theProposal(running, 'add_comment');
    expect(of.values[0]?.invalid).toContain('2 bytes too long (at most 4,000');
    await expect(running.proposals.approve(of.id, of.revision, null, sam)).rejects.toThrow('too long');
  });

  test('is proposed to be closed when the caller asks for it', async () => {
    const running = await testConsole(await testOrg());
    await deliver(running, start, says(1, 'caller', 'The lamp came, please close my ticket.'));
    const of = await theProposal(running, 'update_case');
    expect(of.values).toMatchObject([{ field: 'Status', value: 'Closed', resolvedFrom: expect.any(String) }]);
    expect(of.record?.detail).toBe('Lamp damaged in transit');
  });
});

describe('a record id that an agent names', () => {
  test.each([
    ['of another object', '003000000000001AAA', 'does not belong to a case'],
    ['with a wrong checksum', '500000000000001AAB', 'not a Salesforce record id'],
    ['that is none', "5' OR Name != '", 'not a Salesforce record id'],
  ])('%s is refused before anything is asked of Salesforce', async (_, record_id, message) => {
    const running = await testConsole(await testOrg());
    await deliver(running, start, asks('t1', 'update_case', { record_id, priority: 'High' }));
    expect((await theProposal(running, 'update_case')).readiness).toMatchObject({
      state: 'blocked',
      problem: { message: expect.stringContaining(message), next: 'choose-record' },
    });
  });
});
