import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, type OrgUnderTest, openOrg } from '../support/org-under-test.ts';

let under: OrgUnderTest;
beforeAll(async () => {
  under = await openOrg();
});
afterAll(() => under.org.stop());

const search = (sosl: string) => under.call('GET', `/search?q=${encodeURIComponent(sosl)}`);
const found = async (sosl: string): Promise<Json[]> => (await search(sosl)).json.searchRecords;

describe('a search', () => {
  it('answers searchRecords with attributes and the wanted fields', async () => {
    const records = await found('FIND {Alvarez} IN NAME FIELDS RETURNING Contact(Id, Name ORDER BY Email), Lead(Id)');
    expect(records).toHaveLength(2);
    expect(Object.keys(records[0])).toEqual(['attributes', 'Id', 'Name']);
    expect(records.map((one) => one.Name)).toEqual(['Maria Alvarez', 'Maria Alvarez']);
  });

  it('answered a bare array before version 37', async () => {
    const { json } = await under.call('GET', `/services/data/v36.0/search?q=${encodeURIComponent('FIND {Reyes}')}`);
    expect(Array.isArray(json)).toBe(true);
  });

  it.each(['4155550134', '+1 415 555 0134', '(415) 555-0134', '14155550134'])(
    'finds a phone written %s',
    async (phone) => {
      const escaped = phone.replace(/[+()-]/g, '\\$&');
      const records = await found(`FIND {${escaped}} IN PHONE FIELDS RETURNING Contact(Id, Name)`);
      expect(records.map((one) => one.Name)).toEqual(['Dana Reyes']);
    },
  );

  it('finds either of two numbers', async () => {
    const records = await found('FIND {415555 0134 OR 14155550134} IN PHONE FIELDS RETURNING Contact(Name)');
    expect(records.map((one) => one.Name)).toEqual(['Dana Reyes']);
  });

  it('finds by e-mail, by the start of a word and without accents', async () => {
    expect((await found('FIND {d.reyes@oldmail.example} IN EMAIL FIELDS RETURNING Contact(Name)'))[0].Name).toBe(
      'Dana Reyes',
    );
    expect(await found('FIND {Natara*} IN NAME FIELDS RETURNING Contact(Name)')).toHaveLength(1);
    expect((await found('FIND {Tomas Vidal} RETURNING Lead(Name)'))[0].Name).toBe('Tomás Vidal');
  });

  it('heeds WHERE and LIMIT inside RETURNING', async () => {
    expect(await found("FIND {Maria} IN NAME FIELDS RETURNING Contact(Id WHERE Email LIKE '%harbor%')")).toHaveLength(
      1,
    );
    expect(await found('FIND {example} IN EMAIL FIELDS RETURNING Contact(Id LIMIT 3), Lead(Id LIMIT 2)')).toHaveLength(
      5,
    );
  });

  it('finds changed rows by their new words only, and deleted rows no more', async () => {
    const id = await under.create('Contact', { LastName: 'Quuxington' });
    await under.call('PATCH', `/sobjects/Contact/${id}`, { LastName: 'Zyzzyva' });
    expect(await found('FIND {Quuxington} RETURNING Contact(Id)')).toEqual([]);
    expect(await found('FIND {Zyzzyva} RETURNING Contact(Id)')).toHaveLength(1);
    await under.call('DELETE', `/sobjects/Contact/${id}`);
    expect(await found('FIND {Zyzzyva} RETURNING Contact(Id)')).toEqual([]);
  });

  it.each([
    ['FIND Acme', 'MALFORMED_SEARCH', 'No search term found. The search term must be enclosed in braces.'],
    ['FIND {a}', 'MALFORMED_SEARCH', 'search term must be longer than one character: a'],
    ['FIND {Acme} RETURNING Nothing(Id)', 'INVALID_TYPE', "sObject type 'Nothing' is not supported."],
  ])('%s is refused', async (sosl, code, message) => {
    const { status, json } = await search(sosl);
    expect([status, json[0].errorCode]).toEqual([400, code]);
    expect(json[0].message).toContain(message);
  });
});

describe('a parameterized search', () => {
  it('is asked by GET', async () => {
    const { json } = await under.call(
      'GET',
      '/parameterizedSearch?q=Alvarez&sobject=Contact&Contact.fields=id,name&Contact.limit=1',
    );
    expect(json.searchRecords).toHaveLength(1);
    expect(json.searchRecords[0].Name).toBe('Maria Alvarez');
  });

  it('is asked by POST', async () => {
    const { json } = await under.call('POST', '/parameterizedSearch', {
      q: 'Alvarez',
      fields: ['id'],
      sobjects: [{ name: 'Contact', fields: ['id', 'firstName'], limit: 10 }],
      in: 'ALL',
      overallLimit: 100,
      defaultLimit: 10,
    });
    expect(json.searchRecords.map((one: Json) => one.FirstName)).toEqual(['Maria', 'Maria']);
  });
});

it('refuses an unknown field, with hits or without', async () => {
  for (const term of ['zzzz', 'Reyes']) {
    const sosl = `FIND {${term}} RETURNING Account(Nope)`;
    const { status, json } = await under.call('GET', `/search?q=${encodeURIComponent(sosl)}`);
    expect([status, json[0].errorCode]).toEqual([400, 'INVALID_FIELD']);
    expect(json[0].message).toMatch(/^No such column 'Nope' on entity 'Account'\./);
  }
});
