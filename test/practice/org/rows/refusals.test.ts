import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OrgUnderTest, openOrg, signIn } from '../support/org-under-test.ts';

let under: OrgUnderTest;
beforeAll(async () => {
  under = await openOrg();
});
afterAll(() => under.org.stop());

const post = (object: string, body: unknown) => under.call('POST', `/sobjects/${object}`, body);

describe('what is wrong with a value', () => {
  it.each([
    [
      'Contact',
      { FirstName: 'x' },
      { message: 'Required fields are missing: [LastName]', errorCode: 'REQUIRED_FIELD_MISSING', fields: ['LastName'] },
    ],
    [
      'Lead',
      {},
      {
        message: 'Required fields are missing: [LastName, Company]',
        errorCode: 'REQUIRED_FIELD_MISSING',
        fields: ['LastName', 'Company'],
      },
    ],
    [
      'Contact',
      { LastName: 'x', foo: 1 },
      { message: "No such column 'foo' on sobject of type Contact", errorCode: 'INVALID_FIELD' },
    ],
    [
      'Contact',
      { LastName: 'x', IsDeleted: true },
      {
        message:
          'Unable to create/update fields: IsDeleted. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
        errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
        fields: ['IsDeleted'],
      },
    ],
    [
      'Account',
      { Name: 'x', TickerSymbol: 'a'.repeat(21) },
      {
        message: `Ticker Symbol: data value too large: ${'a'.repeat(21)} (max length=20)`,
        errorCode: 'STRING_TOO_LONG',
        fields: ['TickerSymbol'],
      },
    ],
    [
      'Account',
      { Name: 'x', CleanStatus: 'abc' },
      {
        message: 'Clean Status: bad value for restricted picklist field: abc',
        errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        fields: ['CleanStatus'],
      },
    ],
    [
      'Contact',
      { LastName: 'x', Email: 'Not a real email address' },
      {
        message: 'Email: invalid email address: Not a real email address',
        errorCode: 'INVALID_EMAIL_ADDRESS',
        fields: ['Email'],
      },
    ],
    [
      'Case',
      { ContactId: '006B0000000abcd' },
      {
        message: 'Contact ID: id value of incorrect type: 006B0000000abcd',
        errorCode: 'MALFORMED_ID',
        fields: ['ContactId'],
      },
    ],
    [
      'Case',
      { ContactId: '003Cs0000099999' },
      { message: 'invalid cross reference id', errorCode: 'INVALID_CROSS_REFERENCE_KEY', fields: ['ContactId'] },
    ],
    [
      'Account',
      { Name: 'x', NumberOfEmployees: 12_345_678_901 },
      {
        message: 'Employees: value outside of valid range on numeric field: 12345678901',
        errorCode: 'NUMBER_OUTSIDE_VALID_RANGE',
        fields: ['NumberOfEmployees'],
      },
    ],
  ])('%s %j is told in the documented words', async (object, body, entry) => {
    const { status, json } = await post(object, body);
    expect(status).toBe(400);
    expect(json).toEqual([expect.objectContaining(entry)]);
    expect(Object.keys(json[0]).sort()).toEqual(Object.keys(entry).sort());
  });

  it('comes with all that is wrong at once', async () => {
    const { status, json } = await post('Contact', { Email: 'nope', Salutation: 'x'.repeat(41) });
    expect(status).toBe(400);
    expect(json.map((one: { errorCode: string }) => one.errorCode).sort()).toEqual([
      'INVALID_EMAIL_ADDRESS',
      'REQUIRED_FIELD_MISSING',
      'STRING_TOO_LONG',
    ]);
  });

  it('is not an unlisted value of an unrestricted picklist', async () => {
    expect((await post('Case', { Status: 'Invented', Origin: 'Pigeon' })).status).toBe(201);
  });

  it('counts the bytes of a case comment, not its characters', async () => {
    const parent = await under.create('Case', { Subject: 'bytes' });
    expect((await post('CaseComment', { ParentId: parent, CommentBody: 'é'.repeat(2000) })).status).toBe(201);
    const { json } = await post('CaseComment', { ParentId: parent, CommentBody: 'é'.repeat(2001) });
    expect(json[0].errorCode).toBe('STRING_TOO_LONG');
  });
});

