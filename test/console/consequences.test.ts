import { expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import { rowsOf } from '../support/org-requests.ts';
import {
  allProposals,
  approved,
  asks,
  callEvent,
  danaCalls,
  deliver,
  testConsole,
  testOrg,
  theProposal,
} from '../support/test-console.ts';

const metadata = {
  recordTypes: [{ object: 'Case', name: 'Refund', developerName: 'Refund', picklists: { Priority: ['Low'] } }],
  assignmentRules: [{ object: 'Case', name: 'All', owner: 'Support_Queue' }],
};

async function called(given?: Parameters<typeof testOrg>[0]) {
  const org = await testOrg(given);
  const running = await testConsole(org);
  await deliver(running, callEvent('start', danaCalls()));
  return { org, running };
}

/** Runs with the action changed in the catalogue, as Settings does. */
async function withAssignment(running: Console, key: string): Promise<void> {
  const views = await running.router.actions.list.callable()();
  const view = views.find(({ action }) => action.key === key);
  if (!view) throw new Error('the catalogue lacks it');
  await running.router.actions.save.callable()({ ...view.action, assignmentRules: true });
}

test('closing a case, and what Salesforce fills in, are told on the card', async () => {
  const { running } = await called();
  await deliver(
    running,
    asks('t1', 'update_case', { status: 'Closed' }),
    asks('t2', 'create_case', { subject: 'Lamp', priority: 'High' }),
  );
  expect((await theProposal(running, 'update_case')).consequences).toEqual(['This closes the case.']);
  const told = (await theProposal(running, 'create_case')).consequences;
  expect(told?.[0]).toBe('Assignment rules are not run: it belongs to you.');
  expect(told?.[1]).toMatch(/^Salesforce fills in .*Status “New”/);
});

test('a new owner is told by name', async () => {
  const { org, running } = await called();
  const [kit] = await rowsOf(org, "SELECT Id, Name FROM User WHERE LastName = 'Moran'");
  const [dana] = await rowsOf(org, "SELECT Id, Owner.Name FROM Contact WHERE Name = 'Dana Reyes'");
  const inputs = { object: 'Contact', record_id: dana.Id, fields: { OwnerId: kit.Id } };
  await deliver(running, asks('t1', 'update_object', inputs));
  expect((await theProposal(running, 'update_object')).consequences).toEqual([
    `It passes from ${dana.Owner.Name} to ${kit.Name}.`,
  ]);
});

test('a value that does not go with the record type is told before Salesforce is asked to take it', async () => {
  const { org, running } = await called(metadata);
  const [type] = await rowsOf(org, "SELECT Id FROM RecordType WHERE DeveloperName = 'Refund'");
  const fields = { Subject: 'Lamp', Priority: 'High', RecordTypeId: type.Id };
  await deliver(running, asks('t1', 'create_object', { object: 'Case', fields }));
  expect((await theProposal(running, 'create_object')).consequences).toEqual(
    expect.arrayContaining([
      'Its record type is “Refund”.',
      '“High” is not among the values of Priority for the record type “Refund”.',
    ]),
  );
});

test('assignment rules run only where the catalogue says so, and what was approved says it too', async () => {
  const { org, running } = await called(metadata);
  await deliver(running, asks('t1', 'create_case', { subject: 'Not assigned' }));
  await withAssignment(running, 'create_case');
  await deliver(running, asks('t2', 'create_case', { subject: 'Assigned' }));
  for (const of of await allProposals(running)) await approved(running, of);
  const ownerOf = async (subject: string) =>
    (await rowsOf(org, `SELECT Owner.Name FROM Case WHERE Subject = '${subject}'`))[0]?.Owner.Name;
  expect(await ownerOf('Assigned')).toBe('Support Queue');
  expect(await ownerOf('Not assigned')).not.toBe('Support Queue');
  const [, second] = await allProposals(running);
  expect(second?.consequences?.[0]).toBe('Assignment rules run: they may give it to somebody else.');
});
