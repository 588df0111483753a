import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, type OrgUnderTest, openOrg } from '../support/org-under-test.ts';

let under: OrgUnderTest;
beforeAll(async () => {
  under = await openOrg();
});
afterAll(() => under.org.stop());

const at = (path: string) => `/services/data/v66.0/${path}`;
const post = (object: string, referenceId: string, body: Json) => ({
  method: 'POST',
  url: at(`sobjects/${object}`),
  referenceId,
  body,
});
const composite = (compositeRequest: unknown[], extra = {}) =>
  under.call('POST', '/composite', { compositeRequest, ...extra });
const used = async () =>
  Number(/api-usage=(\d+)/.exec((await under.call('GET', '/limits')).headers.get('sforce-limit-info') ?? '')?.[1]);
const counted = async (soql: string) => (await under.query(soql)).totalSize;

const halted = {
  errorCode: 'PROCESSING_HALTED',
  message: 'The transaction was rolled back since another operation in the same transaction failed.',
};

describe('a composite', () => {
  it('answers body, headers, status and reference of each subrequest', async () => {
    const { status, json } = await composite([
      post('Account', 'a', { Name: 'C1' }),
      { method: 'GET', url: at('limits/recordCount?sObjects=Organization'), referenceId: 'n' },
    ]);
    expect(status).toBe(200);
    for (const one of json.compositeResponse)
      expect(Object.keys(one)).toEqual(['body', 'httpHeaders', 'httpStatusCode', 'referenceId']);
    const [created, count] = json.compositeResponse;
    expect(created).toMatchObject({
      httpStatusCode: 201,
      referenceId: 'a',
      httpHeaders: { Location: at(`sobjects/Account/${created.body.id}`) },
    });
    expect(count.body).toEqual({ sObjects: [{ count: 1, name: 'Organization' }] });
  });

  it('passes answers on by reference, in URLs and bodies, with indexes', async () => {
    const { json } = await composite([
      post('Account', 'acc', { Name: 'Ref' }),
      post('Contact', 'con', { LastName: 'Ref', AccountId: '@{acc.id}' }),
      { method: 'GET', url: at("query?q=SELECT+Id+FROM+Contact+WHERE+AccountId='@{acc.id}'"), referenceId: 'q' },
      { method: 'PATCH', url: at('sobjects/Contact/@{q.records[0].Id}'), referenceId: 'p', body: { FirstName: 'By' } },
    ]);
    expect(json.compositeResponse.map((one: Json) => one.httpStatusCode)).toEqual([201, 201, 200, 204]);
  });

  it('halts what depends on a failure, and nothing else', async () => {
    const { json } = await composite([
      post('Account', 'refA', {}),
      post('Contact', 'refB', { LastName: 'x', AccountId: '@{refA.id}' }),
      post('Account', 'refC', { Name: 'Own' }),
    ]);
    expect(json.compositeResponse.map((one: Json) => one.httpStatusCode)).toEqual([400, 400, 201]);
    expect(json.compositeResponse[1].body).toEqual([
      { errorCode: 'PROCESSING_HALTED', message: 'Invalid reference specified. No value for refA.id found in refA' },
    ]);
  });

  it('undoes everything with allOrNone and still answers 200', async () => {
    const before = under.org.effects().length;
    const { status, json } = await composite([post('Account', 'a', { Name: 'Undone' }), post('Contact', 'b', {})], {
      allOrNone: true,
    });
    expect(status).toBe(200);
    expect(json.compositeResponse[0]).toEqual({
      body: [halted],
      httpHeaders: {},
      httpStatusCode: 400,
      referenceId: 'a',
    });
    expect(json.compositeResponse[1].body[0].errorCode).toBe('REQUIRED_FIELD_MISSING');
    expect(await counted("SELECT Id FROM Account WHERE Name = 'Undone'")).toBe(0);
    expect(under.org.effects()).toHaveLength(before);
  });

  it('counts as one call', async () => {
    const before = await used();
    await composite([post('Account', 'a', { Name: 'x' }), post('Account', 'b', { Name: 'y' })]);
    expect((await used()) - before).toBe(2);
  });

  it.each([
    [
      [{ ...post('Account', 'bad id', {}) }],
      'JSON_PARSER_ERROR',
      "Provided referenceId ('bad id') must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').",
    ],
    [[{ ...post('Account', 'a', {}), httpHeaders: { Authorization: 'x' } }], 'JSON_PARSER_ERROR', 'Authorization'],
    [[{ ...post('Account', 'a', {}), method: 'post' }], 'JSON_PARSER_ERROR', 'post'],
    [Array.from({ length: 26 }, (_one, n) => post('Account', `r${n}`, {})), 'LIMIT_EXCEEDED', '25'],
    [
      Array.from({ length: 6 }, (_one, n) => ({ method: 'GET', url: at('query?q=x'), referenceId: `r${n}` })),
      'LIMIT_EXCEEDED',
      '5',
    ],
  ])('is refused as a whole when it is malformed (%#)', async (subrequests, code, part) => {
    const { status, json } = await composite(subrequests);
    expect([status, json[0].errorCode]).toEqual([400, code]);
    expect(json[0].message).toContain(part);
  });

  it('lists its kin', async () => {
    expect(Object.keys((await under.call('GET', '/composite')).json).sort()).toEqual([
      'batch',
      'graph',
      'sobjects',
      'tree',
    ]);
  });
});

