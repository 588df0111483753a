import { call } from '@orpc/server';
import { describe, expect, it, test } from 'vitest';
import { type ConnectionSettings, openConnection } from '../../electron/salesforce/open-connection.ts';
import type { SalesforceConnection, SalesforceRequest } from '../../electron/salesforce/salesforce-connection.ts';
import { allowing, customerOrg, orgConsole, signedInTo } from '../support/org-console.ts';
import { askOrg, rowsOf } from '../support/org-requests.ts';
import { fc } from '../support/properties.ts';
import { approved, asks, callEvent, danaCalls, deliver, testOrg, theProposal } from '../support/test-console.ts';

const start = callEvent('start', danaCalls());

async function opened() {
  const org = await testOrg();
  const asked: SalesforceRequest[] = [];
  const open = (settings: ConnectionSettings): SalesforceConnection => {
    const connection = openConnection(settings);
    const read = (of: SalesforceRequest) => {
      asked.push(of);
      return connection.read(of);
    };
    return { ...connection, read };
  };
  const running = await orgConsole({ org: { url: org.url, accessToken: org.accessToken }, open });
  const { records } = running.router;
  return {
    org,
    running,
    /** What was asked of the org, beside describes. */
    asked,
    search: (text: string, object?: string) => call(records.search, { text, object }),
    recent: () => call(records.recent, {}),
    open: (object: string, record: string) => call(records.open, { object, record }),
    decisions: (record: string) => call(records.decisions, { record }),
    objects: () => call(records.objects, {}),
    /** The one row of a query. */
    only: async (query: string) => (await rowsOf(org, query))[0],
  };
}

