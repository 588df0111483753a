import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPeople } from '../../../electron/salesforce/people/find-people.ts';
import { lookUpRecords } from '../../../electron/salesforce/records/lookup.ts';
import { readRecord } from '../../../electron/salesforce/records/read-record.ts';
import { queryAll, queryNextPage, queryPage } from '../../../electron/salesforce/search/query.ts';
import { soql } from '../../../electron/salesforce/search/soql.ts';
import { type PracticeConnection, startPracticeConnection } from '../../support/practice-connection.ts';
import { refusal, reply } from '../../support/salesforce-faults.ts';

let practice: PracticeConnection;

beforeAll(async () => {
  practice = await startPracticeConnection(10_000);
});

afterAll(() => practice.close());

const names = (found: { record: { name: string } }[]) => found.map((each) => each.record.name);

describe('who is calling', () => {
  it('is found by the number, however it is written', async () => {
    for (const phone of ['+14155550134', '(415) 555-0134', '415.555.0134']) {
      const found = await findPeople(practice.connection, { phone });
      expect(found[0], phone).toMatchObject({
        record: { object: 'Contact', name: 'Dana Reyes', detail: 'Reyes Interiors' },
        matched: [{ field: 'Phone', label: 'Business Phone', how: 'exact' }],
        email: 'd.reyes@oldmail.example',
      });
      expect(found[0]?.accountId).toMatch(/^001/);
    }
  });

  it('is found by the number even where the search index does not know it', async () => {
    practice.front.next(/\/search\?/, reply(200, { searchRecords: [] }));
    expect(names(await findPeople(practice.connection, { phone: '+14155550134' }))).toContain('Dana Reyes');
    practice.front.next(/\/search\?/, reply(404, refusal('NOT_FOUND', 'The requested resource does not exist')));
    expect(names(await findPeople(practice.connection, { phone: '+14155550134' }))).toContain('Dana Reyes');
  });

  it('is found by name, exactly or nearly', async () => {
    expect((await findPeople(practice.connection, { name: 'dana reyes' }))[0]?.matched).toEqual([
      { field: 'Name', label: 'Full Name', how: 'exact' },
    ]);
    const near = await findPeople(practice.connection, { name: 'Dana Reyez' });
    expect(near.find((each) => each.record.name === 'Dana Reyes')?.matched[0]?.how).toBe('close');
  });

  it('is found by address and by case, all agreement told at once', async () => {
    const [open] = await practice.rows(soql`SELECT CaseNumber FROM Case WHERE Contact.Name = ${'Dana Reyes'} LIMIT 1`);
    const caseNumber = String(Number(open?.CaseNumber));
    const found = await findPeople(practice.connection, {
      email: 'D.Reyes@OldMail.example',
      caseNumber,
      name: 'Dana Reyes',
    });
    expect(found[0]?.record.name).toBe('Dana Reyes');
    expect(found[0]?.matched.map((each) => each.field).sort()).toEqual(['CaseNumber', 'Email', 'Name']);
  });

  it('is found by what is typed into a search box', async () => {
    expect(names(await findPeople(practice.connection, { text: 'reyes int' }))).toContain('Dana Reyes');
    expect(names(await findPeople(practice.connection, { text: 'd.reyes@oldmail.example' }))).toEqual(['Dana Reyes']);
    expect(names(await findPeople(practice.connection, { text: '415 555 0134' }))).toContain('Dana Reyes');
  });

  it('is nobody when nothing agrees', async () => {
    expect(
      await findPeople(practice.connection, { phone: '+12025550000', name: 'Xyzzy Quux', email: 'no@one.example' }),
    ).toEqual([]);
    expect(await findPeople(practice.connection, { phone: '12', text: ' ' })).toEqual([]);
    expect(await findPeople(practice.connection, {})).toEqual([]);
  });

  it('cannot be found by force of quotes', async () => {
    for (const hostile of ["' OR Name != '", "x\\' OR Name != '", '%', '_____', "reyes' LIMIT 1 --"]) {
      const found = await findPeople(practice.connection, {
        name: `Jo ${hostile}`,
        email: hostile,
        text: hostile,
        caseNumber: hostile,
      });
      expect(found).toEqual([]);
    }
  });
});

describe('a lookup', () => {
  it('finds records of its object by words and by id', async () => {
    const found = await lookUpRecords(practice.connection, 'Contact', 'Dana');
    expect(found[0]).toMatchObject({ object: 'Contact', name: 'Dana Reyes' });
    const byId = await lookUpRecords(practice.connection, 'contact', found[0]?.id.slice(0, 15) ?? '');
    expect(names(byId.map((record) => ({ record })))).toEqual(['Dana Reyes']);
    expect(await lookUpRecords(practice.connection, 'Account', '', 3)).toHaveLength(3);
  });
});

describe('a query', () => {
  it('reads page after page, and tells when the bound cut it short', async () => {
    const few = await queryAll(practice.connection, soql`SELECT Id FROM Contact`, 5);
    expect(few.rows).toHaveLength(5);
    expect(few.complete).toBe(false);
    expect(few.totalSize).toBeGreaterThan(5);
    const all = await queryAll(practice.connection, soql`SELECT Id FROM Contact`);
    expect(all).toMatchObject({ complete: true });
    expect(all.rows).toHaveLength(few.totalSize);
  });

  it('takes the next page from where the org says, below its own address only', async () => {
    const stolen = {
      totalSize: 2,
      done: false,
      records: [{}],
      nextRecordsUrl: 'https://evil.example/query/01gxx-2000',
    };
    practice.front.next(/\/query\?/, reply(200, stolen));
    const page = await queryPage(practice.connection, soql`SELECT Id FROM Contact`);
    expect(page.next).toBe('01gxx-2000');
    await expect(queryNextPage(practice.connection, page.next ?? '')).rejects.toMatchObject({
      problem: { kind: expect.any(String) },
    });
    expect(practice.front.seen.at(-1)?.path).toBe('/services/data/v66.0/query/01gxx-2000');
  });

  it('that cannot be read says what is wrong with it', async () => {
    await expect(queryPage(practice.connection, soql`SELECT FROM Contact`)).rejects.toMatchObject({
      problem: { kind: 'invalid-input', next: 'edit', code: 'MALFORMED_QUERY' },
    });
  });
});

describe('a record', () => {
  it('is read with the fields asked for, under the names they were asked by', async () => {
    const id = await practice.contactId('Dana Reyes');
    const read = await readRecord(practice.connection, 'contact', id.slice(0, 15), [
      'email',
      'Title',
      'MailingAddress',
    ]);
    expect(read?.record).toEqual({ object: 'Contact', id, name: 'Dana Reyes', detail: 'Reyes Interiors' });
    expect(read?.snapshot.fields).toEqual({ email: 'd.reyes@oldmail.example', Title: 'Owner', MailingAddress: null });
    expect(read?.snapshot.modifiedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(read?.snapshot.modifiedBy).toEqual(expect.any(String));
  });

  it('that does not exist is null', async () => {
    expect(await readRecord(practice.connection, 'Contact', '003000000000001AAA', ['Email'])).toBeNull();
  });
});

describe('the identity', () => {
  it('names the org, the user, and how dates and phones are read', async () => {
    const org = await practice.connection.identity();
    expect(org).toMatchObject({ environment: 'practice', country: 'US', user: { username: practice.org.username } });
    expect(org.id).toHaveLength(18);
    expect(() => new Intl.DateTimeFormat(org.locale, { timeZone: org.timeZone })).not.toThrow();
    expect(practice.connection.apiUsage()?.used).toBeGreaterThan(0);
  });
});
