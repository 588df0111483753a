import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OrgUnderTest, openOrg, shapeOf } from '../support/org-under-test.ts';

let under: OrgUnderTest;
beforeAll(async () => {
  under = await openOrg();
});
afterAll(() => under.org.stop());

const unknownId = '003Cs0000099999';

describe('creating a row', () => {
  it('answers 201 with id, success and errors, and says where the row is', async () => {
    const { status, json, headers } = await under.call('POST', '/sobjects/Account', { Name: 'Created' });
    expect(status).toBe(201);
    expect(shapeOf(json)).toEqual({ id: 'string', success: 'boolean', errors: 'array' });
    expect(json).toMatchObject({ success: true, errors: [] });
    expect(json.id).toMatch(/^001\w{15}$/);
    expect(headers.get('location')).toBe(`/services/data/v66.0/sobjects/Account/${json.id}`);
    expect(headers.get('content-type')).toBe('application/json;charset=UTF-8');
    expect(headers.get('sforce-limit-info')).toMatch(/^api-usage=\d+\/15000$/);
  });

  it('does not look at the case of object and field names', async () => {
    const { status, json } = await under.call('POST', '/sobjects/aCCount', { name: 'Lower' });
    expect(status).toBe(201);
    expect((await under.call('GET', `/sobjects/ACCOUNT/${json.id}?fields=nAME`)).json.Name).toBe('Lower');
  });

  it('stores an empty string as null and cuts blanks at the end', async () => {
    const id = await under.create('Account', { Name: 'Blank  ', Site: '' });
    const { json } = await under.call('GET', `/sobjects/Account/${id}?fields=Name,Site`);
    expect([json.Name, json.Site]).toEqual(['Blank', null]);
  });

  it('numbers cases with eight digits, one after the other', async () => {
    const numbers = [];
    for (let n = 0; n < 2; n++) {
      const id = await under.create('Case', { Subject: 'numbered' });
      numbers.push((await under.call('GET', `/sobjects/Case/${id}?fields=CaseNumber`)).json.CaseNumber);
    }
    expect(numbers[0]).toMatch(/^\d{8}$/);
    expect(Number(numbers[1])).toBe(Number(numbers[0]) + 1);
  });

  it('fills in what follows from the rest', async () => {
    const { json } = await under.call('GET', `/sobjects/Contact/Email/d.reyes@oldmail.example?fields=AccountId`);
    const id = await under.create('Case', { Subject: 'derived', ContactId: json.Id });
    const { json: row } = await under.call('GET', `/sobjects/Case/${id}`);
    expect(row).toMatchObject({
      AccountId: json.AccountId,
      Status: 'New',
      Priority: 'Medium',
      IsClosed: false,
      ClosedDate: null,
      ContactEmail: 'd.reyes@oldmail.example',
    });
    await under.call('PATCH', `/sobjects/Case/${id}`, { Status: 'Closed' });
    const { json: closed } = await under.call('GET', `/sobjects/Case/${id}`);
    expect(closed.IsClosed).toBe(true);
    expect(closed.ClosedDate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/);
  });

  it('gives a task the account of what it is about', async () => {
    const account = await under.create('Account', { Name: 'Parent' });
    const contact = await under.create('Contact', { LastName: 'Child', AccountId: account });
    const task = await under.create('Task', { Subject: 'Call', WhoId: contact });
    expect((await under.call('GET', `/sobjects/Task/${task}`)).json).toMatchObject({
      AccountId: account,
      Status: 'Not Started',
      Priority: 'Normal',
      TaskSubtype: 'Task',
      IsClosed: false,
    });
  });

  it('turns Case.Comments into a case comment', async () => {
    const id = await under.create('Case', { Subject: 'commented', Comments: 'internal' });
    const { records } = await under.query(`SELECT CommentBody, IsPublished FROM CaseComment WHERE ParentId = '${id}'`);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ CommentBody: 'internal', IsPublished: false });
  });

  it('finds a lookup by the external id of its target', async () => {
    const account = await under.create('Account', { Name: 'Keyed', Countersign_Key__c: 'acc-1' });
    const id = await under.create('Contact', { LastName: 'Linked', Account: { Countersign_Key__c: 'acc-1' } });
    expect((await under.call('GET', `/sobjects/Contact/${id}?fields=AccountId`)).json.AccountId).toBe(account);
    const { json } = await under.call('POST', '/sobjects/Contact', {
      LastName: 'x',
      Account: { Countersign_Key__c: 'none' },
    });
    expect(json[0]).toEqual({
      message: 'Foreign key external ID: none not found for field Countersign_Key__c in entity Account',
      errorCode: 'INVALID_FIELD',
    });
  });
});

