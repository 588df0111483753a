import { call } from '@orpc/server';
import { expect, test } from 'vitest';
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

const start = callEvent('start', danaCalls());

test("a query of the caller's own records is answered at once, and its one row feeds the next action", async () => {
  const org = await testOrg();
  const running = await testConsole(org);
  const [contact] = await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
  const before = org.effects().length;
  const query = `SELECT Id, CaseNumber, Subject FROM Case WHERE ContactId = '${contact.Id}' AND IsClosed = false`;
  await deliver(running, start, asks('t1', 'run_soql', { query }));
  const of = await theProposal(running, 'run_soql');
  expect(of.status).toMatchObject({
    state: 'written',
    decision: { by: { kind: 'rule' } },
    result: { rows: [{ Subject: 'Lamp damaged in transit' }], record: { object: 'Case' } },
  });
  expect(org.effects()).toHaveLength(before);
  await deliver(running, asks('t2', 'add_comment', { record_id: of.reference, comment: 'Found.' }));
  const comment = await theProposal(running, 'add_comment');
  expect(comment).toMatchObject({ record: { detail: 'Lamp damaged in transit' }, readiness: { state: 'ready' } });
});

test.each([
  ['of all cases', 'SELECT Id FROM Case'],
  ['of somebody else', "SELECT Id FROM Case WHERE ContactId = '003000000000001AAA'"],
  ['of the caller or anybody', (id: string) => `SELECT Id FROM Case WHERE ContactId = '${id}' OR Subject != ''`],
  [
    "of others' fields through the caller",
    (id: string) => `SELECT Id, Owner.Email FROM Case WHERE ContactId = '${id}'`,
  ],
])('a query %s waits for a person', async (_, query) => {
  const org = await testOrg();
  const running = await testConsole(org);
  const [contact] = await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
  await deliver(
    running,
    start,
    asks('t1', 'run_soql', { query: typeof query === 'string' ? query : query(contact.Id) }),
  );
  const of = await theProposal(running, 'run_soql');
  expect(of).toMatchObject({ status: { state: 'waiting' }, readiness: { state: 'ready' }, object: 'Case' });
  expect(of.consequences?.[0]).toContain('at most 50 cases');
  expect((await approved(running, of)).status).toMatchObject({ state: 'written', result: { rows: expect.any(Array) } });
});

test('a query that does more than read plain fields cannot be approved', async () => {
  const running = await testConsole(await testOrg());
  await deliver(running, start, asks('t1', 'run_soql', { query: 'SELECT Id FROM Case FOR UPDATE' }));
  const of = await theProposal(running, 'run_soql');
  await expect(approved(running, of)).rejects.toThrow('not run');
});

test('a query within the objects, fields and rows that a rule allows runs at once, and no other', async () => {
  const org = await testOrg();
  const running = await testConsole(org);
  const expression =
    'action == "run_soql" && object == "Case" && read_rows <= 5 && read_fields.all(each, each in ["Id", "CaseNumber", "Status"])';
  const draft = { id: null, version: null, name: 'Status of a case', words: '', form: null } as const;
  const saved = await call(running.router.rules.save, { ...draft, effect: 'auto-approve', expression });
  await call(running.router.rules.setEnabled, { id: saved.id, enabled: true });
  const ask = async (id: string, query: string) => deliver(running, asks(id, 'run_soql', { query }));
  await deliver(running, start);
  await ask('t1', "SELECT Status FROM Case WHERE CaseNumber = '00001001' LIMIT 1");
  expect((await theProposal(running, 'run_soql')).status).toMatchObject({
    state: 'written',
    decision: { by: { kind: 'rule', name: 'Status of a case' } },
  });
  await ask('t2', 'SELECT Id FROM Case LIMIT 6');
  await ask('t3', "SELECT Id FROM Case WHERE Subject LIKE 'Lamp%' LIMIT 1");
  await ask('t4', 'SELECT Id FROM Case ORDER BY Subject LIMIT 1');
  const states = (await allProposals(running)).map(({ status }) => status.state);
  expect(states.toSorted()).toEqual(['waiting', 'waiting', 'waiting', 'written']);
});
