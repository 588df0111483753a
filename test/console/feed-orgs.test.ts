import { expect, test } from 'vitest';
import { loadCall } from '../../electron/calls/call-store.ts';
import type { Console } from '../../electron/console/start-console.ts';
import type { DeliveredEvent } from '../../shared/model/call-event.ts';
import { allowing, customerOrg, orgConsole, signedInTo } from '../support/org-console.ts';
import { sampleFeed } from '../support/sample-feed.ts';
import { allProposals, asks, callEvent, danaCalls, deliver, sam, testOrg } from '../support/test-console.ts';

const of = (feed: string, event: DeliveredEvent): DeliveredEvent => ({ ...event, feed, call: `${feed}-call` });

async function twoOrgs() {
  const { org: customer, port } = await customerOrg();
  const practice = await testOrg();
  const running = await orgConsole({ org: practice, loginPorts: [port], openBrowser: allowing(customer) });
  const theirs = await signedInTo(running, customer);
  await running.router.orgs.setReplayOrg.callable()({ org: null });
  return { running, customer, practice, theirs };
}

async function orgOfCall(running: Console, feed: string): Promise<string | undefined> {
  const rows = await running.store.db.selectFrom('call_sources').selectAll().where('feed', '=', feed).execute();
  return (await loadCall(running.store.db, rows[0]?.call ?? ''))?.org;
}

test('calls belong to the org of their feed, and what they ask for is written there and nowhere else', async () => {
  const { running, customer, practice, theirs } = await twoOrgs();
  await running.feeds.book.save(sampleFeed('vapi', { org: theirs.id }), {});
  await deliver(
    running,
    of('vapi', callEvent('start', danaCalls())),
    of('vapi', asks('t1', 'create_case', { subject: 'For the customer' })),
    of('retell', callEvent('start', danaCalls())),
    of('retell', asks('t2', 'create_case', { subject: 'For practice' })),
  );
  expect(await orgOfCall(running, 'vapi')).toBe(theirs.id);
  expect(await orgOfCall(running, 'retell')).toBe(running.orgs.main()?.id);
  for (const each of await allProposals(running)) {
    await running.proposals.approve(each.id, each.revision, null, sam);
  }
  await running.idle();
  const subjects = (org: typeof customer) =>
    org.effects().flatMap(({ fields }) => (typeof fields.Subject === 'string' ? [fields.Subject] : []));
  expect(subjects(customer)).toEqual(['For the customer']);
  expect(subjects(practice)).toEqual(['For practice']);
});

test('a feed of an org that is not known here writes to no other org in its stead', async () => {
  const { running, customer, practice } = await twoOrgs();
  await running.feeds.book.save(sampleFeed('vapi', { org: '00D000000000009AAA' }), {});
  await deliver(
    running,
    of('vapi', callEvent('start', danaCalls())),
    of('vapi', asks('t1', 'create_case', { subject: 'Lost' })),
  );
  const [lost] = await allProposals(running);
  expect(lost?.org).toBe('00D000000000009AAA');
  expect(lost?.readiness).toMatchObject({ state: 'blocked', problem: { kind: 'not-allowed' } });
  expect([...customer.effects(), ...practice.effects()].filter(({ fields }) => fields.Subject)).toEqual([]);
});