describe('reading a row', () => {
  it('gives all fields in describe order after the attributes', async () => {
    const id = await under.create('Contact', { LastName: 'Whole', MailingCity: 'Bonn', MailingStreet: 'Am Hof 1' });
    const [{ json, headers }, describe] = await Promise.all([
      under.call('GET', `/sobjects/Contact/${id}`),
      under.call('GET', '/sobjects/Contact/describe'),
    ]);
    expect(Object.keys(json)).toEqual([
      'attributes',
      ...describe.json.fields.map((field: { name: string }) => field.name),
    ]);
    expect(json.attributes).toEqual({ type: 'Contact', url: `/services/data/v66.0/sobjects/Contact/${id}` });
    expect(json.MailingAddress).toEqual({
      city: 'Bonn',
      country: null,
      geocodeAccuracy: null,
      latitude: null,
      longitude: null,
      postalCode: null,
      state: null,
      street: 'Am Hof 1',
    });
    expect(json.OtherAddress).toBeNull();
    expect(json.IsDeleted).toBe(false);
    expect(headers.get('last-modified')).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
  });

  it('gives the wanted fields and the id only', async () => {
    const id = await under.create('Contact', { LastName: 'Few' });
    expect(Object.keys((await under.call('GET', `/sobjects/Contact/${id}?fields=LastName,Email`)).json)).toEqual([
      'attributes',
      'LastName',
      'Email',
      'Id',
    ]);
  });

  it('follows lookups in the list of fields', async () => {
    const account = await under.create('Account', { Name: 'Followed' });
    const id = await under.create('Contact', { LastName: 'Path', AccountId: account });
    const { json } = await under.call('GET', `/sobjects/Contact/${id}?fields=LastName,Account.Owner.Name`);
    expect(json).toMatchObject({ Id: id, LastName: 'Path', Account: { Owner: { Name: 'Sam Ortiz' } } });
    const { status, json: bad } = await under.call('GET', `/sobjects/Contact/${id}?fields=Account.Nope`);
    expect([status, bad[0].errorCode]).toEqual([400, 'INVALID_FIELD']);
  });

  it('takes ids of 15 characters and answers with 18', async () => {
    const id = await under.create('Contact', { LastName: 'Short' });
    expect((await under.call('GET', `/sobjects/Contact/${id.slice(0, 15)}`)).json.Id).toBe(id);
  });

  it('answers 404 for unknown rows, wrong ids and unknown objects', async () => {
    const missing = [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }];
    const unknownRow = await under.call('GET', `/sobjects/Contact/${unknownId}`);
    expect([unknownRow.status, unknownRow.json]).toEqual([404, missing]);
    const unknownObject = await under.call('GET', '/sobjects/Nothing/describe');
    expect([unknownObject.status, unknownObject.json]).toEqual([404, missing]);
    const noId = await under.call('GET', '/sobjects/Contact/23foo');
    expect([noId.status, noId.json]).toEqual([
      404,
      [{ errorCode: 'NOT_FOUND', message: 'Provided external ID field does not exist or is not accessible: 23foo' }],
    ]);
  });

  it('finds a row by an idLookup field', async () => {
    const { json } = await under.call('GET', '/sobjects/Contact/Email/d.reyes@oldmail.example');
    expect(json.Name).toBe('Dana Reyes');
  });
});