describe('a search across objects', () => {
  it('finds words in any object, the last of them unfinished, grouped by object', async () => {
    const { search } = await opened();
    const { groups, place } = await search('dana rey');
    expect(place).toBeNull();
    expect(groups[0]).toMatchObject({ object: 'Contact', label: 'Contacts', more: false });
    expect(groups[0]?.records[0]).toMatchObject({ object: 'Contact', name: 'Dana Reyes', detail: 'Reyes Interiors' });
    expect((await search('Reyes Interiors')).groups.map(({ object }) => object)).toContain('Account');
  });

  it.each(['(415) 555-0134', '+1 415 555 0134', '4155550134', 'd.reyes@oldmail.example'])(
    'finds a person by %s',
    async (text) => {
      const { search } = await opened();
      const { groups } = await search(text);
      expect(groups.flatMap(({ records }) => records.map(({ name }) => name))).toContain('Dana Reyes');
    },
  );

  it('finds a case by its number without the zeros', async () => {
    const { search, only } = await opened();
    const { CaseNumber } = await only("SELECT CaseNumber FROM Case WHERE Contact.Name = 'Dana Reyes'");
    const { groups } = await search(String(Number(CaseNumber)));
    expect(groups.find(({ object }) => object === 'Case')?.records[0]?.name).toBe(CaseNumber);
  });

  it('says that there are more of an object, and shows more of them when only that is searched', async () => {
    const { search } = await opened();
    const few = (await search('example')).groups.find(({ object }) => object === 'Contact');
    expect(few).toMatchObject({ more: true });
    expect(few?.records).toHaveLength(6);
    const { groups } = await search('example', 'Contact');
    expect(groups.map(({ object }) => object)).toEqual(['Contact']);
    expect(groups[0]?.records.length).toBeGreaterThan(6);
  });

  it('finds nothing for a single letter, and nothing where nothing fits', async () => {
    const { search } = await opened();
    expect((await search('a')).groups).toEqual([]);
    expect((await search('zzzzzz')).groups).toEqual([]);
  });

  it('asks the org once for the rows and once for the names of each object that has any', async () => {
    const { asked, search } = await opened();
    await search('Dana Reyes');
    const before = asked.length;
    const { groups } = await search('Dana Reyes');
    expect(asked.length - before).toBe(1 + groups.length);
  });

  test('takes nothing that is typed for anything but words', async () => {
    const { asked, search } = await opened();
    const piece = fc.oneof(
      fc.constantFrom(
        '} RETURNING User(Id, Username)',
        "' OR Id != '",
        '\\',
        '{',
        '*',
        ' OR ',
        'LIMIT 2000',
        '"',
        '/../',
        '%7D',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 5 }), async (pieces) => {
        asked.length = 0;
        const { groups } = await search(pieces.join(''));
        for (const { records } of groups) expect(records.length).toBeLessThanOrEqual(6);
        for (const { method, path, query } of asked) {
          expect([method, path[0]]).toEqual(['GET', expect.stringMatching(/^(search|query|sobjects)$/)]);
          if (path[0] !== 'search') continue;
          // Whatever stands between the braces is one term: what follows is ours, to the letter.
          const [, term = '', rest] = /^FIND \{((?:[^{}\\]|\\.)*)\}(.*)$/su.exec(query?.q ?? '') ?? [];
          expect(term).not.toBe('');
          expect(rest).toMatch(/^ IN (ALL|PHONE) FIELDS RETURNING \w+\(Id LIMIT 7\)(, \w+\(Id LIMIT 7\))*$/);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a record named by its id', () => {
  it('is found by an id of 15 or 18, and by the address of its page', async () => {
    const { org, search, only } = await opened();
    const { Id } = await only("SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
    for (const text of [Id, Id.slice(0, 15), `${org.url}/${Id}`, `${org.url}/lightning/r/Contact/${Id}/view`]) {
      expect((await search(text)).place?.record).toMatchObject({ id: Id, name: 'Dana Reyes' });
    }
  });

  it('is told where it does not exist, belongs to an unknown org, or is no record', async () => {
    const { search } = await opened();
    await expect(search('003Xx0000000zzz')).rejects.toThrow(/has no contact with the id/);
    await expect(search('https://other.my.salesforce.com/003Xx0000000zzz')).rejects.toThrow(/not connected to/);
    await expect(search('https://other.example/contacts')).rejects.toThrow(/not the address of a record/);
  });

  it('is words where no object has ids that begin like it', async () => {
    const { search } = await opened();
    expect(await search('straightforward')).toMatchObject({ place: null, groups: [] });
  });
});

describe('of several orgs', () => {
  it('each is asked for its own records, and an address leads to the org it belongs to', async () => {
    const first = await testOrg();
    const { org: second, port } = await customerOrg();
    const running = await orgConsole({
      org: { url: first.url, accessToken: first.accessToken },
      loginPorts: [port],
      openBrowser: allowing(second),
    });
    const main = running.orgs.main()?.id ?? '';
    const other = await signedInTo(running, second);
    await running.router.orgs.setReplayOrg.callable()({ org: null });
    const { id } = await askOrg(second, 'POST', '/sobjects/Account', { Name: 'Only Here Lamps' });
    const search = (text: string, org: string) => call(running.router.records.search, { text, org });
    expect((await search('Only Here', main)).groups).toEqual([]);
    expect((await search('Only Here', other.id)).groups[0]?.records).toMatchObject([{ id }]);
    expect((await search(`${second.url}/${id}`, main)).place).toMatchObject({ org: other.id, record: { id } });
    await running.router.orgs.disconnect.callable()({ org: other.id, anyway: true });
    await expect(search('Only Here', other.id)).rejects.toThrow(/is disconnected/);
  });
});

describe('a whole record', () => {
  it('has every readable field, and the names of what its lookups point to', async () => {
    const { org, open, only } = await opened();
    const { Id, AccountId } = await only("SELECT Id, AccountId FROM Contact WHERE Name = 'Dana Reyes'");
    const whole = await open('contact', Id.slice(0, 15));
    expect(whole.record).toEqual({ object: 'Contact', id: Id, name: 'Dana Reyes', detail: 'Reyes Interiors' });
    expect(whole.url).toBe(`${org.url}/${Id}`);
    expect(whole.values).toMatchObject({ Id, Email: 'd.reyes@oldmail.example', AccountId });
    expect(whole.lookups.AccountId).toEqual({
      object: 'Account',
      id: AccountId,
      name: 'Reyes Interiors',
      detail: null,
    });
    expect(whole.lookups.OwnerId?.object).toBe('User');
    expect(whole.modifiedBy).toBeTruthy();
    const described = (await askOrg(org, 'GET', '/sobjects/Contact/describe')).fields;
    const shown = described.filter(({ type }: { type: string }) => type !== 'address');
    expect(Object.keys(whole.values)).toEqual(shown.map(({ name }: { name: string }) => name));
  });

  it('tells which object a lookup to several points to', async () => {
    const { org, open, only } = await opened();
    const person = await only("SELECT Id, AccountId FROM Contact WHERE Name = 'Dana Reyes'");
    const { id } = await askOrg(org, 'POST', '/sobjects/Task', {
      Subject: 'Ring back',
      WhoId: person.Id,
      WhatId: person.AccountId,
    });
    const { lookups } = await open('Task', id);
    expect(lookups.WhoId).toMatchObject({ object: 'Contact', name: 'Dana Reyes' });
    expect(lookups.WhatId).toMatchObject({ object: 'Account', name: 'Reyes Interiors' });
  });

  it('says what is the matter where it is gone, never was, or is of another object', async () => {
    const { org, open, only } = await opened();
    const { Id } = await only("SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
    const { id } = await askOrg(org, 'POST', '/sobjects/Lead', { LastName: 'Short', Company: 'Lived' });
    await askOrg(org, 'DELETE', `/sobjects/Lead/${id}`);
    await expect(open('Lead', id)).rejects.toThrow(/This lead was deleted/);
    await expect(open('Contact', '003Xx0000000zzz')).rejects.toThrow(/no contact with the id/);
    await expect(open('Account', Id)).rejects.toThrow(/does not belong to a account/);
    await expect(open('Nonsense__c', Id)).rejects.toThrow(/no object called Nonsense__c/);
    await expect(open('Contact', '../../limits')).rejects.toThrow(/not a Salesforce record id/);
    await expect(open('Contact/../..', Id)).rejects.toThrow('Input validation failed');
  });
});

describe('recent records', () => {
  it('are those viewed by the user, and those written by Countersign', async () => {
    const { org, running, recent, only } = await opened();
    const lead = await askOrg(org, 'POST', '/sobjects/Lead', { LastName: 'Seen', Company: 'Lately' });
    await deliver(running, start, asks('t1', 'update_contact', { email: 'dana@new.example' }));
    await approved(running, await theProposal(running, 'update_contact'));
    const { Id } = await only("SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
    const { viewed, written, problem } = await recent();
    expect(problem).toBeNull();
    expect(viewed.map(({ id }) => id)).toContain(lead.id);
    expect(written).toMatchObject([{ record: { id: Id, name: 'Dana Reyes' } }]);
  });

  it('leave out what was deleted since', async () => {
    const { org, running, recent } = await opened();
    const { id } = await askOrg(org, 'POST', '/sobjects/Lead', { LastName: 'Short', Company: 'Lived' });
    await deliver(running, start, asks('t1', 'delete_object', { object: 'Lead', record_id: id }));
    await approved(running, await approved(running, await theProposal(running, 'delete_object')));
    expect((await recent()).written).toEqual([]);
  });
});

describe('the decisions about a record', () => {
  it('come with the record as it was then, a create with what it made', async () => {
    const { running, decisions, only } = await opened();
    await deliver(running, start, asks('t1', 'update_contact', { email: 'dana@new.example' }));
    await deliver(running, asks('t2', 'create_object', { object: 'Account', fields: { Name: 'Lamps' } }));
    await approved(running, await theProposal(running, 'update_contact'));
    await approved(running, await theProposal(running, 'create_object'));
    const { Id } = await only("SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
    expect(await decisions(Id)).toMatchObject([
      { actionLabel: 'Update contact', base: { fields: { Email: 'd.reyes@oldmail.example' } } },
    ]);
    const made = await only("SELECT Id FROM Account WHERE Name = 'Lamps'");
    expect(await decisions(made.Id)).toMatchObject([{ actionLabel: 'Create object' }]);
  });

  it('leave out what still waits, and are refused for what is no id', async () => {
    const { running, decisions, only } = await opened();
    await deliver(running, start, asks('t1', 'update_contact', { email: 'dana@new.example' }));
    const { Id } = await only("SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
    expect(await decisions(Id)).toEqual([]);
    await expect(decisions("x' OR '1'='1")).rejects.toThrow(/not a Salesforce record id/);
  });
});

test('lists the objects that can be searched or made', async () => {
  const { objects } = await opened();
  expect(await objects()).toContainEqual({
    name: 'Contact',
    label: 'Contact',
    labelPlural: 'Contacts',
    createable: true,
    searchable: true,
  });
});
