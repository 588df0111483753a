import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, type OrgUnderTest, openOrg } from '../support/org-under-test.ts';

let under: OrgUnderTest;
let account = '';
beforeAll(async () => {
  under = await openOrg({ empty: true });
  account = await under.create('Account', { Name: 'Ümlaut & Söhne', Industry: 'Retail', AnnualRevenue: 1000 });
  const other = await under.create('Account', { Name: "O'Brien 100%", Industry: 'Energy' });
  await under.create('Account', { Name: 'nothing_known' });
  for (const [LastName, AccountId, Email] of [
    ['Able', account, 'able@a.example'],
    ['baker', account, null],
    ['Çelik', other, 'c@a.example'],
  ]) {
    await under.create('Contact', { LastName, AccountId, Email });
  }
});
afterAll(() => under.org.stop());

const names = async (where: string): Promise<string[]> =>
  (await under.query(`SELECT Name FROM Account WHERE ${where} ORDER BY Name`)).records.map((one: Json) => one.Name);

const refused = async (soql: string) => {
  const { status, json } = await under.call('GET', `/query?q=${encodeURIComponent(soql)}`);
  return { status, code: json[0]?.errorCode, message: json[0]?.message };
};

describe('the answer of a query', () => {
  it('has totalSize, done and records with attributes', async () => {
    const json = await under.query('SELECT Id, name FROM ACCOUNT LIMIT 1');
    expect(Object.keys(json)).toEqual(['totalSize', 'done', 'records']);
    expect(json.records[0]).toEqual({
      attributes: { type: 'Account', url: `/services/data/v66.0/sobjects/Account/${json.records[0].Id}` },
      Id: json.records[0].Id,
      Name: json.records[0].Name,
    });
  });

  it('nests parents with attributes, and is null where there is none', async () => {
    const { records } = await under.query(
      "SELECT Account.Name, Account.Owner.Username, ReportsTo.Name FROM Contact WHERE LastName = 'Able'",
    );
    expect(records[0].Account).toMatchObject({
      attributes: { type: 'Account' },
      Name: 'Ümlaut & Söhne',
      Owner: { attributes: { type: 'User' }, Username: 'sam.ortiz@practice.example' },
    });
    expect(records[0].ReportsTo).toBeNull();
  });

  it('nests children as pages, and is null where there are none', async () => {
    const { records } = await under.query(
      'SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName DESC LIMIT 1) FROM Account ORDER BY Name NULLS LAST',
    );
    const byName = Object.fromEntries(records.map((one: Json) => [one.Name, one.Contacts]));
    expect(byName['Ümlaut & Söhne']).toMatchObject({ totalSize: 1, done: true, records: [{ LastName: 'baker' }] });
    expect(byName.nothing_known).toBeNull();
  });

  it('tells the kind of a polymorphic parent, and TYPEOF picks its fields', async () => {
    const contact = (await under.query("SELECT Id FROM Contact WHERE LastName = 'Able'")).records[0].Id;
    await under.create('Task', { Subject: 'T', WhoId: contact, WhatId: account });
    const plain = await under.query('SELECT Who.Name, Who.Type, What.Name, Owner.Name FROM Task');
    expect(plain.records[0]).toMatchObject({
      Who: { attributes: { type: 'Contact' }, Name: 'Able', Type: 'Contact' },
      What: { attributes: { type: 'Account' } },
      Owner: { attributes: { type: 'User' }, Name: 'Sam Ortiz' },
    });
    const typed = await under.query(
      'SELECT TYPEOF What WHEN Account THEN Name, Industry WHEN Case THEN Subject END FROM Task',
    );
    expect(typed.records[0].What).toEqual({
      attributes: { type: 'Account', url: `/services/data/v66.0/sobjects/Account/${account}` },
      Name: 'Ümlaut & Söhne',
      Industry: 'Retail',
    });
    expect(
      (await under.query("SELECT Id FROM Task WHERE What.Type = 'Account' AND Who.Name LIKE 'ab%'")).totalSize,
    ).toBe(1);
  });

  it('expands FIELDS(), but ALL and CUSTOM only with a limit', async () => {
    const { records } = await under.query('SELECT FIELDS(STANDARD) FROM Account LIMIT 1');
    const described = (await under.call('GET', '/sobjects/Account/describe')).json.fields.map(
      (field: Json) => field.name,
    );
    expect(Object.keys(records[0]).slice(1)).toEqual(described);
    expect(await refused('SELECT FIELDS(ALL) FROM Account')).toMatchObject({
      status: 400,
      code: 'MALFORMED_QUERY',
      message: expect.stringContaining('LIMIT of at most 200'),
    });
  });
});

