import { call } from '@orpc/server';
import { expect, test, vi } from 'vitest';
import { automated, draftFor, madeOutside } from '../support/automation-console.ts';
import { testConsole, testOrg } from '../support/test-console.ts';

test('every template can be switched on at once on the practice org, and a dry run sends and keeps nothing', async () => {
  const org = await testOrg();
  const running = await testConsole(org);
  const { automations } = running.router;
  const id = running.orgs.main()?.id ?? '';
  for (const { key } of await call(automations.templates.list, undefined)) {
    const draft = await call(automations.templates.use, { key, org: id });
    expect({ key, problems: await call(automations.check, draft) }).toEqual({ key, problems: [] });
  }
  const contact = await madeOutside(org, 'Contact', { FirstName: 'Noor', LastName: 'Haddad', Phone: '4155550190' });
  const draft = await call(automations.templates.use, { key: 'call-new-contact', org: id });
  const on = { kind: 'records' as const, object: 'Contact', ids: [contact] };
  const report = await call(automations.dryRun, { draft, on });
  expect(report.starts.holds).toBe(true);
  expect(report.steps.map(({ key, state }) => `${key} ${state}`)).toEqual(['in_time done', 'call deciding']);
  expect(report.steps[1]?.diff).toMatchObject([{ label: 'To', after: '+14155550190' }, { label: 'Through' }, {}, {}]);
  expect(await running.store.db.selectFrom('proposals').select('id').execute()).toEqual([]);
  expect((await call(automations.runs.list, { automation: null, state: null, before: null })).runs).toEqual([]);
});

test('an automation that fails three times in a row pauses itself and says so', async () => {
  const running = await testConsole(await testOrg());
  const { automations } = running.router;
  const { id } = await automated(
    running,
    draftFor(running, {
      name: 'Broken',
      trigger: { kind: 'by-hand', object: null },
      steps: [{ kind: 'look-up', key: 'find', label: 'Find', soql: 'SELECT Id FROM Nothing__c', most: 1 }],
    }),
  );
  for (let run = 0; run < 3; run += 1) {
    await call(automations.start, { id, on: { kind: 'nothing' } });
    await running.idle();
  }
  await vi.waitFor(async () => {
    const { automation } = await call(automations.get, { id });
    expect(automation).toMatchObject({ enabled: false, paused: { why: expect.any(String) } });
    expect(running.automations.notice()).toMatch(/^The automation “Broken” paused itself: /);
  });
});