describe('changing a row', () => {
  it('answers 204 and nothing', async () => {
    const id = await under.create('Contact', { LastName: 'Before' });
    const { status, text } = await under.call('PATCH', `/sobjects/Contact/${id}`, { LastName: 'After' });
    expect([status, text]).toEqual([204, '']);
    expect((await under.call('GET', `/sobjects/Contact/${id}?fields=Name`)).json.Name).toBe('After');
  });

  it('takes POST with _HttpMethod=PATCH for clients that cannot PATCH', async () => {
    const id = await under.create('Contact', { LastName: 'Before' });
    expect((await under.call('POST', `/sobjects/Contact/${id}?_HttpMethod=PATCH`, { LastName: 'Posted' })).status).toBe(
      204,
    );
  });

  it('answers 404 INVALID_CROSS_REFERENCE_KEY for a row that never was', async () => {
    const { status, json } = await under.call('PATCH', `/sobjects/Contact/${unknownId}`, { LastName: 'x' });
    expect([status, json]).toEqual([
      404,
      [{ message: 'invalid cross reference id', errorCode: 'INVALID_CROSS_REFERENCE_KEY', fields: [] }],
    ]);
  });

  it('refuses an Id in the body', async () => {
    const id = await under.create('Contact', { LastName: 'x' });
    const { status, json } = await under.call('PATCH', `/sobjects/Contact/${id}`, { Id: id, LastName: 'y' });
    expect([status, json[0].errorCode]).toEqual([400, 'INVALID_FIELD']);
  });
});

describe('deleting a row', () => {
  it('answers 204, then 404 ENTITY_IS_DELETED for delete and change', async () => {
    const id = await under.create('Contact', { LastName: 'Gone' });
    expect((await under.call('DELETE', `/sobjects/Contact/${id}`)).status).toBe(204);
    for (const method of ['DELETE', 'PATCH']) {
      const { status, json } = await under.call(
        method,
        `/sobjects/Contact/${id}`,
        method === 'PATCH' ? { LastName: 'x' } : undefined,
      );
      expect([status, json]).toEqual([
        404,
        [{ message: 'entity is deleted', errorCode: 'ENTITY_IS_DELETED', fields: [] }],
      ]);
    }
  });

  it('leaves the row in the recycle bin, where queryAll sees it', async () => {
    const id = await under.create('Contact', { LastName: 'Binned' });
    await under.call('DELETE', `/sobjects/Contact/${id}`);
    const soql = encodeURIComponent(`SELECT Id, IsDeleted FROM Contact WHERE Id = '${id}'`);
    expect((await under.call('GET', `/query?q=${soql}`)).json.totalSize).toBe(0);
    expect((await under.call('GET', `/queryAll?q=${soql}`)).json.records[0].IsDeleted).toBe(true);
  });

  it('takes the rows along that cannot be without it and empties other lookups', async () => {
    const account = await under.create('Account', { Name: 'Doomed' });
    const contact = await under.create('Contact', { LastName: 'Doomed', AccountId: account });
    const one = await under.create('Task', { Subject: 'stays', WhoId: contact });
    await under.call('DELETE', `/sobjects/Account/${account}`);
    expect((await under.call('GET', `/sobjects/Contact/${contact}`)).status).toBe(404);
    expect((await under.call('GET', `/sobjects/Task/${one}`)).json).toMatchObject({ WhoId: null, AccountId: null });
  });

  it('keeps an account or contact that cases are associated with', async () => {
    const account = await under.create('Account', { Name: 'Cased' });
    const contact = await under.create('Contact', { LastName: 'Cased', AccountId: account });
    const id = await under.create('Case', { Subject: 'open', ContactId: contact });
    for (const [object, kept] of [['Contact', contact] as const, ['Account', account] as const]) {
      const { status, json } = await under.call('DELETE', `/sobjects/${object}/${kept}`);
      expect([status, json[0].errorCode]).toEqual([400, 'DELETE_FAILED']);
      expect(json[0].message).toMatch(/^Your attempt to delete Cased could not be completed .* cases\.: \d{8}\n$/);
    }
    await under.call('DELETE', `/sobjects/Case/${id}`);
    expect((await under.call('DELETE', `/sobjects/Account/${account}`)).status).toBe(204);
  });

  it('does not heed conditional headers, as in Salesforce', async () => {
    const id = await under.create('Contact', { LastName: 'x' });
    const headers = { 'If-Unmodified-Since': 'Mon, 01 Jan 2001 00:00:00 GMT' };
    expect((await under.call('DELETE', `/sobjects/Contact/${id}`, undefined, headers)).status).toBe(204);
  });
});

