import { describe, expect, test } from 'vitest';
import { diffProposal } from '../../shared/model/diff.ts';
import { askOrg, rowsOf } from '../support/org-requests.ts';
import {
  allProposals,
  approved,
  asks,
  callEvent,
  danaCalls,
  deliver,
  sam,
  testConsole,
  testOrg,
  theProposal,
} from '../support/test-console.ts';

const start = callEvent('start', danaCalls());

describe('an action on any object', () => {
  test('creates a record with the fields that were named, in any case of letters', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const fields = { name: 'Lamps for the lobby', StageName: 'Prospecting', CloseDate: '2026-12-01', amount: '1,200' };
    await deliver(running, start, asks('t1', 'create_object', { object: 'opportunity', fields }));
    const of = await theProposal(running, 'create_object');
    expect(of).toMatchObject({ object: 'Opportunity', objectLabel: 'Opportunity', readiness: { state: 'ready' } });
    expect(of.values.map(({ field, value }) => [field, value])).toEqual([
      ['Name', 'Lamps for the lobby'],
      ['StageName', 'Prospecting'],
      ['CloseDate', '2026-12-01'],
      ['Amount', 1200],
    ]);
    const asked = await approved(running, of);
    expect(asked.status).toMatchObject({ confirming: true, problem: { code: 'confirm-sensitive' } });
    expect((await approved(running, asked)).status.state).toBe('written');
    expect(await rowsOf(org, "SELECT Amount FROM Opportunity WHERE Name = 'Lamps for the lobby'")).toMatchObject([
      { Amount: 1200 },
    ]);
  });

  test('changes a record by its id, shown as a diff', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const [account] = await rowsOf(org, "SELECT Id, Website FROM Account WHERE Name = 'Reyes Interiors'");
    await deliver(
      running,
      start,
      asks('t1', 'update_object', { object: 'Account', record_id: account.Id, fields: { Website: 'reyes.example' } }),
    );
    const of = await theProposal(running, 'update_object');
    expect(diffProposal(of)).toMatchObject([
      { field: 'Website', base: null, proposed: 'reyes.example', change: 'set' },
    ]);
    expect(of.record?.name).toBe('Reyes Interiors');
    await approved(running, of);
    expect(await askOrg(org, 'GET', `/sobjects/Account/${account.Id}?fields=Website`)).toMatchObject({
      Website: 'reyes.example',
    });
  });

  test('waits for a record where its id is not known', async () => {
    const running = await testConsole(await testOrg());
    await deliver(running, start, asks('t1', 'update_object', { object: 'Account', fields: { Website: 'a.example' } }));
    expect((await theProposal(running, 'update_object')).readiness).toEqual({ state: 'needs-record' });
  });

  test('says which field or object the org does not have or the user may not write', async () => {
    const running = await testConsole(await testOrg());
    await deliver(
      running,
      start,
      asks('t1', 'create_object', {
        object: 'Account',
        fields: { Name: 'A', Nonsense__c: 1, CreatedDate: '2020-01-01' },
      }),
      asks('t2', 'create_object', { object: 'Nonsense__c', fields: { Name: 'A' } }),
      asks('t3', 'create_object', { object: 'User', fields: { LastName: 'A' } }),
    );
    const messages = (await allProposals(running)).map(({ readiness }) =>
      readiness.state === 'blocked' ? readiness.problem.message : readiness.state,
    );
    expect(messages).toEqual([
      expect.stringMatching(/no field Nonsense__c .*Created Date cannot be written/),
      expect.stringContaining('no object called Nonsense__c'),
      expect.any(String),
    ]);
  });

  test.each([
    ['an object that is no name', { object: "Account WHERE Name != ''", fields: {} }],
    ['no object', { fields: { Name: 'x' } }],
    ['a field that is no name', { object: 'Account', fields: { 'Name, (SELECT Id FROM Contacts)': 'x' } }],
    ['fields that are a list', { object: 'Account', fields: ['Name'] }],
  ])('%s is refused and kept as an anomaly', async (_, inputs) => {
    const running = await testConsole(await testOrg());
    await deliver(running, start, asks('t1', 'create_object', inputs));
    expect(await allProposals(running)).toEqual([]);
    const kept = await running.store.db.selectFrom('journal').select('summary').where('kind', '=', 'anomaly').execute();
    expect(kept).toHaveLength(1);
  });
});

describe('a deletion', () => {
  test('is asked for twice, says what goes with it, and deletes once', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const [open] = await rowsOf(org, "SELECT Id, CaseNumber FROM Case WHERE Contact.Name = 'Dana Reyes'");
    for (const CommentBody of ['One', 'Two'])
      await askOrg(org, 'POST', '/sobjects/CaseComment', { ParentId: open.Id, CommentBody });
    await deliver(running, start, asks('t1', 'delete_object', { object: 'Case', record_id: open.Id }));
    const of = await theProposal(running, 'delete_object');
    expect(of.consequences).toEqual(['2 case comments go with it.', expect.stringContaining('15 days')]);
    // What goes is shown, and guarded: it is what the supervisor saw.
    expect(of.base?.fields).toMatchObject({ Subject: 'Lamp damaged in transit', Status: 'Working' });
    const before = org.effects().length;
    const asked = await approved(running, of);
    expect(asked.status).toMatchObject({
      state: 'waiting',
      confirming: true,
      problem: {
        message: expect.stringContaining(`Delete ${open.CaseNumber} (Lamp damaged in transit)? 2 case comments`),
      },
    });
    expect(org.effects()).toHaveLength(before);
    // A second press on the card as it was first shown is no second approval.
    await expect(running.proposals.approve(of.id, of.revision, null, sam)).rejects.toThrow('changed while');
    expect((await approved(running, asked)).status.state).toBe('written');
    expect(await rowsOf(org, `SELECT Id FROM Case WHERE Id = '${open.Id}'`)).toEqual([]);
  });

  test('is asked for from the start where the record was read anew in between', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const [open] = await rowsOf(org, "SELECT Id FROM Case WHERE Contact.Name = 'Dana Reyes'");
    await deliver(running, start, asks('t1', 'delete_object', { object: 'Case', record_id: open.Id }));
    const asked = await approved(running, await theProposal(running, 'delete_object'));
    await running.proposals.reopen(asked.id, asked.revision);
    await running.idle();
    const again = await theProposal(running, 'delete_object');
    expect(again.status).toEqual({ state: 'waiting', conflict: null, problem: null });
    expect((await approved(running, again)).status).toMatchObject({ state: 'waiting', confirming: true });
  });
});
