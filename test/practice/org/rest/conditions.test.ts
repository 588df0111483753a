import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OrgUnderTest, openOrg } from '../support/org-under-test.ts';

let now = 0;
let under: OrgUnderTest;
let id = '';
beforeEach(async () => {
  now = Date.UTC(2026, 10, 2, 12, 0, 0, 400);
  under = await openOrg({ clock: () => now });
  id = await under.create('Contact', { LastName: 'Guarded' });
});
afterEach(() => under.org.stop());

const guarded = (at: string, body: unknown = { FirstName: 'New' }) =>
  under.call('PATCH', `/sobjects/Contact/${id}`, body, { 'If-Unmodified-Since': at });

describe('If-Unmodified-Since on PATCH', () => {
  it('passes with the time the row was last modified, and then no more', async () => {
    const { headers } = await under.call('GET', `/sobjects/Contact/${id}`);
    const read = headers.get('last-modified') ?? '';
    now += 5000;
    expect((await guarded(read)).status).toBe(204);
    const refused = await guarded(read, { FirstName: 'Other' });
    expect(refused.status).toBe(412);
    expect(refused.json).toHaveLength(1);
    expect(Object.keys(refused.json[0]).sort()).toEqual(['errorCode', 'message']);
    expect((await under.call('GET', `/sobjects/Contact/${id}?fields=FirstName`)).json.FirstName).toBe('New');
  });

  it('cannot see a change within the same second', async () => {
    const read = new Date(now).toUTCString();
    now += 300;
    await under.call('PATCH', `/sobjects/Contact/${id}`, { FirstName: 'Quick' });
    expect((await guarded(read)).status).toBe(204);
  });

  it('refuses a value that is no time with 400', async () => {
    expect((await guarded('yesterday')).status).toBe(400);
  });

  it('guards an upsert too', async () => {
    await under.call('PATCH', '/sobjects/Case/Countersign_Key__c/k', { Subject: 'a' });
    const headers = { 'If-Unmodified-Since': new Date(now - 60_000).toUTCString() };
    expect((await under.call('PATCH', '/sobjects/Case/Countersign_Key__c/k', { Subject: 'b' }, headers)).status).toBe(
      412,
    );
  });

  it('works inside a composite subrequest', async () => {
    const subrequest = (at: number) => ({
      compositeRequest: [
        {
          method: 'PATCH',
          url: `/services/data/v66.0/sobjects/Contact/${id}`,
          referenceId: 'p',
          body: { FirstName: 'C' },
          httpHeaders: { 'If-Unmodified-Since': new Date(at).toUTCString() },
        },
      ],
    });
    const old = await under.call('POST', '/composite', subrequest(now - 60_000));
    expect(old.json.compositeResponse[0].httpStatusCode).toBe(412);
    const good = await under.call('POST', '/composite', subrequest(now));
    expect(good.json.compositeResponse[0].httpStatusCode).toBe(204);
  });
});

describe('If-Modified-Since', () => {
  it('answers 304 for an unchanged row and 200 after a change', async () => {
    const since = { 'If-Modified-Since': new Date(now).toUTCString() };
    const same = await under.call('GET', `/sobjects/Contact/${id}`, undefined, since);
    expect([same.status, same.text]).toEqual([304, '']);
    now += 2000;
    await under.call('PATCH', `/sobjects/Contact/${id}`, { FirstName: 'x' });
    expect((await under.call('GET', `/sobjects/Contact/${id}`, undefined, since)).status).toBe(200);
  });

  it('answers 304 for an unchanged describe', async () => {
    const { headers } = await under.call('GET', '/sobjects/Case/describe');
    const since = { 'If-Modified-Since': headers.get('last-modified') ?? '' };
    expect((await under.call('GET', '/sobjects/Case/describe', undefined, since)).status).toBe(304);
  });
});

describe('entity tags', () => {
  it('are on accounts and on nothing else', async () => {
    const account = await under.create('Account', { Name: 'Tagged' });
    expect((await under.call('GET', `/sobjects/Account/${account}`)).headers.get('etag')).toMatch(/^".+--gzip"$/);
    expect((await under.call('GET', `/sobjects/Contact/${id}`)).headers.get('etag')).toBeNull();
  });

  it('guard a change of an account', async () => {
    const account = await under.create('Account', { Name: 'Tagged' });
    const etag = (await under.call('GET', `/sobjects/Account/${account}`)).headers.get('etag') ?? '';
    now += 2000;
    expect(
      (await under.call('PATCH', `/sobjects/Account/${account}`, { Site: 'a' }, { 'If-Match': etag })).status,
    ).toBe(204);
    expect(
      (await under.call('PATCH', `/sobjects/Account/${account}`, { Site: 'b' }, { 'If-Match': etag })).status,
    ).toBe(412);
    expect((await under.call('GET', `/sobjects/Account/${account}`, undefined, { 'If-None-Match': '*' })).status).toBe(
      304,
    );
  });

  it('have no effect on other objects', async () => {
    expect(
      (await under.call('PATCH', `/sobjects/Contact/${id}`, { FirstName: 'x' }, { 'If-Match': '"other"' })).status,
    ).toBe(204);
  });
});

describe('a conditional header that is no time', () => {
  it.each(['If-Modified-Since', 'If-Unmodified-Since'])('refuses a create with %s', async (header) => {
    const answered = await under.call('POST', '/sobjects/Contact', { LastName: 'Never' }, { [header]: 'yesterday' });
    expect(answered.status).toBe(400);
    expect((await under.query("SELECT Id FROM Contact WHERE LastName = 'Never'")).totalSize).toBe(0);
  });
});
