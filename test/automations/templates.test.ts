import { call } from '@orpc/server';
import { expect, test, vi } from 'vitest';
import { createFollowUps } from '../../electron/feeds/follow-ups.ts';
import { approveNext, automated, draftFor, madeOutside, runIn } from '../support/automation-console.ts';
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

const unhappy = {
  summary: 'They were angry.',
  sentiment: 'negative' as const,
  successful: null,
  disposition: null,
  recordingUrl: null,
  values: {},
};

test('every template proposes what it is for once its moment comes, and does it once that is approved', async () => {
  const org = await testOrg();
  const running = await testConsole(org);
  const { store, router } = running;
  const { runs, templates } = router.automations;
  const all = await call(templates.list, undefined);
  for (const { key } of all) {
    await automated(running, await call(templates.use, { key, org: running.orgs.main()?.id ?? '' }));
  }
  const [ofContact, ofLead] = ['4155550190', '4155550191'];
  await madeOutside(org, 'Contact', { FirstName: 'Noor', LastName: 'Haddad', Phone: ofContact });
  await madeOutside(org, 'Lead', { LastName: 'Okafor', Company: 'Okafor & Co', Phone: ofLead });
  const began = danaCalls(`+1${ofContact}`, 'Noor Haddad');
  const startedAt = Date.now() + 1;
  await deliver(
    running,
    callEvent('start', began.type === 'call.started' ? { ...began, startedAt } : began),
    says(1, 'caller', 'My title is Director now.'),
    asks('t1', 'update_contact', { Title: 'Director' }),
  );
  const update = await theProposal(running, 'update_contact');
  await approved(running, update);
  const followUps = createFollowUps({ store, now: Date.now });
  await store.transact((tx) => followUps.owe(tx, { of: update, call: null, what: 'Call back' }));
  const anHour = 60 * 60_000;
  await store.db
    .updateTable('follow_ups')
    .set({ due_at: Date.now() - anHour + 1 })
    .execute();
  await deliver(
    running,
    callEvent('end', { type: 'call.ended', reason: null, endedAt: Date.now() + 2 }),
    callEvent('told', { type: 'call.analysed', analysis: unhappy }),
  );

  const wanted: Record<string, string> = {};
  await expect
    .poll(
      async () => {
        store.touch();
        await running.idle();
        const deciding = await call(runs.list, { automation: null, state: 'deciding', before: null });
        for (const { id } of deciding.runs) {
          for await (const run of await call(runs.open, { id })) {
            const { operation, values } = await approveNext(running, run);
            wanted[run.automationName] = `${operation}: ${values[0]?.value}`;
            break;
          }
        }
        return (await call(runs.list, { automation: null, state: 'done', before: null })).runs.length;
      },
      { timeout: 15_000 },
    )
    .toBe(all.length);
  const keep = 'Keep Thoughtly contacts in step with new leads and contacts';
  expect(wanted).toEqual({
    'Call a new contact within five minutes': `call: +1${ofContact}`,
    'Follow up a broken promise': 'create: Overdue: Call back',
    'Create a case when a call ends badly': 'create: Call ended badly: Noor Haddad',
    'SMS a confirmation after an approved update': `message: +1${ofContact}`,
    [`${keep}: contacts`]: `contact: +1${ofContact}`,
    [`${keep}: leads`]: `contact: +1${ofLead}`,
  });
  const made = org.effects().filter(({ object }) => object === 'Case' || object === 'Task');
  expect(made.map(({ object }) => object).sort()).toEqual(['Case', 'Task']);
});

test('an automation that fails three times in a row pauses itself and says so; mended, its runs are taken up as it is now', async () => {
  const running = await testConsole(await testOrg());
  const { automations } = running.router;
  const find = { kind: 'look-up' as const, key: 'find', label: 'Find', soql: 'SELECT Id FROM Nothing__c', most: 1 };
  const draft = draftFor(running, { name: 'Broken', trigger: { kind: 'by-hand', object: null }, steps: [find] });
  const { id, version } = await automated(running, draft);
  for (let run = 0; run < 3; run += 1) {
    await call(automations.start, { id, on: { kind: 'nothing' } });
    await running.idle();
  }
  await vi.waitFor(async () => {
    const { automation } = await call(automations.get, { id });
    expect(automation).toMatchObject({ enabled: false, paused: { why: expect.any(String) } });
    expect(running.automations.notice()).toMatch(/^The automation “Broken” paused itself: /);
  });
  const steps = [{ ...find, soql: 'SELECT Id FROM Contact' }];
  await call(automations.save, { ...draft, id, version, steps });
  await call(automations.setEnabled, { id, enabled: true });
  const { id: failed } = await runIn(running, 'failed');
  await call(automations.runs.retry, { id: failed, step: null });
  expect(await runIn(running, 'done')).toMatchObject({ id: failed, version: version + 1 });
  expect(running.automations.notice()).toBeNull();
});
