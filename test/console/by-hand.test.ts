import { call } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import { loadProposal } from '../../electron/proposals/proposal-store.ts';
import type { ByHand } from '../../shared/contract/by-hand-contract.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { rowsOf } from '../support/org-requests.ts';
import {
  allProposals,
  asks,
  callEvent,
  danaCalls,
  deliver,
  sam,
  says,
  testConsole,
  testOrg,
} from '../support/test-console.ts';

const start = callEvent('start', danaCalls());
const nothing = { call: null, record: null, values: [] };

/** What a supervisor proposes, made ready. */
async function proposed(running: Console, wanted: Partial<ByHand> & { action: string }): Promise<Proposal> {
  const made = await call(running.router.proposals.propose, { ...nothing, ...wanted });
  await running.idle();
  return now(running, made);
}

async function now(running: Console, { id }: Proposal): Promise<Proposal> {
  const stored = await loadProposal(running.store.db, id);
  if (!stored) throw new Error('not there');
  return stored.proposal;
}

async function approve(running: Console, of: Proposal): Promise<Proposal> {
  await running.proposals.approve(of.id, of.revision, null, sam);
  await running.idle();
  return now(running, of);
}

/** Values by field, without words behind them. */
const typed = (fields: Record<string, string | number | boolean | null>) =>
  Object.entries(fields).map(([field, value]) => ({ field, value, evidence: null }));

async function danas(org: Awaited<ReturnType<typeof testOrg>>): Promise<{ contact: RecordRef; case: RecordRef }> {
  const [contact] = await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
  const [open] = await rowsOf(org, "SELECT Id, CaseNumber FROM Case WHERE Contact.Name = 'Dana Reyes'");
  return {
    contact: { object: 'Contact', id: contact.Id, name: 'Dana Reyes', detail: null },
    case: { object: 'Case', id: open.Id, name: open.CaseNumber, detail: null },
  };
}

