import { call } from '@orpc/server';
import { expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import type { PracticeOrg } from '../../electron/practice/org/practice-org.ts';
import { always, type Trigger } from '../../shared/model/automation.ts';
import { automated, draftFor, madeOutside } from '../support/automation-console.ts';
import { timedWorld } from '../support/timed-console.ts';

const nothing = {
  kind: 'wait' as const,
  key: 'wait',
  label: 'Wait',
  how: { until: 'minutes' as const, minutes: 0 },
};
const minute = 60_000;
const newContact: Trigger = { kind: 'record-created', object: 'Contact', where: always };
const anyChange: Trigger = { kind: 'record-changed', object: 'Contact', fields: [], where: always };
const newPhone: Trigger = { kind: 'record-changed', object: 'Contact', fields: ['Phone'], where: always };

function waitsFor(running: Console, name: string, trigger: Trigger) {
  return automated(running, draftFor(running, { name, trigger, steps: [nothing] }));
}

/** What each automation was started by, in order. */
async function ran(running: Console): Promise<string[]> {
  const rows = await running.store.db.selectFrom('automation_runs').select('body').execute();
  return rows
    .map(({ body }) => JSON.parse(body))
    .map(({ automationName, startedBy }) => `${automationName}: ${startedBy}`)
    .sort();
}

/** Answers with how many requests the org has counted today. */
async function outside(org: PracticeOrg, method: string, path: string, body?: unknown): Promise<number> {
  const response = await fetch(`${org.url}/services/data/v66.0/${path}`, {
    method,
    headers: { authorization: `Bearer ${org.accessToken}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  expect(response.ok).toBe(true);
  return Number(/api-usage=(\d+)/.exec(response.headers.get('sforce-limit-info') ?? '')?.[1]);
}

test('an org that tells of no changes is asked: each new record once, over pages and restarts, and none that is gone', async () => {
  const world = await timedWorld();
  const before = await madeOutside(world.org, 'Contact', { LastName: 'Before' });
  await world.pass(null, 2_000);
  const first = await world.start();
  const { id } = await waitsFor(first, 'new', newContact);
  await world.pass(first, minute);
  expect(await call(first.router.automations.get, { id })).toMatchObject({
    watching: { by: 'polling' },
    trouble: null,
  });
  await madeOutside(world.org, 'Contact', { LastName: 'A' });
  await world.pass(first, minute);
  expect(await ran(first)).toEqual(['new: New contact: A']);

  // While nobody looks: more than a page, and one that is gone before anybody does.
  await first.stop();
  const names = Array.from({ length: 201 }, (_, at) => `Bulk ${String(at).padStart(3, '0')}`);
  for (let at = 0; at < names.length; at += 200) {
    const records = names.slice(at, at + 200).map((LastName) => ({ attributes: { type: 'Contact' }, LastName }));
    await outside(world.org, 'POST', 'composite/sobjects', { records });
  }
  const gone = await madeOutside(world.org, 'Contact', { LastName: 'Gone' });
  await outside(world.org, 'DELETE', `sobjects/Contact/${gone}`);
  await outside(world.org, 'PATCH', `sobjects/Contact/${before}`, { LastName: 'Still before' });
  await world.pass(null, 30 * minute);
  const second = await world.start();
  await world.pass(second, minute);
  const all = ['A', ...names].map((name) => `new: New contact: ${name}`);
  expect(await ran(second)).toEqual(all);
  await second.stop();
  const third = await world.start();
  await world.pass(third, 2 * minute);
  expect(await ran(third)).toEqual(all);
});

test('a record that is written again in the second of its last look is looked at again, and a watched field counts only when it is another', async () => {
  const world = await timedWorld();
  const id = await madeOutside(world.org, 'Contact', { LastName: 'Reyes', Phone: '1' });
  await world.pass(null, 2_000);
  const running = await world.start();
  await waitsFor(running, 'any', anyChange);
  await waitsFor(running, 'phone', newPhone);
  await world.pass(running, minute);
  expect(await ran(running)).toEqual([]);

  const write = (fields: Record<string, unknown>) => outside(world.org, 'PATCH', `sobjects/Contact/${id}`, fields);
  await write({ Phone: '2' });
  running.automations.wake();
  await running.idle();
  expect(await ran(running)).toEqual(['phone: Contact changed: Reyes']);
  await write({ Phone: '3', LastName: 'Ray' });
  running.automations.wake();
  await world.pass(running, 5_000);
  const both = ['any: Contact changed: Ray', 'phone: Contact changed: Ray', 'phone: Contact changed: Reyes'];
  expect(await ran(running)).toEqual(both);

  await write({ Title: 'Dr' });
  await world.pass(running, 2 * minute);
  expect(await ran(running)).toEqual(['any: Contact changed: Ray', ...both]);
  // The same number again is no other one; what was another number while nobody looked is.
  await running.stop();
  await write({ Phone: '4' });
  await world.pass(null, 60 * minute);
  const again = await world.start();
  await world.pass(again, 2 * minute);
  expect(await ran(again)).toHaveLength(6);
});

test('a record changed between being switched on and the first look is not missed, nor one where the clocks differ', async () => {
  for (const skewMs of [-20 * minute, 20 * minute]) {
    const world = await timedWorld({ skewMs });
    const id = await madeOutside(world.org, 'Contact', { LastName: 'Reyes', Phone: '1' });
    await world.pass(null, 2_000);
    const running = await world.start();
    world.org.faults.add({ match: { path: '/query' }, times: 3, fault: { kind: 'status', status: 503 } });
    await waitsFor(running, 'phone', newPhone);
    await waitsFor(running, 'new', newContact);
    await outside(world.org, 'PATCH', `sobjects/Contact/${id}`, { Phone: '2' });
    await world.pass(running, minute);
    await madeOutside(world.org, 'Contact', { LastName: 'Haddad' });
    await world.pass(running, 2 * minute);
    expect({ skewMs, ran: await ran(running) }).toEqual({
      skewMs,
      ran: ['new: New contact: Haddad', 'phone: Contact changed: Reyes'],
    });
    const [facts] = (await running.store.db.selectFrom('automation_runs').select('body').execute())
      .map(({ body }) => JSON.parse(body))
      .filter(({ automationName }) => automationName === 'new')
      .map((each) => each.facts.trigger);
    expect(facts.late_minutes).toBeLessThan(2);
    await running.stop();
  }
});

test('what is left of the day’s requests is kept for writes: it is looked for rarely, then once an hour', async () => {
  const world = await timedWorld({ apiUsageLimit: 200 });
  const running = await world.start();
  const { id } = await waitsFor(running, 'new', newContact);
  await world.pass(running, 2 * minute);
  const looks = () => world.asked.filter((path) => path.includes('FROM Contact')).length;
  const useUp = async (to: number) => {
    for (let used = 0; used < to; ) used = await outside(world.org, 'GET', 'limits');
  };
  await useUp(162);
  await world.pass(running, minute);
  const before = looks();
  await world.pass(running, 60 * minute);
  expect(looks() - before).toBeLessThanOrEqual(5);
  await useUp(191);
  await world.pass(running, 30 * minute);
  const sparing = looks();
  await world.pass(running, 90 * minute);
  expect(looks() - sparing).toBeLessThanOrEqual(2);
  expect((await call(running.router.automations.get, { id })).trouble).toMatch(/nearly used up/);
  await madeOutside(world.org, 'Contact', { LastName: 'Late' });
  await world.pass(running, 61 * minute);
  expect(await ran(running)).toEqual(['new: New contact: Late']);
});
