import { call } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../shared/model/action.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  allProposals,
  asks,
  callEvent,
  danaCalls,
  deliver,
  testConsole,
  testOrg,
  theProposal,
} from '../support/test-console.ts';

const start = callEvent('start', danaCalls());

const ticket: Action = {
  key: 'create_opportunity',
  label: 'Create opportunity',
  description: 'Note what the caller wants to buy.',
  object: 'Opportunity',
  operation: 'create',
  writeClass: 'keyed-create',
  record: 'none',
  find: null,
  deprecated: false,
  inputs: [
    {
      name: 'name',
      field: 'Name',
      description: 'What.',
      required: true,
      from: { mode: 'collected' },
      onlyForStrangers: false,
    },
    {
      name: 'stage',
      field: 'StageName',
      description: 'Stage.',
      required: false,
      from: { mode: 'fixed', value: 'Prospecting' },
      onlyForStrangers: false,
    },
    {
      name: 'close',
      field: 'CloseDate',
      description: 'By when.',
      required: true,
      from: { mode: 'collected' },
      onlyForStrangers: false,
    },
  ],
};

describe('the catalogue', () => {
  test('is whole and fits the practice org: nothing is flagged', async () => {
    const running = await testConsole(await testOrg());
    const views = await call(running.router.actions.list, undefined);
    expect(views.map(({ action }) => action.key)).toEqual([
      'create_case',
      'update_case',
      'add_comment',
      'create_contact',
      'update_contact',
      'create_lead',
      'update_lead',
      'add_topic',
      'log_call_outcome',
      'attach_recording',
      'run_soql',
      'create_object',
      'update_object',
      'delete_object',
      'get_access_token',
    ]);
    expect(views.flatMap(({ action, flags }) => flags.map(({ message }) => `${action.key}: ${message}`))).toEqual([]);
    expect(views.every(({ checked, builtIn, edited }) => checked && builtIn && !edited)).toBe(true);
  });

  test('takes an action of one’s own, which agents can ask for at once and after a restart', async () => {
    const org = await testOrg();
    const folder = temporaryFolder();
    const first = await testConsole(org, folder);
    expect(await call(first.router.actions.save, ticket)).toMatchObject({ builtIn: false, edited: true, flags: [] });
    await first.stop();
    const running = await testConsole(org, folder);
    await deliver(running, start, asks('t1', 'create_opportunity', { name: 'Lamps', close: 'December 1st 2026' }));
    const of = await theProposal(running, 'create_opportunity');
    expect(of.values.map(({ field, value }) => [field, value])).toEqual([
      ['Name', 'Lamps'],
      ['StageName', 'Prospecting'],
      ['CloseDate', '2026-12-01'],
    ]);
  });

  test('flags what the org does not have or does not let be written, and says what to do', async () => {
    const running = await testConsole(await testOrg());
    const input = (name: string, field: string) => ({ ...ticket.inputs[0], name, field }) as Action['inputs'][number];
    const [name] = ticket.inputs;
    if (!name) throw new Error('no input');
    const saved = await call(running.router.actions.save, {
      ...ticket,
      inputs: [name, input('a', 'Nope__c'), input('b', 'CreatedDate')],
    });
    expect(saved.flags).toEqual([
      { input: null, message: expect.stringContaining('StageName') },
      { input: null, message: expect.stringContaining('CloseDate') },
      { input: 'a', message: expect.stringContaining('no field Nope__c') },
      { input: 'b', message: expect.stringContaining('may not write Created Date') },
    ]);
    const elsewhere = await call(running.router.actions.save, { ...ticket, key: 'elsewhere', object: 'Nope__c' });
    expect(elsewhere.flags).toMatchObject([{ message: expect.stringContaining('no object Nope__c') }]);
  });

  test('does not let a built-in action do something else, and sets it back', async () => {
    const running = await testConsole(await testOrg());
    const list = async () =>
      (await call(running.router.actions.list, undefined)).find(({ action }) => action.key === 'update_contact');
    const built = (await list())?.action;
    if (!built) throw new Error('not there');
    await expect(call(running.router.actions.save, { ...built, object: 'User' })).rejects.toThrow('built-in');
    await call(running.router.actions.save, { ...built, label: 'Change details', inputs: built.inputs.slice(0, 1) });
    expect(await list()).toMatchObject({ edited: true, action: { label: 'Change details' } });
    await call(running.router.actions.reset, { key: 'update_contact' });
    expect(await list()).toMatchObject({ edited: false, action: { label: 'Update contact' } });
  });

  test('keeps a deprecated action visible, and lets nobody ask for it', async () => {
    const running = await testConsole(await testOrg());
    await call(running.router.actions.save, { ...ticket, deprecated: true });
    await deliver(running, start, asks('t1', 'create_opportunity', { name: 'Lamps' }));
    expect(await allProposals(running)).toEqual([]);
    expect((await call(running.router.actions.list, undefined)).at(-1)?.action).toMatchObject({ deprecated: true });
  });

  test('goes out as JSON and comes in again, line by line', async () => {
    const org = await testOrg();
    const first = await testConsole(org);
    await call(first.router.actions.save, ticket);
    const { text } = await call(first.router.actions.export, undefined);
    const second = await testConsole(org);
    const bad = JSON.parse(text);
    bad.actions.push({ ...ticket, key: 'Bad Key' });
    expect(await call(second.router.actions.import, { text: JSON.stringify(bad) })).toEqual({
      saved: 16,
      problems: [expect.stringContaining('Bad Key')],
    });
    expect((await call(second.router.actions.list, undefined)).some(({ action }) => action.key === ticket.key)).toBe(
      true,
    );
    expect((await call(second.router.actions.import, { text: '{' })).problems).toHaveLength(1);
  });

  test('is tried out on the practice org as a proposal of the supervisor', async () => {
    const running = await testConsole(await testOrg());
    const made = await call(running.router.actions.tryOut, { key: 'create_case', inputs: { subject: 'Tried out' } });
    await running.idle();
    expect(made).toMatchObject({ action: 'create_case', askers: [{ kind: 'supervisor' }], call: null });
  });
});

test('what is changed in the catalogue stands in the journal, with who did it and what was there before', async () => {
  const running = await testConsole(await testOrg());
  const { actions } = running.router;
  await call(actions.save, ticket);
  await call(actions.save, { ...ticket, label: 'Note an opportunity' });
  await call(actions.save, { ...ticket, label: 'Note an opportunity' });
  await call(actions.reset, { key: ticket.key });
  const { entries } = await call(running.router.journal.search, { text: 'action', before: null, decidedOnly: true });
  expect(entries.map(({ kind, summary }) => [kind, summary])).toEqual([
    ['catalogue.changed', 'the action “Note an opportunity” was removed'],
    ['catalogue.changed', 'the action “Note an opportunity” was changed'],
    ['catalogue.changed', 'the action “Create opportunity” was added'],
  ]);
  expect(entries[1]).toMatchObject({
    actor: running.orgs.main()?.user.name,
    detail: { before: { label: 'Create opportunity' }, after: { label: 'Note an opportunity' } },
  });
  const verdicts: unknown[] = [];
  for await (const step of await call(running.router.journal.verify, undefined)) verdicts.push(step.verdict);
  expect(verdicts.at(-1)).toMatchObject({ ok: true });
});