describe('a proposal by hand, without a call', () => {
  test('opens a case in the name of the supervisor, and is listed among those without a call', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const of = await proposed(running, { action: 'create_case', values: typed({ Subject: 'Lamp', Priority: 'High' }) });
    expect(of).toMatchObject({
      call: null,
      askers: [{ kind: 'supervisor', name: running.orgs.main()?.user.name }],
      readiness: { state: 'ready' },
    });
    const change = await call(running.router.proposals.watch, { since: 0 });
    for await (const { proposals } of change) {
      expect(proposals).toMatchObject([{ proposal: { id: of.id }, callName: null }]);
      break;
    }
    expect((await approve(running, of)).status.state).toBe('written');
    expect(await rowsOf(org, "SELECT Priority FROM Case WHERE Subject = 'Lamp'")).toMatchObject([{ Priority: 'High' }]);
  });

  test('is one while it waits, however often the very same is asked for, and two where a letter differs', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const { contact, case: open } = await danas(org);
    const wishes = [
      { action: 'create_case', values: typed({ Subject: 'Lamp', Priority: 'High' }) },
      { action: 'delete_object', object: 'Case', record: open },
      { action: 'update_object', object: 'Contact', record: contact, values: typed({ LastName: 'reyes' }) },
    ];
    const [made, ...rest] = await Promise.all(wishes.map((wish) => proposed(running, wish)));
    const again = await Promise.all(wishes.map((wish) => proposed(running, wish)));
    expect(again.map(({ id }) => id)).toEqual([made, ...rest].map((of) => of?.id));
    const corrected = { ...wishes[2], action: 'update_object', values: typed({ LastName: 'REYES' }) };
    expect(again.map(({ id }) => id)).not.toContain((await proposed(running, corrected)).id);
    if (!made) throw new Error('not there');
    await approve(running, await now(running, made));
    const second = { action: 'create_case', values: typed({ Subject: 'Lamp', Priority: 'High' }) };
    expect((await proposed(running, second)).id).not.toBe(made.id);
  });

  test('changes any field of the record that was chosen, shown against it', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const { contact } = await danas(org);
    const values = typed({ Department: 'Purchasing' });
    const of = await proposed(running, { action: 'update_object', object: 'Contact', record: contact, values });
    expect(of).toMatchObject({ record: contact, recordFrom: 'chosen', readiness: { state: 'ready' } });
    expect(of.values).toMatchObject([{ field: 'Department', origin: 'edited', certainty: 'certain' }]);
    await approve(running, of);
    expect(await rowsOf(org, `SELECT Department FROM Contact WHERE Id = '${contact.id}'`)).toMatchObject([
      { Department: 'Purchasing' },
    ]);
  });

  test('takes fields that the action itself does not collect', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const { contact } = await danas(org);
    const values = typed({ Department: 'Purchasing', Email: 'dana@new.example' });
    const of = await proposed(running, { action: 'update_contact', record: contact, values });
    expect(of.values.map(({ field }) => field).sort()).toEqual(['Department', 'Email']);
    expect((await approve(running, of)).status.state).toBe('written');
  });

  test('clears a field', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const { contact } = await danas(org);
    const of = await proposed(running, { action: 'update_contact', record: contact, values: typed({ Email: null }) });
    await approve(running, of);
    expect(await rowsOf(org, `SELECT Email FROM Contact WHERE Id = '${contact.id}'`)).toMatchObject([{ Email: null }]);
  });

  test.each([
    ['makes a record of any object', 'create_object', { object: 'Account' }, { Name: 'Lumen' }, null],
    ['comments on a case', 'add_comment', {}, { CommentBody: 'Called again.' }, 'case'],
    ['puts a topic on a record', 'add_topic', {}, { 'Topic.Name': 'Billing' }, 'contact'],
    ['reads', 'run_soql', {}, { Query: 'SELECT Name FROM Account LIMIT 1' }, null],
    ['makes a lead', 'create_lead', {}, { LastName: 'Okafor', Company: 'Okafor Ltd' }, null],
  ] as const)('%s', async (_, action, rest, values, about) => {
    const org = await testOrg();
    const running = await testConsole(org);
    const record = about && (await danas(org))[about];
    const of = await proposed(running, { action, ...rest, record, values: typed(values) });
    expect(of.readiness).toEqual({ state: 'ready' });
    expect((await approve(running, of)).status.state).toBe('written');
  });

  test('deletes after two approvals', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const { case: record } = await danas(org);
    const of = await proposed(running, { action: 'delete_object', object: 'Case', record });
    const asked = await approve(running, of);
    expect(asked.status).toMatchObject({ state: 'waiting', confirming: true });
    expect((await approve(running, asked)).status.state).toBe('written');
    expect(await rowsOf(org, `SELECT Id FROM Case WHERE Id = '${record.id}'`)).toEqual([]);
  });

  test.each([
    ['an action that is none', { action: 'nonsense' }, /no action/],
    ['an object that is no name', { action: 'create_object', object: 'Account WHERE' }, /needs an object/],
    ['a field that is no name', { action: 'create_case', values: typed({ 'Id, Name': 'x' }) }, /no name of a field/],
    ['an org that is not known', { action: 'create_case', org: '00D000000000009' }, /does not know this org/],
    ['a call that is none', { action: 'create_case', call: 'nope' }, /call does not exist/],
    [
      'a record of another object',
      { action: 'update_contact', record: { object: 'Case', id: '500000000000001AAA', name: '1', detail: null } },
      /is a Case/,
    ],
    [
      'an id that is none',
      { action: 'update_contact', record: { object: 'Contact', id: 'x', name: '1', detail: null } },
      /no.* record id/,
    ],
  ])('is refused for %s', async (_, wanted, message) => {
    const running = await testConsole(await testOrg());
    await expect(call(running.router.proposals.propose, { ...nothing, ...wanted })).rejects.toThrow(message);
    expect(await running.store.db.selectFrom('proposals').selectAll().execute()).toEqual([]);
  });
});