describe('a graph', () => {
  it('is all or nothing, each by itself', async () => {
    const { json } = await under.call('POST', '/composite/graph', {
      graphs: [
        {
          graphId: 'good',
          compositeRequest: [
            post('Account', 'a', { Name: 'G' }),
            post('Contact', 'c', { LastName: 'G', AccountId: '@{a.id}' }),
          ],
        },
        { graphId: 'bad', compositeRequest: [post('Account', 'a', { Name: 'Graphless' }), post('Contact', 'c', {})] },
      ],
    });
    expect(json.graphs.map((one: Json) => [one.graphId, one.isSuccessful, Object.keys(one.graphResponse)])).toEqual([
      ['good', true, ['compositeResponse']],
      ['bad', false, ['compositeResponse']],
    ]);
    expect(await counted("SELECT Id FROM Account WHERE Name = 'Graphless'")).toBe(0);
  });

  it('takes rows only', async () => {
    const { status } = await under.call('POST', '/composite/graph', {
      graphs: [{ graphId: 'g', compositeRequest: [{ method: 'GET', url: at('query?q=x'), referenceId: 'q' }] }],
    });
    expect(status).toBe(400);
  });
});

describe('a batch', () => {
  it('answers statusCode and result, null where there is nothing, and counts each', async () => {
    const id = await under.create('Contact', { LastName: 'Batch' });
    const before = await used();
    const { json } = await under.call('POST', '/composite/batch', {
      batchRequests: [
        { method: 'PATCH', url: `v66.0/sobjects/Contact/${id}`, richInput: { FirstName: 'B' } },
        { method: 'GET', url: 'v66.0/sobjects/Contact/23foo' },
      ],
    });
    expect(json.hasErrors).toBe(true);
    expect(json.results[0]).toEqual({ statusCode: 204, result: null });
    expect(json.results[1]).toMatchObject({ statusCode: 404, result: [{ errorCode: 'NOT_FOUND' }] });
    expect((await used()) - before).toBe(3);
  });

  it('halts when told', async () => {
    const { json } = await under.call('POST', '/composite/batch', {
      haltOnError: true,
      batchRequests: [
        { method: 'GET', url: 'v66.0/nothing' },
        { method: 'GET', url: 'v66.0/limits' },
      ],
    });
    expect(json.results[1]).toMatchObject({ statusCode: 412, result: [{ errorCode: 'BATCH_PROCESSING_HALTED' }] });
  });
});

