import { call } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import { askOrg, deleteContact, rowsOf } from '../support/org-requests.ts';
import { callEvent, danaCalls, deliver, testConsole, testOrg } from '../support/test-console.ts';

const start = callEvent('start', danaCalls());

async function panel(running: Console) {
  const { id } = await running.store.db.selectFrom('calls').select('id').executeTakeFirstOrThrow();
  return call(running.router.records.ofCaller, { call: id });
}

describe('what the org knows of who calls', () => {
  test('tells key fields, open cases and last activities, newest first', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const [dana] = await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
    const task = (Subject: string) => ({ Subject, WhoId: dana.Id, Status: 'Completed', ActivityDate: '2026-11-03' });
    await askOrg(org, 'POST', '/sobjects/Task', task('Called about the lamp'));
    await askOrg(org, 'POST', '/sobjects/Event', {
      Subject: 'Showroom visit',
      WhoId: dana.Id,
      StartDateTime: '2026-11-05T17:00:00Z',
      EndDateTime: '2026-11-05T18:00:00Z',
    });
    await deliver(running, start);
    const told = await panel(running);
    expect(told.record?.name).toBe('Dana Reyes');
    expect(told.unread).toEqual([]);
    expect(told.fields.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Account', 'Business Phone', 'Mobile Phone', 'Email', 'Owner']),
    );
    expect(told.fields.find(({ field }) => field === 'AccountId')).toMatchObject({ display: 'Reyes Interiors' });
    expect(told.cases).toMatchObject({
      more: false,
      open: [{ record: { object: 'Case', detail: 'Lamp damaged in transit' }, status: expect.any(String) }],
    });
    expect(told.activities).toMatchObject([
      { kind: 'event', record: { name: 'Showroom visit' } },
      { kind: 'task', record: { name: 'Called about the lamp' }, status: 'Completed', at: '2026-11-03' },
    ]);
  });

  test('leaves out closed cases', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const [open] = await rowsOf(org, "SELECT Id FROM Case WHERE Contact.Name = 'Dana Reyes'");
    await askOrg(org, 'PATCH', `/sobjects/Case/${open.Id}`, { Status: 'Closed' });
    await deliver(running, start);
    expect((await panel(running)).cases).toEqual({ open: [], more: false });
  });

  test('tells nothing while it is not known who calls', async () => {
    const running = await testConsole(await testOrg());
    await deliver(running, callEvent('start', danaCalls('+14155550000', null)));
    expect(await panel(running)).toMatchObject({ record: null, fields: [], cases: null, activities: null });
  });

  test('shows what can be read and says what cannot', async () => {
    const hidden = { create: false, read: false, update: false, delete: false };
    const org = await testOrg({ permissions: [{ profile: 'Call Centre Supervisor', objects: { Case: hidden } }] });
    const running = await testConsole(org);
    await deliver(running, start);
    const told = await panel(running);
    expect(told.cases).toBeNull();
    expect(told.fields.length).toBeGreaterThan(3);
    expect(told.unread).toMatchObject([{ what: 'cases' }]);
  });

  test('says that the record is gone, where somebody deleted it meanwhile', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    await deliver(running, start);
    const [dana] = await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
    await deleteContact(org, dana.Id);
    expect(await panel(running)).toMatchObject({
      fields: [],
      unread: [{ what: 'fields', message: expect.stringContaining('no longer in Salesforce') }],
    });
  });

  test('is refused for a call that is none', async () => {
    const running = await testConsole(await testOrg());
    await expect(call(running.router.records.ofCaller, { call: 'nope' })).rejects.toThrow('does not exist');
  });
});
