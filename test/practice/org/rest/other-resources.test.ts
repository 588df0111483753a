import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, type OrgUnderTest, openOrg } from '../support/org-under-test.ts';

let under: OrgUnderTest;
beforeAll(async () => {
  under = await openOrg();
});
afterAll(() => under.org.stop());

describe('versions', () => {
  it('are listed without signing in, and are not counted', async () => {
    const response = await fetch(`${under.org.url}/services/data`);
    const versions = await response.json();
    expect(response.headers.get('sforce-limit-info')).toBeNull();
    for (const one of versions) expect(Object.keys(one)).toEqual(['label', 'url', 'version']);
    expect(versions).toContainEqual({ label: "Spring '26", url: '/services/data/v66.0', version: '66.0' });
    expect(versions.at(-1)).toEqual({ label: "Summer '26", url: '/services/data/v67.0', version: '67.0' });
  });

  it('that there are none of answer 404', async () => {
    const { status, json } = await under.call('GET', '/services/data/v99.0/limits');
    expect([status, json[0].errorCode]).toEqual([404, 'NOT_FOUND']);
  });

  it('that are retired still answer, with a warning', async () => {
    const { status, headers } = await under.call('GET', '/services/data/v26.0/limits');
    expect(status).toBe(200);
    expect(headers.get('warning')).toContain('deprecated');
  });
});

describe('limits', () => {
  it('map names to Max and Remaining', async () => {
    const { json } = await under.call('GET', '/limits');
    for (const name of ['DailyApiRequests', 'DataStorageMB', 'FileStorageMB'])
      expect(Object.keys(json[name])).toEqual(['Max', 'Remaining']);
    expect(json.DailyApiRequests.Remaining).toBeLessThan(json.DailyApiRequests.Max);
  });

  it('count records of the wanted objects and leave empty ones out', async () => {
    const { json } = await under.call('GET', '/limits/recordCount?sObjects=Organization,Topic');
    expect(json).toEqual({ sObjects: [{ count: 1, name: 'Organization' }] });
  });
});

describe('the quick action Log a Call', () => {
  it('creates a completed task about the record', async () => {
    const contextId = await under.create('Contact', { LastName: 'Called' });
    const { status, json } = await under.call('POST', '/quickActions/LogACall', {
      contextId,
      record: { Description: 'said hello' },
    });
    expect(status).toBe(201);
    expect(json).toMatchObject({ success: true, created: true, errors: [], contextId });
    expect((await under.call('GET', `/sobjects/Task/${json.id}`)).json).toMatchObject({
      WhoId: contextId,
      Subject: 'Call',
      Status: 'Completed',
      IsClosed: true,
      TaskSubtype: 'Call',
      Description: 'said hello',
    });
  });

  it('is listed', async () => {
    const { json } = await under.call('GET', '/quickActions');
    expect(json.map((one: Json) => one.name)).toContain('LogACall');
  });
});

describe('what was touched', () => {
  it('is listed by recent, newest first', async () => {
    const id = await under.create('Account', { Name: 'Freshest' });
    const { json } = await under.call('GET', '/recent?limit=1');
    expect(json).toEqual([
      { attributes: { type: 'Account', url: `/services/data/v66.0/sobjects/Account/${id}` }, Id: id, Name: 'Freshest' },
    ]);
  });

  it('is shown with the object', async () => {
    const { json } = await under.call('GET', '/sobjects/Account');
    expect(Object.keys(json)).toEqual(['objectDescribe', 'recentItems']);
    expect(json.recentItems[0].Name).toBe('Freshest');
  });
});

describe('replication', () => {
  const windowOf = (now: number) =>
    `start=${new Date(now - 3_600_000).toISOString()}&end=${new Date(now + 120_000).toISOString()}`;

  it('tells what was changed and what was deleted', async () => {
    const kept = await under.create('Lead', { LastName: 'Kept', Company: 'C' });
    const gone = await under.create('Lead', { LastName: 'Gone', Company: 'C' });
    await under.call('DELETE', `/sobjects/Lead/${gone}`);
    const updated = (await under.call('GET', `/sobjects/Lead/updated?${windowOf(Date.now())}`)).json;
    expect(Object.keys(updated)).toEqual(['ids', 'latestDateCovered']);
    expect(updated.ids).toContain(kept);
    expect(updated.ids).not.toContain(gone);
    const deleted = (await under.call('GET', `/sobjects/Lead/deleted?${windowOf(Date.now())}`)).json;
    expect(Object.keys(deleted)).toEqual(['deletedRecords', 'earliestDateAvailable', 'latestDateCovered']);
    expect(deleted.deletedRecords).toEqual([{ id: gone, deletedDate: expect.stringMatching(/^\d{4}-.*\.000\+0000$/) }]);
  });

  it.each([
    ['updated', 'start=2026-01-01T00:00:00Z&end=2026-01-01T00:00:30Z'],
    ['updated', 'start=2020-01-01T00:00:00Z&end=2020-02-01T00:00:00Z'],
    ['deleted', 'start=soon&end=later'],
  ])('refuses %s?%s', async (kind, query) => {
    const { status, json } = await under.call('GET', `/sobjects/Lead/${kind}?${query}`);
    expect([status, json[0].errorCode]).toEqual([400, 'INVALID_REPLICATION_DATE']);
  });
});