describe('conditions', () => {
  it.each([
    ["Name = 'NOTHING_KNOWN'", ['nothing_known']],
    ["Name = 'ümlaut & söhne'", ['Ümlaut & Söhne']],
    ["Name LIKE 'ÜML%'", ['Ümlaut & Söhne']],
    ["Name LIKE 'O\\'Brien%'", ["O'Brien 100%"]],
    ["Name LIKE '%100\\%'", ["O'Brien 100%"]],
    ["Name LIKE 'nothing\\_known'", ['nothing_known']],
    ["Name LIKE 'nothin\\_%'", []],
    ['Industry = null', ['nothing_known']],
    ["Industry != 'Retail'", ['nothing_known', "O'Brien 100%"]],
    ["NOT Industry = 'Retail'", ['nothing_known', "O'Brien 100%"]],
    ["Industry IN ('retail', 'ENERGY')", ["O'Brien 100%", 'Ümlaut & Söhne']],
    ["Industry NOT IN ('Retail')", ['nothing_known', "O'Brien 100%"]],
    ["(Industry = 'Retail' OR Industry = 'Energy') AND AnnualRevenue > 999", ['Ümlaut & Söhne']],
    ['CreatedDate = TODAY', ['nothing_known', "O'Brien 100%", 'Ümlaut & Söhne']],
    ['CreatedDate < LAST_N_DAYS:3', []],
    ['CreatedDate > 2020-01-01T00:00:00+01:00', ['nothing_known', "O'Brien 100%", 'Ümlaut & Söhne']],
    ['Id IN (SELECT AccountId FROM Contact WHERE Email != null)', ["O'Brien 100%", 'Ümlaut & Söhne']],
    ['Id NOT IN (SELECT AccountId FROM Contact)', ['nothing_known']],
    ["Owner.Username = 'sam.ortiz@practice.example'", ['nothing_known', "O'Brien 100%", 'Ümlaut & Söhne']],
    ['IsDeleted = false', ['nothing_known', "O'Brien 100%", 'Ümlaut & Söhne']],
    ['CALENDAR_YEAR(CreatedDate) < 2000', []],
  ])('%s', async (where, expected) => {
    expect((await names(where)).sort()).toEqual([...expected].sort());
  });

  it('takes ids of 15 and 18 characters', async () => {
    expect(await names(`Id = '${account}'`)).toHaveLength(1);
    expect(await names(`Id IN ('${account.slice(0, 15)}')`)).toHaveLength(1);
  });

  it('sorts without case, nulls first unless told otherwise', async () => {
    const order = async (clause: string) =>
      (await under.query(`SELECT LastName FROM Contact ORDER BY ${clause}`)).records.map((one: Json) => one.LastName);
    expect(await order('LastName')).toEqual(['Able', 'baker', 'Çelik']);
    expect((await order('Email'))[0]).toBe('baker');
    expect((await order('Email DESC'))[0]).toBe('baker');
    expect((await order('Email DESC NULLS LAST'))[2]).toBe('baker');
  });
});

describe('aggregates', () => {
  it('count without records', async () => {
    expect(await under.query('SELECT COUNT() FROM Contact')).toEqual({ totalSize: 3, done: true, records: [] });
  });

  it('name themselves expr0 and so on, or as told', async () => {
    const { records } = await under.query(
      'SELECT COUNT(Id), MAX(AnnualRevenue) most, COUNT_DISTINCT(Industry) FROM Account',
    );
    expect(records).toEqual([{ attributes: { type: 'AggregateResult' }, expr0: 3, most: 1000, expr1: 2 }]);
  });

  it('group, and are chosen by HAVING', async () => {
    const { records } = await under.query(
      'SELECT Account.Name, COUNT(Id) n FROM Contact GROUP BY Account.Name HAVING COUNT(Id) > 1',
    );
    expect(records).toEqual([{ attributes: { type: 'AggregateResult' }, Name: 'Ümlaut & Söhne', n: 2 }]);
  });

  it('roll up to the whole', async () => {
    const { records } = await under.query('SELECT Industry, COUNT(Id) n FROM Account GROUP BY ROLLUP(Industry)');
    expect(records.at(-1)).toEqual({ attributes: { type: 'AggregateResult' }, Industry: null, n: 3 });
    expect(records).toHaveLength(4);
  });

  it('refuse fields that are not grouped', async () => {
    expect(await refused('SELECT Name, COUNT(Id) FROM Account')).toMatchObject({
      code: 'MALFORMED_QUERY',
      message: expect.stringContaining('Field must be grouped or aggregated: Name'),
    });
  });
});