describe('upsert by external id', () => {
  it('creates with 201, then changes with 200', async () => {
    const first = await under.call('PATCH', '/sobjects/Case/Countersign_Key__c/key-1', { Subject: 'one' });
    expect(first.status).toBe(201);
    expect(first.json).toEqual({ id: first.json.id, success: true, errors: [], created: true });
    const second = await under.call('PATCH', '/sobjects/Case/Countersign_Key__c/KEY-1', { Subject: 'two' });
    expect([second.status, second.json]).toEqual([
      200,
      { id: first.json.id, success: true, errors: [], created: false },
    ]);
  });

  it('creates nothing with updateOnly', async () => {
    const path = '/sobjects/Contact/Countersign_Key__c/only-update?updateOnly=true';
    const { status, json } = await under.call('PATCH', path, { LastName: 'Nobody' });
    expect([status, json[0].errorCode]).toEqual([404, 'NOT_FOUND']);
    await under.create('Contact', { LastName: 'Somebody', Countersign_Key__c: 'only-update' });
    expect((await under.call('PATCH', path, { LastName: 'Changed' })).status).toBe(200);
  });

  it('answers 204 to a change before version 46', async () => {
    await under.call('PATCH', '/sobjects/Case/Countersign_Key__c/old-1', { Subject: 'one' });
    const old = await under.call('PATCH', '/services/data/v45.0/sobjects/Case/Countersign_Key__c/old-1', {
      Subject: 'two',
    });
    expect([old.status, old.text]).toEqual([204, '']);
  });

  it('takes a value with a slash, encoded', async () => {
    const { json } = await under.call('PATCH', '/sobjects/Case/Countersign_Key__c/a%2Fb%3Fc%23d', { Subject: 'odd' });
    const { json: row } = await under.call('GET', `/sobjects/Case/${json.id}?fields=Countersign_Key__c`);
    expect(row.Countersign_Key__c).toBe('a/b?c#d');
  });

  it('answers 300 with the rows when several carry the value', async () => {
    const ids = [
      await under.create('Contact', { LastName: 'a', Email: 'twin@twins.example' }),
      await under.create('Contact', { LastName: 'b', Email: 'twin@twins.example' }),
    ];
    const { status, json } = await under.call('PATCH', '/sobjects/Contact/Email/twin@twins.example', { LastName: 'c' });
    expect(status).toBe(300);
    expect(json).toEqual(ids.map((id) => `/services/data/v66.0/sobjects/Contact/${id}`));
  });

  it('answers 404 for a field that cannot identify a row', async () => {
    const { status, json } = await under.call('PATCH', '/sobjects/Contact/LastName/x', {});
    expect([status, json[0].message]).toEqual([
      404,
      'Provided external ID field does not exist or is not accessible: LastName',
    ]);
  });

  it('creates through POST …/Id', async () => {
    expect((await under.call('POST', '/sobjects/Contact/Id', { LastName: 'Through' })).status).toBe(201);
  });
});

describe('numbers with decimals', () => {
  const money = {
    Name: 'Whole',
    AnnualRevenue: 1000,
    NumberOfEmployees: 7,
    BillingLatitude: 52,
    BillingLongitude: 13.5,
  };
  const fields = 'AnnualRevenue,NumberOfEmployees,BillingLatitude,BillingLongitude';

  it('keep their point where they are whole', async () => {
    const id = await under.create('Account', money);
    const { text } = await under.call('GET', `/sobjects/Account/${id}?fields=${fields},BillingAddress`);
    expect(text).toContain(
      '"AnnualRevenue":1000.0,"NumberOfEmployees":7,"BillingLatitude":52.0,"BillingLongitude":13.5',
    );
    expect(text).toContain('"latitude":52.0,"longitude":13.5');
    const soql = encodeURIComponent(`SELECT SUM(AnnualRevenue) s, COUNT(Id) n FROM Account WHERE Id = '${id}'`);
    expect((await under.call('GET', `/query?q=${soql}`)).text).toContain('"s":1000.0,"n":1');
  });

  it('can be referred to in a composite', async () => {
    const id = await under.create('Account', money);
    const at = '/services/data/v66.0/sobjects/Account';
    const { json } = await under.call('POST', '/composite', {
      compositeRequest: [
        { method: 'GET', url: `${at}/${id}?fields=AnnualRevenue`, referenceId: 'a' },
        {
          method: 'POST',
          url: at,
          referenceId: 'b',
          body: { Name: 'Half of @{a.AnnualRevenue}', AnnualRevenue: '@{a.AnnualRevenue}' },
        },
      ],
    });
    const copy = await under.call('GET', `/sobjects/Account/${json.compositeResponse[1].body.id}`);
    expect(copy.json).toMatchObject({ Name: 'Half of 1000', AnnualRevenue: 1000 });
  });
});
