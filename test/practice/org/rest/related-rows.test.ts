import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OrgUnderTest, openOrg } from '../support/org-under-test.ts';

let under: OrgUnderTest;
let account = '';
let contact = '';
beforeAll(async () => {
  under = await openOrg({ empty: true });
  account = await under.create('Account', { Name: 'Parent' });
  contact = await under.create('Contact', { LastName: 'Child', AccountId: account });
});
afterAll(() => under.org.stop());

describe('a relationship in the path', () => {
  it('leads to the row of a lookup', async () => {
    const { json } = await under.call('GET', `/sobjects/Contact/${contact}/Account?fields=Name`);
    expect(json).toMatchObject({ attributes: { type: 'Account' }, Name: 'Parent' });
  });

  it('leads to the rows that look up to this one', async () => {
    const { json } = await under.call('GET', `/sobjects/Account/${account}/Contacts?fields=LastName`);
    expect(json).toMatchObject({ totalSize: 1, done: true, records: [{ LastName: 'Child' }] });
  });

  it('that is empty or unknown answers 404', async () => {
    expect((await under.call('GET', `/sobjects/Contact/${contact}/ReportsTo`)).status).toBe(404);
    expect((await under.call('GET', `/sobjects/Account/${account}/Nobodies`)).status).toBe(404);
  });
});
