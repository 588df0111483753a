import { describe, expect, test } from 'vitest';
import { askOrg, rowsOf } from '../support/org-requests.ts';
import {
  approved,
  asks,
  callEvent,
  danaCalls,
  deliver,
  testConsole,
  testOrg,
  theProposal,
} from '../support/test-console.ts';

const start = callEvent('start', danaCalls());
const assigned = 'SELECT Topic.Name, Entity.Name, EntityId FROM TopicAssignment';

describe('a topic', () => {
  test("is made and put on the caller's only open case, as one proposal", async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    await deliver(running, start, asks('t1', 'add_topic', { topic: 'Transport damage' }));
    const of = await theProposal(running, 'add_topic');
    expect(of).toMatchObject({ readiness: { state: 'ready' }, record: { detail: 'Lamp damaged in transit' } });
    expect(of.values).toMatchObject([
      { field: 'Topic.Name', label: 'Topic', value: 'Transport damage' },
      { field: 'EntityId', value: of.record?.id },
    ]);
    expect((await approved(running, of)).status.state).toBe('written');
    expect(await rowsOf(org, `${assigned} WHERE EntityId = '${of.record?.id}'`)).toMatchObject([
      { Topic: { Name: 'Transport damage' } },
    ]);
  });

  test('that exists is used, one that is on the record already is success, and a lost answer makes no second', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const [contact] = await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
    await askOrg(org, 'POST', '/sobjects/Topic', { Name: 'Billing' });
    await deliver(running, start, asks('t1', 'add_topic', { topic: 'billing', record_id: contact.Id }));
    const first = await theProposal(running, 'add_topic');
    expect(first.record?.name).toBe('Dana Reyes');
    expect((await approved(running, first)).status.state).toBe('written');
    const before = org.effects().length;
    await deliver(running, asks('t2', 'add_topic', { topic: 'Billing', record_id: contact.Id }));
    const rows = await running.store.db.selectFrom('proposals').select('id').orderBy('number', 'desc').execute();
    const second = rows[0]?.id ?? '';
    const body = await running.store.db
      .selectFrom('proposals')
      .select('body')
      .where('id', '=', second)
      .executeTakeFirstOrThrow();
    expect((await approved(running, JSON.parse(body.body))).status.state).toBe('written');
    expect(org.effects()).toHaveLength(before);
    expect(await rowsOf(org, "SELECT Id FROM Topic WHERE Name = 'Billing'")).toHaveLength(1);
  });

  test('is refused on what cannot carry one', async () => {
    const running = await testConsole(await testOrg());
    await deliver(running, start, asks('t1', 'add_topic', { topic: 'X', record_id: '005000000000001AAA' }));
    expect((await theProposal(running, 'add_topic')).readiness).toMatchObject({ state: 'blocked' });
  });
});
