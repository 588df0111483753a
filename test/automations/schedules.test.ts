import { call } from '@orpc/server';
import { expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import type { Trigger } from '../../shared/model/automation.ts';
import { automated, draftFor, madeOutside } from '../support/automation-console.ts';
import { timedWorld } from '../support/timed-console.ts';

const minute = 60_000;
const hour = 60 * minute;
const nothing = {
  kind: 'wait' as const,
  key: 'wait',
  label: 'Wait',
  how: { until: 'minutes' as const, minutes: 0 },
};

function comesRound(running: Console, trigger: Omit<Extract<Trigger, { kind: 'schedule' }>, 'kind'>) {
  return automated(running, draftFor(running, { trigger: { kind: 'schedule', ...trigger }, steps: [nothing] }));
}

async function runs(running: Console) {
  await running.idle();
  const rows = await running.store.db
    .selectFrom('automation_runs')
    .select(['body', 'started_at'])
    .orderBy('started_at')
    .execute();
  return rows.map(({ body, started_at }) => ({ ...JSON.parse(body), at: new Date(started_at).toISOString() }));
}

test('a schedule comes round at its time of day over a change of the clock, and once for all rounds that nobody was there for', async () => {
  const world = await timedWorld({ at: Date.parse('2026-03-07T23:30:00-05:00') });
  const zone = 'America/New_York';
  const first = await world.start();
  await comesRound(first, { when: { every: 'day', times: ['09:00', '23:30'], weekdays: [], zone }, soql: null });
  await world.pass(null, 8 * hour + 28 * minute);
  await world.pass(first, 0);
  expect(await runs(first)).toEqual([]);
  await world.pass(first, 5 * minute);
  expect((await runs(first)).map(({ at }) => at)).toEqual(['2026-03-08T13:00:00.000Z']);
  await first.stop();
  await world.pass(null, 72 * hour);
  const second = await world.start();
  const missed = (await runs(second)).slice(1);
  expect(missed).toHaveLength(1);
  expect(missed[0].facts.trigger.late_minutes).toBeGreaterThan(60);
  await world.pass(second, 20 * minute);
  expect(await runs(second)).toHaveLength(2);
});

test('a schedule starts a run for each record that its query finds, waits for an org that does not answer, and fails for all to see where it is refused', async () => {
  const world = await timedWorld();
  for (const LastName of ['One', 'Two']) await madeOutside(world.org, 'Contact', { LastName, Title: 'Owed' });
  const running = await world.start();
  const soql = "SELECT Id FROM Contact WHERE Title = 'Owed' ORDER BY LastName";
  const { id } = await comesRound(running, { when: { every: 'minutes', minutes: 60 }, soql });
  await world.pass(null, hour);
  await world.pass(running, minute);
  expect((await runs(running)).map(({ startedBy, state }) => `${startedBy} ${state}`).sort()).toEqual([
    'On schedule: One done',
    'On schedule: Two done',
  ]);

  const path = '/query';
  world.org.faults.add({ match: { path }, times: 3, fault: { kind: 'status', status: 503 } });
  await world.pass(null, hour - 2 * minute);
  await world.pass(running, 4 * minute);
  expect(await runs(running)).toHaveLength(4);

  const { automations } = running.router;
  await call(automations.setEnabled, { id, enabled: false });
  const wrong = 'SELECT Id FROM Contact WHERE Forgotten__c = true';
  const other = await comesRound(running, { when: { every: 'minutes', minutes: 5 }, soql: wrong });
  await world.pass(running, 20 * minute);
  const refused = (await runs(running)).slice(4);
  expect(refused.map(({ state, startedBy, record }) => ({ state, startedBy, record }))).toEqual(
    Array.from({ length: 3 }, () => ({ state: 'failed', startedBy: 'On schedule', record: null })),
  );
  const { automation } = await call(automations.get, { id: other.id });
  expect(automation).toMatchObject({ enabled: false, paused: { why: refused[0].told } });
  expect(running.automations.notice()).toContain('paused itself');
});

test('by hand it is started for a list, each record once, and for all that a query finds', async () => {
  const world = await timedWorld();
  const ids: string[] = [];
  for (const LastName of ['One', 'Two', 'Three']) ids.push(await madeOutside(world.org, 'Contact', { LastName }));
  const running = await world.start();
  const byHand = { kind: 'by-hand' as const, object: 'Contact' };
  const { id } = await automated(running, draftFor(running, { trigger: byHand, steps: [nothing] }));
  const [one = '', two = '', three = ''] = ids;
  const { automations } = running.router;
  const list = { kind: 'records' as const, object: 'Contact', ids: [one, two, one] };
  expect((await call(automations.start, { id, on: list })).runs).toHaveLength(2);
  const soql = `SELECT Id FROM Contact WHERE Id IN ('${two}', '${three}')`;
  expect((await call(automations.start, { id, on: { kind: 'query', soql } })).runs).toHaveLength(2);
  expect((await runs(running)).map(({ startedBy }) => startedBy).sort()).toEqual(
    ['One', 'Three', 'Two', 'Two'].map((name) => `By Sam Ortiz: ${name}`),
  );
  const none = { kind: 'query' as const, soql: "SELECT Id FROM Contact WHERE LastName = 'Nobody'" };
  await expect(call(automations.start, { id, on: none })).rejects.toThrow('Nothing was found to start it on.');
});
