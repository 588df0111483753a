import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedPeople } from '../../../../electron/practice/org/seed-people.ts';
import { type Json, type OrgUnderTest, openOrg } from '../support/org-under-test.ts';

let under: OrgUnderTest;
beforeAll(async () => {
  under = await openOrg();
});
afterAll(() => under.org.stop());

describe('the seeded org', () => {
  it('has everybody the practice calls mention, with their facts', async () => {
    for (const person of seedPeople) {
      const { records } = await under.query(
        `SELECT Name, Phone, Title FROM ${person.object} WHERE Email = '${person.email}'`,
      );
      expect(records).toMatchObject([
        { Name: `${person.firstName} ${person.lastName}`, Phone: person.phone, Title: person.title },
      ]);
    }
  });

  it('gives nobody else the number of a named person', async () => {
    for (const person of seedPeople) {
      const digits = person.phone.replace(/\D/g, '');
      const { json } = await under.call(
        'GET',
        `/search?q=${encodeURIComponent(`FIND {${digits}} IN PHONE FIELDS RETURNING Contact(Id), Lead(Id)`)}`,
      );
      expect([person.key, json.searchRecords.length]).toEqual([person.key, 1]);
    }
  });

  it('has two Maria Alvarez who differ in account, number and e-mail', async () => {
    const { records } = await under.query(
      "SELECT Account.Name, Phone, Email FROM Contact WHERE Name = 'Maria Alvarez'",
    );
    expect(new Set(records.map((one: Json) => one.Account.Name)).size).toBe(2);
    expect(new Set(records.map((one: Json) => one.Phone)).size).toBe(2);
    expect(new Set(records.map((one: Json) => one.Email)).size).toBe(2);
  });

  it('has the open case of Dana Reyes from three days ago', async () => {
    const { records } = await under.query(
      "SELECT Subject, Description, IsClosed, CreatedDate FROM Case WHERE Contact.Name = 'Dana Reyes'",
    );
    expect(records).toMatchObject([
      { Subject: 'Lamp damaged in transit', Description: expect.stringContaining('40218'), IsClosed: false },
    ]);
    expect(Math.round((Date.now() - Date.parse(records[0].CreatedDate.replace('+0000', 'Z'))) / 86_400_000)).toBe(3);
  });

  it('has a few hundred customers, the same in every org, on reserved numbers and domains', async () => {
    const rows = async (org: OrgUnderTest) =>
      (await org.query('SELECT Id, Name, Phone, Email, Account.Name FROM Contact ORDER BY Id')).records;
    const other = await openOrg();
    expect(await rows(other)).toEqual(await rows(under));
    await other.org.stop();
    const { sObjects } = (await under.call('GET', '/limits/recordCount?sObjects=Account,Contact,Lead,Case')).json;
    for (const { name, count } of sObjects) expect([name, count > 100]).toEqual([name, true]);
    for (const one of await rows(under)) expect(one.Email).toMatch(/@[\w.-]+\.example$/);
  });

  it('has no two companies of one name', async () => {
    const { records } = await under.query('SELECT Name, COUNT(Id) n FROM Account GROUP BY Name HAVING COUNT(Id) > 1');
    expect(records).toEqual([]);
  });
});
