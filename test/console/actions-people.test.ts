import { describe, expect, test } from 'vitest';
import { askOrg, rowsOf } from '../support/org-requests.ts';
import {
  approved,
  asks,
  callEvent,
  danaCalls,
  deliver,
  sam,
  says,
  testConsole,
  testOrg,
  theProposal,
} from '../support/test-console.ts';

const stranger = callEvent('start', danaCalls('+14155550000', null));

describe('people', () => {
  test('a caller who is new is proposed as a contact in their own words', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    await deliver(
      running,
      stranger,
      says(1, 'caller', "Hi, I'm a new customer. My name is Tara Quill, my email is tara@quill.example."),
    );
    const of = await theProposal(running, 'create_contact');
    expect((await approved(running, of)).status.state).toBe('written');
    expect(await rowsOf(org, "SELECT FirstName, Email FROM Contact WHERE LastName = 'Quill'")).toMatchObject([
      { FirstName: 'Tara', Email: 'tara@quill.example' },
    ]);
  });

  test('a lead needs a company, and takes its source from the channel', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    await deliver(running, stranger, asks('t1', 'create_lead', { last_name: 'Quill' }));
    const of = await theProposal(running, 'create_lead');
    expect(of.readiness).toMatchObject({
      state: 'blocked',
      problem: { message: 'Company is required.', next: 'edit' },
    });
    await running.proposals.approve(of.id, of.revision, { Company: 'Quill & Co' }, sam);
    await running.idle();
    expect(await rowsOf(org, "SELECT LeadSource FROM Lead WHERE Company = 'Quill & Co'")).toMatchObject([
      { LeadSource: 'Phone Inquiry' },
    ]);
  });

  test('a lead that was converted is refused before sending, in words', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const [open] = await rowsOf(org, 'SELECT Id, Phone FROM Lead WHERE Phone != null LIMIT 1');
    const { id } = await askOrg(org, 'POST', '/sobjects/Lead', { LastName: 'Old', Company: 'Old', IsConverted: true });
    await deliver(
      running,
      callEvent('start', danaCalls(open.Phone, null)),
      asks('t1', 'update_lead', { title: 'CEO' }),
    );
    const of = await theProposal(running, 'update_lead');
    expect(of).toMatchObject({ record: { id: open.Id }, readiness: { state: 'ready' } });
    await running.proposals.chooseRecord(of.id, of.revision, { object: 'Lead', id, name: 'Old', detail: null });
    await running.idle();
    const before = org.effects().length;
    await expect(approved(running, await theProposal(running, 'update_lead'))).rejects.toThrow('was converted');
    expect(org.effects()).toHaveLength(before);
  });
});