describe('collections', () => {
  const many = (records: unknown[], allOrNone = false) => ({ allOrNone, records });
  const account = (values: Json) => ({ attributes: { type: 'Account' }, ...values });

  it('answer each record for itself, in order', async () => {
    const { status, json } = await under.call(
      'POST',
      '/composite/sobjects',
      many([account({ Name: 'one' }), account({}), account({ Name: 'x', foo: 1 })]),
    );
    expect(status).toBe(200);
    expect(json[0]).toEqual({ id: json[0].id, success: true, errors: [] });
    expect(json[1]).toEqual({
      success: false,
      errors: [
        { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Name]', fields: ['Name'] },
      ],
    });
    expect(json[2].errors[0].statusCode).toBe('INVALID_FIELD');
  });

  it('write nothing when one of all or none fails', async () => {
    const { json } = await under.call(
      'POST',
      '/composite/sobjects',
      many([account({ Name: 'allornone' }), account({})], true),
    );
    expect(json[0]).toEqual({
      success: false,
      errors: [
        {
          statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
          message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
          fields: [],
        },
      ],
    });
    expect(await counted("SELECT Id FROM Account WHERE Name = 'allornone'")).toBe(0);
  });

  it('change by lower-case id and keep the id of innocent rows', async () => {
    const id = await under.create('Account', { Name: 'changed' });
    const { json } = await under.call(
      'PATCH',
      '/composite/sobjects',
      many([account({ id, Site: 'ok' }), account({ id: '001Cs0000099999', Site: 'x' })], true),
    );
    expect(json[0]).toMatchObject({ id, success: false });
    expect(json[1].errors[0].statusCode).toBe('INVALID_CROSS_REFERENCE_KEY');
    expect((await under.call('PATCH', '/composite/sobjects', many([account({ id, Site: 'ok' })]))).json).toEqual([
      { id, success: true, errors: [] },
    ]);
  });

  it('upsert by key, and by a null Id', async () => {
    const records = [account({ Countersign_Key__c: 'many-1', Name: 'U' })];
    expect(
      (await under.call('PATCH', '/composite/sobjects/Account/Countersign_Key__c', many(records))).json[0],
    ).toMatchObject({ success: true, created: true });
    expect(
      (await under.call('PATCH', '/composite/sobjects/Account/Countersign_Key__c', many(records))).json[0],
    ).toMatchObject({ success: true, created: false });
    expect(
      (await under.call('PATCH', '/composite/sobjects/Account/Id', many([account({ Id: null, Name: 'fresh' })])))
        .json[0],
    ).toMatchObject({ success: true, created: true });
  });

  it('refuse both of two upserts with one key', async () => {
    const record = { attributes: { type: 'Contact' }, LastName: 'Twice', Countersign_Key__c: 'twice' };
    const { json } = await under.call('PATCH', '/composite/sobjects/Contact/Countersign_Key__c', {
      records: [record, { ...record, Countersign_Key__c: 'once' }, record],
    });
    expect(json.map((result: { success: boolean }) => result.success)).toEqual([false, true, false]);
    expect(json[0].errors[0].statusCode).toBe('DUPLICATE_VALUE');
  });

  it('delete by a list of ids', async () => {
    const ids = [await under.create('Account', { Name: 'd1' }), await under.create('Contact', { LastName: 'd2' })];
    const { json } = await under.call('DELETE', `/composite/sobjects?ids=${ids.join(',')}&allOrNone=true`);
    expect(json).toEqual(ids.map((id) => ({ id, success: true, errors: [] })));
  });

  it('read in the order of the ids, null for what is not there', async () => {
    const id = await under.create('Account', { Name: 'read' });
    const { json } = await under.call('POST', '/composite/sobjects/Account', {
      ids: ['001Cs0000099999', id],
      fields: ['Name'],
    });
    expect(json[0]).toBeNull();
    expect(json[1]).toMatchObject({ attributes: { type: 'Account' }, Name: 'read' });
    expect((await under.call('GET', `/composite/sobjects/Account?ids=${id}&fields=Name`)).json[0].Name).toBe('read');
  });

  it('refuse more than 200 records and more than 10 runs of types', async () => {
    expect(
      (await under.call('POST', '/composite/sobjects', many(Array.from({ length: 201 }, () => account({ Name: 'x' })))))
        .status,
    ).toBe(400);
    const mixed = Array.from({ length: 11 }, (_one, n) =>
      n % 2 ? account({ Name: 'x' }) : { attributes: { type: 'Contact' }, LastName: 'x' },
    );
    expect((await under.call('POST', '/composite/sobjects', many(mixed))).status).toBe(400);
  });
});

describe('a tree', () => {
  const tree = (child: Json) => ({
    records: [
      {
        attributes: { type: 'Account', referenceId: 'ref1' },
        Name: 'Tree',
        Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 'ref2' }, ...child }] },
      },
    ],
  });

  it('creates records with their children', async () => {
    const { status, json } = await under.call('POST', '/composite/tree/Account', tree({ LastName: 'Leaf' }));
    expect(status).toBe(201);
    expect(json).toEqual({
      hasErrors: false,
      results: [
        { referenceId: 'ref1', id: json.results[0].id },
        { referenceId: 'ref2', id: json.results[1].id },
      ],
    });
    const { records } = await under.query("SELECT AccountId FROM Contact WHERE LastName = 'Leaf'");
    expect(records[0].AccountId).toBe(json.results[0].id);
  });

  it('creates nothing when one fails, and tells which', async () => {
    const { status, json } = await under.call('POST', '/composite/tree/Account', tree({ FirstName: 'No' }));
    expect(status).toBe(400);
    expect(json).toEqual({
      hasErrors: true,
      results: [
        {
          referenceId: 'ref2',
          errors: [
            {
              statusCode: 'REQUIRED_FIELD_MISSING',
              message: 'Required fields are missing: [LastName]',
              fields: ['LastName'],
            },
          ],
        },
      ],
    });
  });
});

describe('what takes calls', () => {
  const batch = { method: 'POST', url: 'v66.0/composite/batch', richInput: { batchRequests: [] } };
  const composite = (path: string) => ({ method: 'POST', url: at(path), referenceId: 'a', body: {} });

  it('is not taken by a batch', async () => {
    const { json } = await under.call('POST', '/composite/batch', { batchRequests: [batch] });
    expect(json.results[0].statusCode).toBe(400);
  });

  it.each(['composite', 'composite/batch', 'composite/graph', 'composite/tree/Account'])(
    'is not taken by a composite: %s',
    async (path) => {
      const { json } = await under.call('POST', '/composite', { compositeRequest: [composite(path)] });
      expect(json.compositeResponse[0].httpStatusCode).toBe(400);
    },
  );
});

describe('an upsert of many', () => {
  it('says of every record whether it was created, also where it failed', async () => {
    const record = (values: object) => ({ attributes: { type: 'Contact' }, ...values });
    const { json } = await under.call('PATCH', '/composite/sobjects/Contact/Id', {
      records: [record({ LastName: 'New' }), record({})],
    });
    expect(json.map((one: Json) => [one.success, one.created])).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});