describe('paging', () => {
  it('cuts at the batch size and goes on from the locator', async () => {
    const records = Array.from({ length: 200 }, (_one, n) => ({
      attributes: { type: 'Lead' },
      LastName: `L${n}`,
      Company: 'C',
    }));
    await under.call('POST', '/composite/sobjects', { records });
    await under.create('Lead', { LastName: 'L200', Company: 'C' });
    const first = (
      await under.call('GET', `/query?q=${encodeURIComponent('SELECT Id FROM Lead')}`, undefined, {
        'Sforce-Query-Options': 'batchSize=200',
      })
    ).json;
    expect(first).toMatchObject({ totalSize: 201, done: false });
    expect(first.records).toHaveLength(200);
    expect(first.nextRecordsUrl).toMatch(/^\/services\/data\/v66\.0\/query\/01g\w{15}-200$/);
    const second = (await under.call('GET', first.nextRecordsUrl)).json;
    expect(second).toMatchObject({ totalSize: 201, done: true });
    expect(second.records).toHaveLength(1);
    expect(second.nextRecordsUrl).toBeUndefined();
  });

  it('refuses a locator it never gave', async () => {
    const { status, json } = await under.call('GET', '/query/01gxx0000034XYZ-2000');
    expect([status, json]).toEqual([400, [{ message: 'invalid query locator', errorCode: 'INVALID_QUERY_LOCATOR' }]]);
  });
});

