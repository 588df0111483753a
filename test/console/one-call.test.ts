import { describe, expect, test } from 'vitest';
import { findCalls } from '../../electron/calls/find-calls.ts';
import { diffProposal } from '../../shared/model/diff.ts';
import {
  allProposals,
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

async function salesforce(org: { url: string; accessToken: string }, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${org.url}/services/data/v66.0${path}`, {
    method,
    headers: { authorization: `Bearer ${org.accessToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return text ? JSON.parse(text) : null;
}

describe('one call, end to end', () => {
  test('an update shows what Salesforce holds, and what is approved is what is written', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    await deliver(running, start, asks('t1', 'update_contact', { email: 'dana@example.com' }));
    const of = await theProposal(running, 'update_contact');
    expect(diffProposal(of)).toMatchObject([
      {
        field: 'Email',
        label: 'Email',
        base: 'd.reyes@oldmail.example',
        proposed: 'dana@example.com',
        change: 'changed',
      },
    ]);
    const before = org.effects().length;
    const written = await approved(running, of);
    expect(written.status).toMatchObject({ state: 'written', result: { fields: { Email: 'dana@example.com' } } });
    expect(org.effects().slice(before)).toHaveLength(1);
    const row = await salesforce(org, 'GET', `/sobjects/Contact/${of.record?.id}?fields=Email`);
    expect(row.Email).toBe('dana@example.com');
  });

  test('nothing is written without a decision, nor after a rejection', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const before = org.effects().length;
    await deliver(
      running,
      start,
      asks('t1', 'update_contact', { email: 'x@example.com' }),
      asks('t2', 'create_case', { subject: 'S' }),
    );
    const of = await theProposal(running, 'create_case');
    await running.proposals.reject(of.id, of.revision, { preset: 'not-said', text: '' }, sam);
    await running.idle();
    expect(org.effects()).toHaveLength(before);
  });

  test('a record that changed after the diff was shown is not overwritten: three ways are shown and asked again', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    await deliver(running, start, asks('t1', 'update_contact', { email: 'ours@example.com' }));
    const of = await theProposal(running, 'update_contact');
    await salesforce(org, 'PATCH', `/sobjects/Contact/${of.record?.id}`, { Email: 'theirs@example.com' });
    const before = org.effects().length;
    const again = await approved(running, of);
    expect(again.status).toMatchObject({ state: 'waiting', conflict: ['Email'] });
    expect(diffProposal(again)).toMatchObject([
      { base: 'd.reyes@oldmail.example', current: 'theirs@example.com', proposed: 'ours@example.com', conflict: true },
    ]);
    expect(org.effects()).toHaveLength(before);
    expect((await approved(running, again)).status.state).toBe('written');
    expect(org.effects()).toHaveLength(before + 1);
  });

  test('a change of another field by somebody else does not stop the write', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    await deliver(running, start, asks('t1', 'update_contact', { email: 'ours@example.com' }));
    const of = await theProposal(running, 'update_contact');
    await salesforce(org, 'PATCH', `/sobjects/Contact/${of.record?.id}`, { Title: 'Founder' });
    expect((await approved(running, of)).status.state).toBe('written');
    const row = await salesforce(org, 'GET', `/sobjects/Contact/${of.record?.id}?fields=Email,Title`);
    expect(row).toMatchObject({ Email: 'ours@example.com', Title: 'Founder' });
  });

  test('a tool call delivered twice makes one card, and the same id with other content is refused and kept', async () => {
    const running = await testConsole(await testOrg());
    await deliver(
      running,
      start,
      asks('t1', 'create_case', { subject: 'One' }),
      asks('t1', 'create_case', { subject: 'One' }),
    );
    await deliver(running, { ...asks('t1', 'create_case', { subject: 'Other' }), id: 'later' });
    expect((await theProposal(running, 'create_case')).values[0]?.value).toBe('One');
    const kept = await running.store.db.selectFrom('journal').select('summary').where('kind', '=', 'anomaly').execute();
    expect(kept).toHaveLength(1);
  });

  test('the agent and the rules asking for the same are one card, with the words of the caller', async () => {
    const running = await testConsole(await testOrg());
    await deliver(
      running,
      start,
      says(1, 'caller', 'Please change my email to dana.new@example.com.'),
      asks('t1', 'update_contact', { email: 'dana.new@example.com' }),
    );
    const of = await theProposal(running, 'update_contact');
    expect(new Set(of.askers.map(({ kind }) => kind))).toEqual(new Set(['agent', 'suggestion']));
    expect(of.values[0]?.evidence?.quote).toBe('dana.new@example.com');
  });

  test('an agent that asks for another value than was said is shown on the same card', async () => {
    const running = await testConsole(await testOrg());
    await deliver(
      running,
      start,
      says(1, 'caller', 'Please change my email to dana.new@example.com.'),
      asks('t1', 'update_contact', { email: 'dana.knew@example.com' }),
    );
    const of = await theProposal(running, 'update_contact');
    expect(of.values[0]).toMatchObject({
      value: 'dana.knew@example.com',
      certainty: 'unsure',
      alternatives: [{ asker: 'suggestion', value: 'dana.new@example.com' }],
    });
  });

  test('an action that the catalogue does not have is refused and kept', async () => {
    const running = await testConsole(await testOrg());
    await deliver(running, start, asks('t1', 'drop_database', { now: true }));
    expect(await allProposals(running)).toEqual([]);
    const kept = await running.store.db.selectFrom('journal').select('summary').where('kind', '=', 'anomaly').execute();
    expect(kept[0]?.summary).toContain('drop_database');
  });

  test('an update for a caller whom nobody knows waits for a record, and takes the one that is chosen', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    await deliver(
      running,
      callEvent('start', danaCalls('+12025550100', 'Nobody Known')),
      asks('t1', 'update_contact', { email: 'n@example.com' }),
    );
    const of = await theProposal(running, 'update_contact');
    expect(of.readiness.state).toBe('needs-record');
    await expect(running.proposals.approve(of.id, of.revision, null, sam)).rejects.toThrow('Choose the record');
    const found = await salesforce(
      org,
      'GET',
      `/query?q=${encodeURIComponent("SELECT Id, Name FROM Contact WHERE Name = 'Grace Ito'")}`,
    );
    const record = { object: 'Contact', id: found.records[0].Id, name: 'Grace Ito', detail: null };
    await running.proposals.chooseRecord(of.id, of.revision, record);
    await running.idle();
    const chosen = await theProposal(running, 'update_contact');
    expect(chosen).toMatchObject({ readiness: { state: 'ready' }, record: { name: 'Grace Ito' } });
    expect((await approved(running, chosen)).status.state).toBe('written');
  });

  test('setting who calls re-bases what waits', async () => {
    const running = await testConsole(await testOrg());
    await deliver(running, start, asks('t1', 'create_case', { subject: 'S' }));
    const before = await theProposal(running, 'create_case');
    expect(before.values.find((value) => value.field === 'ContactId')?.display).toBe('Dana Reyes');
    const call = before.call ?? '';
    await running.router.calls.setCaller.callable()({ call, caller: { kind: 'nobody' } });
    await running.idle();
    const after = await theProposal(running, 'create_case');
    expect(after.values.some((value) => value.field === 'ContactId')).toBe(false);
  });

  test('what Salesforce refuses is told field by field, and an edit outlives it: fixed and tried again, it is written', async () => {
    const rule = {
      object: 'Contact',
      name: 'NoSecond',
      when: "Email = 'second@example.com'",
      message: 'Not that one',
      field: 'Email',
    };
    const running = await testConsole(await testOrg({ validationRules: [rule] }));
    await deliver(running, start, asks('t1', 'update_contact', { email: 'first@example.com', title: 'Founder' }));
    const of = await theProposal(running, 'update_contact');
    await expect(running.proposals.approve(of.id, of.revision, { Email: 'no address' }, sam)).rejects.toThrow(
      'is not an email address',
    );
    await running.proposals.approve(of.id, of.revision, { Email: 'second@example.com' }, sam);
    await running.idle();
    const failed = await theProposal(running, 'update_contact');
    expect(failed.status).toMatchObject({ state: 'failed', problem: { fields: [{ field: 'Email', label: 'Email' }] } });
    await running.proposals.reopen(failed.id, failed.revision);
    await running.idle();
    const again = await theProposal(running, 'update_contact');
    expect(again.values.find((value) => value.field === 'Email')).toMatchObject({
      value: 'second@example.com',
      origin: 'edited',
    });
    await running.proposals.approve(again.id, again.revision, { Email: 'third@example.com' }, sam);
    await running.idle();
    const written = await theProposal(running, 'update_contact');
    expect(written.status).toMatchObject({
      state: 'written',
      result: { fields: { Email: 'third@example.com', Title: 'Founder' } },
    });
  });

  test('a call is found again by the case it led to', async () => {
    const running = await testConsole(await testOrg());
    await deliver(running, start, asks('t1', 'create_case', { subject: 'S' }));
    const written = await approved(running, await theProposal(running, 'create_case'));
    const name = written.status.state === 'written' ? written.status.result.record.name : 'never written';
    expect(await findCalls(running.store, name)).toEqual([written.call]);
    expect(await findCalls(running.store, '99999999')).toEqual([]);
  });
});