describe('a proposal by hand, from a call', () => {
  const said = 'My new number is 415 555 0188, and thanks.';

  async function during(...events: Parameters<typeof deliver>[1][]) {
    const org = await testOrg();
    const running = await testConsole(org);
    await deliver(running, start, ...events);
    const [of] = await running.store.db.selectFrom('calls').select('id').execute();
    const rows = await running.store.db.selectFrom('utterances').select('id').orderBy('seq').execute();
    return { org, running, call: of?.id ?? '', utterance: rows[0]?.id ?? '', ...(await danas(org)) };
  }

  const words = (utterance: string, quote: string, start = said.indexOf(quote)) => ({
    utterance,
    start,
    end: start + quote.length,
    quote: 'not what was said',
  });

  test('carries the words that were chosen, as they were said', async () => {
    const { running, call, utterance, contact } = await during(says(1, 'agent', said));
    const evidence = words(utterance, '415 555 0188');
    const values = [{ field: 'Fax', value: '415 555 0188', evidence }];
    const of = await proposed(running, { action: 'update_contact', call, record: contact, values });
    expect(of).toMatchObject({ call, pinnedTo: utterance, readiness: { state: 'ready' } });
    expect(of.values).toMatchObject([
      { field: 'Fax', value: '+1 415 555 0188', origin: 'said', evidence: { ...evidence, quote: '415 555 0188' } },
    ]);
  });

  test('leads where the agent asked for another value of the same field', async () => {
    const { running, call, contact } = await during(asks('t1', 'update_contact', { email: 'dna@mail.example' }));
    const values = typed({ Email: 'dana@mail.example' });
    const of = await proposed(running, { action: 'update_contact', call, record: contact, values });
    expect(await allProposals(running)).toHaveLength(1);
    expect(of.askers.map(({ kind }) => kind)).toEqual(['agent', 'supervisor']);
    expect(of.values).toMatchObject([
      { value: 'dana@mail.example', alternatives: [{ asker: 'agent', value: 'dna@mail.example' }] },
    ]);
  });

  test('is a second one where it makes another record, or changes another field', async () => {
    const { running, call, contact } = await during(
      asks('t1', 'create_case', { subject: 'Lamp' }),
      asks('t2', 'update_contact', { email: 'dana@mail.example' }),
    );
    const new_ = { action: 'create_case', call, values: typed({ Subject: 'Invoice' }) };
    const made = await proposed(running, new_);
    const changed = await proposed(running, {
      action: 'update_contact',
      call,
      record: contact,
      values: typed({ Title: 'Owner' }),
    });
    expect([made, changed].map(({ askers }) => askers.length)).toEqual([1, 1]);
    // A second press of the same button is no third.
    expect((await proposed(running, new_)).id).toBe(made.id);
    expect(await allProposals(running)).toHaveLength(4);
  });

  test('is not withdrawn by what is said later', async () => {
    const { running, call } = await during(says(1, 'caller', said));
    const of = await proposed(running, { action: 'create_case', call, values: typed({ Subject: 'Invoice' }) });
    await deliver(running, says(2, 'caller', 'Never mind, forget it.'));
    expect((await now(running, of)).status.state).toBe('waiting');
  });

  test.each([
    ['words of another call', (id: string) => words(`${id}x`, 'number'), /none of this call/],
    ['a span that ends after the words', (id: string) => ({ ...words(id, 'number'), end: 900 }), /none of this call/],
    ['a span that is empty', (id: string) => ({ ...words(id, 'number'), end: 3, start: 3 }), /none of this call/],
  ])('is refused for %s', async (_, of, message) => {
    const { running, call: id, utterance } = await during(says(1, 'caller', said));
    const values = [{ field: 'Subject', value: 'x', evidence: of(utterance) }];
    const wanted = { ...nothing, action: 'create_case', call: id, values };
    await expect(call(running.router.proposals.propose, wanted)).rejects.toThrow(message);
  });

  test('is refused for words in which a secret was masked', async () => {
    const spoken = 'My card is 4242 4242 4242 4242 thanks';
    const { running, call: id, utterance } = await during(says(1, 'caller', spoken));
    const values = [{ field: 'Subject', value: 'x', evidence: { utterance, start: 8, end: 20, quote: '' } }];
    const wanted = { ...nothing, action: 'create_case', call: id, values };
    await expect(call(running.router.proposals.propose, wanted)).rejects.toThrow('masked');
  });
});

describe('a new case on the matter of an open one', () => {
  async function asked() {
    const org = await testOrg();
    const running = await testConsole(org);
    const inputs = { subject: 'Lamp', description: 'My card 4242 4242 4242 4242 was charged for a broken lamp.' };
    await deliver(running, start, asks('t1', 'create_case', inputs));
    const [of] = await allProposals(running);
    if (!of) throw new Error('not proposed');
    return { org, running, of, on: (await danas(org)).case };
  }

  test('is rejected, and what it says is proposed as a comment with the words behind it', async () => {
    const { running, of, on } = await asked();
    const wanted = { proposal: of.id, revision: of.revision, on };
    const made = await call(running.router.proposals.commentInstead, wanted);
    await running.idle();
    expect(await now(running, of)).toMatchObject({
      status: {
        state: 'rejected',
        decision: { rejection: { preset: 'other', text: `Proposed as a comment on case ${on.name} instead` } },
      },
    });
    const comment = await now(running, made);
    expect(comment).toMatchObject({ action: 'add_comment', call: of.call, record: { id: on.id } });
    const description = of.values.find(({ field }) => field === 'Description');
    expect(comment.values[0]).toMatchObject({ value: description?.value, evidence: description?.evidence });
    expect((await approve(running, comment)).status.state).toBe('written');
  });

  test('stays as it is where somebody else decided first, and no comment is proposed', async () => {
    const { running, of, on } = await asked();
    await running.proposals.reject(of.id, of.revision, { preset: 'other', text: 'No.' }, sam);
    const wanted = { proposal: of.id, revision: of.revision, on };
    await expect(call(running.router.proposals.commentInstead, wanted)).rejects.toThrow();
    expect(await allProposals(running)).toHaveLength(1);
  });

  test('is not made of anything but a new case', async () => {
    const { running, on } = await asked();
    const other = await proposed(running, { action: 'add_comment', record: on, values: typed({ CommentBody: 'x' }) });
    const wanted = { proposal: other.id, revision: other.revision, on };
    await expect(call(running.router.proposals.commentInstead, wanted)).rejects.toThrow('no new case');
  });
});
