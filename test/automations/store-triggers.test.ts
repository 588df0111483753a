import { call } from '@orpc/server';
import { expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import { createFollowUps } from '../../electron/feeds/follow-ups.ts';
import { always, type Trigger } from '../../shared/model/automation.ts';
import type { CallEvent } from '../../shared/model/call-event.ts';
import { automated, draftFor } from '../support/automation-console.ts';
import {
  approved,
  asks,
  callEvent,
  danaCalls,
  deliver,
  says,
  testConsole,
  testOrg,
  theProposal,
} from '../support/test-console.ts';

/** Where the machine is busy. */
const patience = { timeout: 10_000 };
const find = { kind: 'look-up' as const, key: 'find', label: 'Find', soql: 'SELECT Id FROM Contact', most: 1 };

function waitsFor(running: Console, name: string, trigger: Trigger) {
  return automated(running, draftFor(running, { name, trigger, steps: [find] }));
}

/** A call that begins after whatever waits for it was switched on. */
function callsNow(): CallEvent {
  const began = danaCalls();
  return began.type === 'call.started' ? { ...began, startedAt: Date.now() + 1 } : began;
}

/** What each automation was started by, in order. */
async function ran(running: Console): Promise<string[]> {
  await running.idle();
  const { runs } = await call(running.router.automations.runs.list, { automation: null, state: null, before: null });
  return runs.map(({ automationName, startedBy, state }) => `${automationName}: ${startedBy} (${state})`).sort();
}

test('a call starts what waits for its start, its end and its analysis once each, a written outcome what waits for that', async () => {
  const running = await testConsole(await testOrg());
  for (const moment of ['started', 'ended', 'analysed'] as const) {
    await waitsFor(running, moment, { kind: 'call', moment, where: always });
  }
  await waitsFor(running, 'logged', { kind: 'outcome-written', where: always });
  await waitsFor(running, 'written', { kind: 'proposal-written', actions: ['update_contact'], where: always });
  await deliver(running, callEvent('start', callsNow()), says(1, 'caller', 'My number is 415 555 0199.'));
  expect(await ran(running)).toEqual(['started: Call started: Dana Reyes (done)']);
  await deliver(running, asks('t1', 'update_contact', { Phone: '4155550199' }));
  await approved(running, await theProposal(running, 'update_contact'));
  await deliver(running, callEvent('end', { type: 'call.ended', reason: null, endedAt: Date.now() + 2 }));
  const soFar = [
    'analysed: Call analysed: Dana Reyes (done)',
    'ended: Call ended: Dana Reyes (done)',
    'started: Call started: Dana Reyes (done)',
  ];
  const update = expect.stringMatching(/^written: P-\d+ Update contact was written \(done\)$/);
  expect(await ran(running)).toEqual([...soFar, update]);
  const { outcomes } = running.router;
  const [{ id = '' } = {}] = await running.store.db.selectFrom('calls').select('id').execute();
  await call(outcomes.write, { calls: [id], transcript: false });
  await running.idle();
  const wanted = await theProposal(running, 'log_call_outcome');
  await approved(running, wanted);
  const all = [...soFar.slice(0, 2), 'logged: Outcome written: Dana Reyes (done)', ...soFar.slice(2), update];
  await expect.poll(() => ran(running), patience).toEqual(all);

  // One that is switched on later does not hear of it again, whatever is done to the outcome.
  await waitsFor(running, 'late', { kind: 'outcome-written', where: always });
  await call(outcomes.note, { call: id, text: 'Ask again in May.' });
  expect(await ran(running)).toEqual(all);
});

test('a promise that is overdue starts its automation once, and lets the console rest', async () => {
  const running = await testConsole(await testOrg());
  const { id } = await waitsFor(running, 'owed', { kind: 'promise-broken', afterMinutes: 0, where: always });
  await deliver(running, callEvent('c', danaCalls()), asks('t1', 'create_case', { Subject: 'Broken' }));
  const of = await theProposal(running, 'create_case');
  const { store } = running;
  const followUps = createFollowUps({ store, now: Date.now });
  await store.transact((tx) => followUps.owe(tx, { of, call: null, what: 'a call back' }));
  await store.db
    .updateTable('follow_ups')
    .set({ due_at: Date.now() + 1 })
    .execute();
  await expect
    .poll(async () => {
      store.touch();
      return ran(running);
    }, patience)
    .toEqual(['owed: Promise overdue: Unknown caller (done)']);
  const revision = await store.revision();
  store.touch();
  await running.idle();
  expect(await store.revision()).toBe(revision);
  await call(running.router.automations.start, {
    id,
    on: { kind: 'follow-up', followUp: (await followUps.list())[0]?.id ?? '' },
  });
  expect(await ran(running)).toHaveLength(2);
});

test('a filter that cannot be asked starts nothing and says so, for as long as that is so', async () => {
  const running = await testConsole(await testOrg());
  const where = { ...always, expression: 'call.variables.vip > 2.0' };
  const { id } = await waitsFor(running, 'vip', { kind: 'call', moment: 'started', where });
  const trouble = async () => (await call(running.router.automations.get, { id })).trouble;
  expect(await trouble()).toBeNull();
  await deliver(running, callEvent('c', callsNow()));
  expect(await ran(running)).toEqual([]);
  expect(await trouble()).toMatch(/vip/);
});
