import { call } from '@orpc/server';
import { expect, test } from 'vitest';
import { createAutomationBook } from '../../electron/automations/automation-book.ts';
import { insertRuns, listRuns } from '../../electron/automations/run-store.ts';
import type { Console } from '../../electron/console/start-console.ts';
import { type AutomationStep, always } from '../../shared/model/automation.ts';
import type { RunLine } from '../../shared/model/automation-run.ts';
import { approveNext, automated, draftFor, madeOutside, proposalOf, runIn } from '../support/automation-console.ts';
import { sam } from '../support/test-console.ts';
import { testStore } from '../support/test-store.ts';
import { timedWorld } from '../support/timed-console.ts';

const minute = 60_000;

function asked(value: string, text: string) {
  return { ...always, tests: [{ value, test: { test: 'is' as const, text } }] };
}

function caseOf(key: string, of: Partial<Extract<AutomationStep, { kind: 'action' }>> = {}): AutomationStep {
  const values = [{ field: 'Subject', value: key }];
  return {
    kind: 'action',
    key,
    label: key,
    action: 'create_case',
    object: null,
    record: null,
    values,
    waits: true,
    ...of,
  };
}

/** An automation that a person starts on a record. */
function byHand(running: Console, steps: AutomationStep[]) {
  return automated(running, draftFor(running, { trigger: { kind: 'by-hand', object: 'Contact' }, steps }));
}

test('steps are taken in order: what is looked up is asked about, what does not hold is left out, waits are waited', async () => {
  const world = await timedWorld({ at: Date.parse('2026-11-20T10:00:00Z') });
  const id = await madeOutside(world.org, 'Contact', { LastName: 'Haddad', Birthdate: '2026-11-21' });
  const running = await world.start();
  const automation = await byHand(running, [
    {
      kind: 'look-up',
      key: 'find',
      label: 'Find',
      soql: 'SELECT Id, LastName FROM Contact WHERE Id = {{record.Id}}',
      most: 5,
    },
    {
      kind: 'condition',
      key: 'none',
      label: 'None',
      where: asked('steps.find.found', 'false'),
      otherwise: 'skip-next',
    },
    caseOf('left_out'),
    { kind: 'wait', key: 'some', label: 'Some', how: { until: 'minutes', minutes: 30 } },
    { kind: 'wait', key: 'day', label: 'Day', how: { until: 'date', date: '{{record.Birthdate}}' } },
    caseOf('at_once', { waits: false, values: [{ field: 'Subject', value: 'For {{steps.find.first.LastName}}' }] }),
    { kind: 'condition', key: 'ends', label: 'Ends', where: asked('record.LastName', 'Nobody'), otherwise: 'end' },
    caseOf('never'),
  ]);
  await call(running.router.automations.start, {
    id: automation.id,
    on: { kind: 'records', object: 'Contact', ids: [id] },
  });
  const first = await runIn(running, 'waiting');
  expect(first.steps.map(({ key, state }) => `${key} ${state}`)).toEqual([
    'find done',
    'none done',
    'left_out skipped',
    'some waiting',
  ]);
  expect(first.wakesAt).toBe(world.now() + 30 * minute);
  // What waits is on disk: another process goes on with it.
  await running.stop();
  await world.pass(null, 31 * minute);
  const again = await world.start();
  expect(await runIn(again, 'waiting')).toMatchObject({ at: 'Day', wakesAt: Date.parse('2026-11-21T00:00:00Z') });
  await world.pass(null, 24 * 60 * minute);
  await world.pass(again, minute);
  const ended = await runIn(again, 'stopped');
  expect(ended).toMatchObject({ at: 'Ends', told: 'record.LastName (Haddad) is not Nobody.' });
  const proposed = await proposalOf(again, ended);
  expect(proposed).toMatchObject({ status: { state: 'waiting' }, call: null });
  expect(proposed.values.find(({ field }) => field === 'Subject')?.value).toBe('For Haddad');
});

test('a rejected proposal ends its run, which is taken up again with another; one that is open is not made twice', async () => {
  const world = await timedWorld();
  const id = await madeOutside(world.org, 'Contact', { LastName: 'Haddad' });
  const running = await world.start();
  const { automations } = running.router;
  const automation = await byHand(running, [caseOf('first', { waits: false }), caseOf('second')]);
  const on = { kind: 'records' as const, object: 'Contact', ids: [id] };
  await call(automations.start, { id: automation.id, on });
  const run = await runIn(running, 'deciding');
  const of = await proposalOf(running, run);
  await running.proposals.reject(of.id, of.revision, { preset: 'other', text: 'They called back.' }, sam);
  const stopped = await runIn(running, 'stopped');
  expect(stopped.told).toMatch(/^P-\d+ was rejected by Sam Ortiz: They called back\.$/);
  // The first one still waits: from there it would be made twice.
  await expect(call(automations.runs.retry, { id: run.id, step: 'first' })).rejects.toThrow(/is still open/);
  await call(automations.runs.retry, { id: run.id, step: null });
  const anew = await runIn(running, 'deciding');
  const other = await approveNext(running, anew);
  expect(other.id).not.toBe(of.id);
  await runIn(running, 'done');
  expect(world.org.effects().filter(({ object }) => object === 'Case')).toHaveLength(1);
});

test('more records than are taken at once start nothing, and say so', async () => {
  const world = await timedWorld();
  const records = Array.from({ length: 201 }, (_, at) => ({ attributes: { type: 'Contact' }, LastName: `N${at}` }));
  for (const some of [records.slice(0, 200), records.slice(200)]) {
    const response = await fetch(`${world.org.url}/services/data/v66.0/composite/sobjects`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.org.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ records: some }),
    });
    expect(response.ok).toBe(true);
  }
  const running = await world.start();
  const { automations } = running.router;
  const { id } = await byHand(running, [
    { kind: 'wait', key: 'wait', label: 'Wait', how: { until: 'minutes', minutes: 0 } },
  ]);
  const all = { kind: 'query' as const, soql: 'SELECT Id FROM Contact' };
  await expect(call(automations.start, { id, on: all })).rejects.toThrow('finds more than 200 records');
  expect(await running.store.db.selectFrom('automation_runs').select('id').execute()).toEqual([]);
});

test('a list of runs misses none of those that began in the same moment', async () => {
  const store = await testStore();
  const trigger = { kind: 'by-hand' as const, object: null };
  const draft = { id: null, version: null, name: 'Many', description: '', org: 'o1', trigger, steps: [] };
  const of = await createAutomationBook(store, () => 'UTC').save(draft, { name: 'Sam Ortiz', at: 1 });
  const starts = Array.from({ length: 7 }, (_, at) => ({
    key: `${at}`,
    startedBy: '',
    record: null,
    call: null,
    facts: {},
  }));
  await store.transact((tx) => insertRuns(store, tx, of, starts, 1));
  const seen: string[] = [];
  let page: RunLine[] = [];
  do {
    page = await listRuns(store.db, { automation: of.id, state: null, before: page.at(-1) ?? null, most: 3 });
    seen.push(...page.map(({ id }) => id));
  } while (page.length > 0);
  expect(new Set(seen).size).toBe(7);
  expect(seen).toHaveLength(7);
});