describe('files', () => {
  it('come as base64, make their document and are linked to a record', async () => {
    const record = await under.create('Case', { Subject: 'with file' });
    const version = await under.create('ContentVersion', {
      PathOnClient: 'call.txt',
      VersionData: Buffer.from('hello').toString('base64'),
      FirstPublishLocationId: record,
    });
    const { records } = await under.query(
      `SELECT ContentDocumentId, Title, FileExtension, ContentSize, VersionData FROM ContentVersion WHERE Id = '${version}'`,
    );
    expect(records[0]).toMatchObject({
      Title: 'call',
      FileExtension: 'txt',
      ContentSize: 5,
      VersionData: `/services/data/v66.0/sobjects/ContentVersion/${version}/VersionData`,
    });
    const blob = await under.call('GET', `/sobjects/ContentVersion/${version}/VersionData`);
    expect([blob.text, blob.headers.get('content-type')]).toEqual(['hello', 'application/octet-stream']);
    const links = await under.query(
      `SELECT ContentDocumentId, ShareType FROM ContentDocumentLink WHERE LinkedEntityId = '${record}'`,
    );
    expect(links.records).toMatchObject([{ ContentDocumentId: records[0].ContentDocumentId, ShareType: 'V' }]);
  });

  it.each([
    ['as the sf CLI sends them', ['VersionData', 'entity_content']],
    ['as jsforce sends them', ['VersionData', 'ContentVersion']],
    ['as the documentation sends them', ['entity_content', 'VersionData']],
  ])('come as multipart, %s', async (_how, order) => {
    const bytes = new Uint8Array([0, 255, 13, 10, 45, 45, 1]);
    const form = new FormData();
    for (const name of order) {
      if (name === 'VersionData') form.append(name, new Blob([bytes]), 'rec.bin');
      else form.append(name, new Blob([JSON.stringify({ PathOnClient: 'rec.bin' })], { type: 'application/json' }));
    }
    const response = await fetch(`${under.org.url}/services/data/v66.0/sobjects/ContentVersion`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${under.org.accessToken}` },
      body: form,
    });
    expect(response.status).toBe(201);
    const { id } = await response.json();
    const blob = await fetch(`${under.org.url}/services/data/v66.0/sobjects/ContentVersion/${id}/VersionData`, {
      headers: { Authorization: `Bearer ${under.org.accessToken}` },
    });
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(bytes);
  });
});

it('wants the name of a file, however it comes', async () => {
  const form = new FormData();
  form.append('VersionData', new Blob(['x']), 'rec.bin');
  form.append('entity_content', new Blob(['{"Title":"x"}'], { type: 'application/json' }));
  const response = await fetch(`${under.org.url}/services/data/v66.0/sobjects/ContentVersion`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${under.org.accessToken}` },
    body: form,
  });
  expect([response.status, (await response.json())[0].fields]).toEqual([400, ['PathOnClient']]);
});

it('has no blob of a row that is not there', async () => {
  const { status, json } = await under.call('GET', '/sobjects/ContentVersion/068000000000000AAA/VersionData');
  expect([status, json[0].errorCode]).toEqual([404, 'NOT_FOUND']);
});

describe('usage', () => {
  it('is refused beyond the limit and comes back as old calls leave the 24 hours', async () => {
    let now = Date.UTC(2026, 10, 2);
    const small = await openOrg({ clock: () => now, apiUsageLimit: 3, sessionSeconds: 1_000_000 });
    for (let n = 0; n < 3; n++) expect((await small.call('GET', '/recent')).status).toBe(200);
    const refused = await small.call('GET', '/recent');
    expect(refused.status).toBe(403);
    expect(refused.json).toEqual([{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }]);
    expect(refused.headers.get('sforce-limit-info')).toBe('api-usage=3/3');
    now += 24 * 3_600_000 + 60_000;
    expect((await small.call('GET', '/recent')).status).toBe(200);
    await small.org.stop();
  });
});

describe('what the org does not have', () => {
  it.each(['/jobs/ingest', '/ui-api/records/003Cs0000099999', '/analytics/reports', '/nothing'])(
    '%s answers 404 NOT_FOUND',
    async (path) => {
      const { status, json } = await under.call('GET', path);
      expect([status, json]).toEqual([
        404,
        [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }],
      ]);
    },
  );

  it('SOAP login is a fault', async () => {
    const response = await fetch(`${under.org.url}/services/Soap/u/66.0`, {
      method: 'POST',
      body: '<x/>',
      headers: { 'Content-Type': 'text/xml' },
    });
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('<sf:exceptionCode>INVALID_OPERATION</sf:exceptionCode>');
  });
});