describe('a query that is wrong', () => {
  it.each([
    [
      'SELECT foo FROM Account',
      'INVALID_FIELD',
      "\nSELECT foo FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column 'foo' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
    ],
    [
      'SELECT Id, Name FROM XYZZY',
      'INVALID_TYPE',
      "\nSELECT Id, Name FROM XYZZY\n                     ^\nERROR at Row:1:Column:22\nsObject type 'XYZZY' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.",
    ],
  ])('%s tells place and remedy', async (soql, code, message) => {
    expect(await refused(soql)).toEqual({ status: 400, code, message });
  });

  it.each([
    ['SELECT x FORM Account', 'MALFORMED_QUERY', "unexpected token: 'FORM'"],
    ['SELECT Id FROM Account WHERE', 'MALFORMED_QUERY', "unexpected token: '<EOF>'"],
    [
      "SELECT Id FROM Account WHERE Name = 'a' AND Site = 'b' OR Site = 'c'",
      'MALFORMED_QUERY',
      "unexpected token: 'OR'",
    ],
    ["SELECT Id FROM Account WHERE Name = 'a\\z'", 'MALFORMED_QUERY', 'Illegal character sequence'],
    ['SELECT Id FROM Account WHERE Name = :x', 'MALFORMED_QUERY', 'Bind variables only allowed in Apex code'],
    ['SELECT Id FROM Account ALL ROWS', 'MALFORMED_QUERY', "unexpected token: 'ALL'"],
    [
      "SELECT Id FROM Account WHERE Description = 'a'",
      'INVALID_FIELD',
      "field 'Description' can not be filtered in a query call",
    ],
    [
      'SELECT Id FROM Account ORDER BY Description',
      'INVALID_FIELD',
      "field 'Description' can not be sorted in a query call",
    ],
    [
      "SELECT Id FROM Account WHERE CreatedDate > '2020'",
      'INVALID_FIELD',
      "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes",
    ],
    [
      'SELECT Id FROM Account WHERE Name = 1',
      'INVALID_FIELD',
      "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes",
    ],
    ["SELECT Id FROM Account WHERE Id = 'abc'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: abc'],
    ['SELECT Id, Nobody.Name FROM Account', 'INVALID_FIELD', "Didn't understand relationship 'Nobody' in field path."],
    [
      'SELECT Id, (SELECT Id FROM Nobodies) FROM Account',
      'INVALID_TYPE',
      "Didn't understand relationship 'Nobodies' in FROM part of query call.",
    ],
    ['SELECT Id FROM Account OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000'],
    ['SELECT Id FROM ContentDocumentLink', 'MALFORMED_QUERY', 'ContentDocumentLink requires a filter'],
    ['', 'MALFORMED_QUERY', 'A query string has to be specified'],
  ])('%s is %s', async (soql, code, part) => {
    const told = await refused(soql);
    expect([told.status, told.code]).toEqual([400, code]);
    expect(told.message).toContain(part);
  });
});

describe('queries about queries', () => {
  it('explain themselves with the documented keys', async () => {
    const { json } = await under.call(
      'GET',
      `/query?explain=${encodeURIComponent("SELECT Id FROM Contact WHERE Email = 'x@y.example'")}`,
    );
    expect(Object.keys(json).sort()).toEqual(['plans', 'sourceQuery']);
    expect(Object.keys(json.plans[0]).sort()).toEqual([
      'cardinality',
      'fields',
      'leadingOperationType',
      'notes',
      'relativeCost',
      'sobjectCardinality',
      'sobjectType',
    ]);
    expect(json.plans[0]).toMatchObject({ leadingOperationType: 'Index', fields: ['Email'], sobjectType: 'Contact' });
  });

  it('name their columns for the sf CLI', async () => {
    const { json } = await under.call(
      'GET',
      `/query?columns=true&q=${encodeURIComponent('SELECT Id, Account.Name, (SELECT Id FROM Cases) FROM Contact')}`,
    );
    expect(Object.keys(json).sort()).toEqual(['columnMetadata', 'entityName', 'groupBy', 'idSelected', 'keyPrefix']);
    expect(json).toMatchObject({ entityName: 'Contact', groupBy: false, idSelected: true, keyPrefix: '003' });
    for (const column of json.columnMetadata) {
      expect(Object.keys(column).sort()).toEqual([
        'aggregate',
        'apexType',
        'booleanType',
        'columnName',
        'custom',
        'displayName',
        'foreignKeyName',
        'insertable',
        'joinColumns',
        'numberType',
        'textType',
        'updatable',
      ]);
    }
    expect(json.columnMetadata[1].joinColumns[0].columnName).toBe('Name');
  });

  it('of the tooling API know no type', async () => {
    const { status, json } = await under.call(
      'GET',
      `/tooling/query?q=${encodeURIComponent('SELECT Id FROM ApexClass')}`,
    );
    expect([status, json[0].errorCode]).toEqual([400, 'INVALID_TYPE']);
  });
});

describe('what SOQL refuses', () => {
  const semiJoin = 'Id IN (SELECT AccountId FROM Contact)';
  it.each([
    ['a name after a plain field', 'SELECT Id Name FROM Account', 'only aggregate expressions use field aliasing'],
    ['COUNT() with groups', 'SELECT COUNT() FROM Account GROUP BY Name', 'Grouped query cannot use COUNT()'],
    [
      'an aggregate of children',
      'SELECT Id, (SELECT COUNT() FROM Contacts) FROM Account',
      'only root queries support aggregate expressions',
    ],
    [
      'a third semi-join',
      `SELECT Id FROM Account WHERE ${semiJoin} AND ${semiJoin} AND ${semiJoin}`,
      'Maximum 2 semi join sub-selects are allowed',
    ],
    [
      'a semi-join beside OR',
      `SELECT Id FROM Account WHERE Name = 'a' OR ${semiJoin}`,
      "Semi join sub-selects are not allowed with the 'OR' operator",
    ],
    [
      'a semi-join in a semi-join',
      `SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE ${semiJoin})`,
      'Nesting of semi join sub-selects is not supported',
    ],
    [
      'a semi-join on text',
      'SELECT Id FROM Account WHERE Name IN (SELECT LastName FROM Contact)',
      "The left operand field in the where expression for outer query should be an id field, cannot use : 'Name'",
    ],
    [
      'a semi-join between kinds',
      'SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Contact)',
      "The selected field 'Id' in the subquery and the left operand field in the where expression in the outer query 'AccountId' should point to the same object type",
    ],
  ])('%s', async (_what, soql, message) => {
    const answered = await refused(soql);
    expect(answered).toMatchObject({ status: 400, code: 'MALFORMED_QUERY' });
    expect(answered.message.split('\n').at(-1)).toBe(message);
  });

  it('INCLUDES on a field that holds one value', async () => {
    const { code, message } = await refused("SELECT Id FROM Account WHERE Industry INCLUDES ('Retail')");
    expect(code).toBe('INVALID_QUERY_FILTER_OPERATOR');
    expect(message).toContain('only valid on multipicklist field');
  });

  it('a bad id, with the caret under the field of the condition', async () => {
    const soql = "SELECT Id FROM Account WHERE Id = 'xx'";
    const { message } = await refused(soql);
    expect(message).toBe(`\n${soql}\n${' '.repeat(29)}^\nERROR at Row:1:Column:30\ninvalid ID field: xx`);
  });
});

describe('FORMAT()', () => {
  it('writes numbers, money and times as the user reads them', async () => {
    const { records } = await under.query(
      'SELECT FORMAT(AnnualRevenue) revenue, FORMAT(CreatedDate) made FROM Account WHERE AnnualRevenue != null',
    );
    expect(records[0].revenue).toBe('$1,000');
    expect(records[0].made).toMatch(/^\d{1,2}\/\d{1,2}\/\d{4}, \d{1,2}:\d{2} [AP]M$/);
  });
});