describe('JSON that cannot be read', () => {
  it.each([
    [
      '{"LastName": "x", "Birthdate": "soon"}',
      /^Cannot deserialize instance of date from VALUE_STRING value "?soon"? at \[line:1, column:\d+\]$/,
    ],
    [
      '{"LastName": "x", "EmailBouncedDate": "2013-99-99"}',
      /^Cannot deserialize instance of datetime from VALUE_STRING value "2013-99-99" at \[line:1, column:\d+\]$/,
    ],
    ['{"LastName": {"a": 1}}', /^Cannot deserialize instance of string from START_OBJECT value/],
    ['{jfoo}', /^Unexpected character \('j' \(code 106\)\): was expecting /],
    ['', /^The HTTP entity body is required, but this request has no entity body\.$/],
  ])('%j is JSON_PARSER_ERROR', async (body, message) => {
    const { status, json } = await under.call('POST', '/sobjects/Contact', body, {
      'Content-Type': 'application/json',
    });
    expect([status, json[0].errorCode]).toEqual([400, 'JSON_PARSER_ERROR']);
    expect(json[0].message).toMatch(message);
  });

  it('is refused with 415 when it is not JSON at all', async () => {
    const { status, json } = await under.call('POST', '/sobjects/Contact', '<a/>', {
      'Content-Type': 'application/xml',
    });
    expect([status, json[0].errorCode]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });
});

describe('what an object refuses by nature', () => {
  it('a second row with the value of a unique field', async () => {
    const id = await under.create('Account', { Name: 'First', Countersign_Key__c: 'unique-1' });
    const { status, json } = await post('Account', { Name: 'Second', Countersign_Key__c: 'UNIQUE-1' });
    expect([status, json]).toEqual([
      400,
      [
        {
          message: `duplicate value found: Countersign_Key__c duplicates value on record with id: ${id.slice(0, 15)}`,
          errorCode: 'DUPLICATE_VALUE',
          fields: [],
        },
      ],
    ]);
  });

  it('a task about a lead and something else', async () => {
    const lead = await under.create('Lead', { LastName: 'L', Company: 'C' });
    const account = await under.create('Account', { Name: 'A' });
    expect((await post('Task', { WhoId: lead, WhatId: account })).status).toBe(400);
  });

  it('a change of a converted lead', async () => {
    const lead = await under.create('Lead', { LastName: 'L', Company: 'C', IsConverted: true });
    const { status, json } = await under.call('PATCH', `/sobjects/Lead/${lead}`, { Rating: 'Hot' });
    expect([status, json]).toEqual([
      400,
      [{ message: 'cannot reference converted lead', errorCode: 'CANNOT_UPDATE_CONVERTED_LEAD', fields: [] }],
    ]);
    expect((await post('Task', { WhoId: lead })).json[0].errorCode).toBe('CANNOT_UPDATE_CONVERTED_LEAD');
  });

  it('another name for a topic, but not other capitals', async () => {
    const topic = await under.create('Topic', { Name: 'billing' });
    expect((await under.call('PATCH', `/sobjects/Topic/${topic}`, { Name: 'Billing' })).status).toBe(204);
    expect((await under.call('PATCH', `/sobjects/Topic/${topic}`, { Name: 'Refund' })).status).toBe(400);
  });

  it('a locked row', async () => {
    const id = await under.create('Contact', { LastName: 'Locked' });
    under.org.lockRow(id);
    const { status, json } = await under.call('PATCH', `/sobjects/Contact/${id}`, { FirstName: 'x' });
    expect([status, json[0].errorCode, json[0].message]).toEqual([
      400,
      'ENTITY_IS_LOCKED',
      'the entity is locked for editing',
    ]);
    under.org.unlockRow(id);
    expect((await under.call('PATCH', `/sobjects/Contact/${id}`, { FirstName: 'x' })).status).toBe(204);
  });

  it('a method the resource does not take', async () => {
    const { status, json } = await under.call('PUT', '/sobjects/Contact/003Cs0000099999', {});
    expect([status, json]).toEqual([
      405,
      [
        {
          message: "HTTP Method 'PUT' not allowed. Allowed are DELETE,GET,HEAD,PATCH",
          errorCode: 'METHOD_NOT_ALLOWED',
        },
      ],
    ]);
  });
});

describe('rights', () => {
  const as = async (username: string) => ({
    Authorization: `Bearer ${(await signIn(under.org, username)).access_token}`,
  });

  it('let an auditor read and nothing else', async () => {
    const headers = await as('robin.patel@practice.example');
    const id = await under.create('Contact', { LastName: 'Audited' });
    expect((await under.call('GET', `/sobjects/Contact/${id}`, undefined, headers)).status).toBe(200);
    for (const [method, path, body] of [
      ['POST', '/sobjects/Contact', { LastName: 'x' }],
      ['PATCH', `/sobjects/Contact/${id}`, { LastName: 'x' }],
      ['DELETE', `/sobjects/Contact/${id}`, undefined],
    ] as const) {
      const { status, json } = await under.call(method, path, body, headers);
      expect([status, json[0].errorCode]).toEqual([403, 'INSUFFICIENT_ACCESS_OR_READONLY']);
    }
    expect((await under.call('GET', '/sobjects/Contact/describe', undefined, headers)).json).toMatchObject({
      createable: false,
      updateable: false,
      deletable: false,
    });
  });

  it('hide fields from describe, rows, queries and writes alike', async () => {
    const headers = await as('jo.silva@practice.example');
    const names = (await under.call('GET', '/sobjects/Contact/describe', undefined, headers)).json.fields.map(
      (field: { name: string }) => field.name,
    );
    expect(names).not.toContain('Birthdate');
    const soql = encodeURIComponent('SELECT Birthdate FROM Contact');
    expect((await under.call('GET', `/query?q=${soql}`, undefined, headers)).json[0].errorCode).toBe('INVALID_FIELD');
    expect(
      (await under.call('POST', '/sobjects/Contact', { LastName: 'x', Birthdate: '2000-01-01' }, headers)).json[0]
        .errorCode,
    ).toBe('INVALID_FIELD');
    const readOnly = await under.call('POST', '/sobjects/Case', { Priority: 'High' }, headers);
    expect(readOnly.json[0].errorCode).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
  });

  it('keep a user without API access out', async () => {
    const { status, json } = await under.call('GET', '/limits', undefined, await as('kit.moran@practice.example'));
    expect([status, json[0].errorCode]).toEqual([403, 'API_DISABLED_FOR_ORG']);
  });
});

describe('JSON that cannot be read', () => {
  it.each([
    ['{"LastName":jx}', "'j' (code 106)", 13],
    ['{"LastName":"x",}', "'}' (code 125)", 17],
    ['{"LastName" "x"}', "'\"' (code 34)", 13],
    ['LastName=x', "'L' (code 76)", 1],
  ])('%s names the character and its place', async (body, character, column) => {
    const { status, json } = await under.call('POST', '/sobjects/Contact', body);
    expect([status, json[0].errorCode]).toEqual([400, 'JSON_PARSER_ERROR']);
    expect(json[0].message).toMatch(/^Unexpected character \('.' \(code \d+\)\): was expecting /);
    expect(json[0].message).toContain(character);
    expect(json[0].message).toContain(`[line:1, column:${column}]`);
  });
});

it('holds whole numbers to their digits', async () => {
  const set = (NumberOfEmployees: number) =>
    under.call('POST', '/sobjects/Account', { Name: 'Big', NumberOfEmployees });
  expect((await set(99_999_999)).status).toBe(201);
  expect((await set(100_000_000)).json[0]).toEqual({
    message: 'Employees: value outside of valid range on numeric field: 100000000',
    errorCode: 'NUMBER_OUTSIDE_VALID_RANGE',
    fields: ['NumberOfEmployees'],
  });
});
