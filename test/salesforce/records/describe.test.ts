import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../../../electron/salesforce/open-connection.ts';
import { fieldOf } from '../../../electron/salesforce/records/describe.ts';
import type { SalesforceConnection } from '../../../electron/salesforce/salesforce-connection.ts';
import { describedField, describedObject } from '../../support/described.ts';
import { dropBefore, type FaultyOrg, refusal, reply, startFaultyOrg } from '../../support/salesforce-faults.ts';

const contact = describedObject('Contact', [describedField('Email', { type: 'email' })]);
const MINUTE = 60_000;

let org: FaultyOrg;
let connection: SalesforceConnection;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 1);
  org = await startFaultyOrg((request) => {
    if (request.path === '/services/data') return { status: 200, body: [{ version: '66.0' }] };
    if (request.headers['if-modified-since'] === 'Sun, 01 Nov 2026 00:00:00 GMT') return { status: 304 };
    return {
      status: 200,
      headers: { 'last-modified': 'Sun, 01 Nov 2026 00:00:00 GMT' },
      body: { ...contact, urls: {}, custom: false },
    };
  });
  connection = openConnection({ instanceUrl: org.url, accessToken: 't', now: () => now });
});

afterEach(async () => {
  connection.close();
  await org.close();
});

const described = () => org.seen.filter((each) => each.path.endsWith('/describe'));

describe('describes', () => {
  it('are asked once by all who ask at once, in any case', async () => {
    const answers = await Promise.all(['Contact', 'contact', 'CONTACT'].map((name) => connection.describeObject(name)));
    expect(answers[0]).toEqual(contact);
    expect(new Set(answers).size).toBe(1);
    expect(described()).toHaveLength(1);
  });

  it('are kept for five minutes, then asked again only if they changed', async () => {
    const first = await connection.describeObject('Contact');
    now += 4 * MINUTE;
    await connection.describeObject('Contact');
    expect(described()).toHaveLength(1);
    now += 2 * MINUTE;
    expect(await connection.describeObject('Contact')).toBe(first);
    expect(described()).toHaveLength(2);
    expect(described()[1]?.headers['if-modified-since']).toBe('Sun, 01 Nov 2026 00:00:00 GMT');
    await connection.describeObject('Contact');
    expect(described()).toHaveLength(2);
  });

  it('are kept for an hour while the org’s requests run low', async () => {
    org.next(/describe/, reply(200, { ...contact }, { 'sforce-limit-info': 'api-usage=800/1000' }));
    await connection.describeObject('Contact');
    now += 50 * MINUTE;
    await connection.describeObject('Contact');
    expect(described()).toHaveLength(1);
    now += 20 * MINUTE;
    await connection.describeObject('Contact');
    expect(described()).toHaveLength(2);
  });

  it('are asked anew once they proved wrong', async () => {
    await connection.describeObject('Contact');
    connection.forgetDescribe('contact');
    await connection.describeObject('Contact');
    expect(described()).toHaveLength(2);
    expect(described()[1]?.headers['if-modified-since']).toBeUndefined();
  });

  it('of an object that is not there say so by its name', async () => {
    org.next(/describe/, reply(404, refusal('NOT_FOUND', 'The requested resource does not exist')));
    await expect(connection.describeObject('Nothing__c')).rejects.toMatchObject({
      problem: {
        kind: 'not-found',
        message: 'This org has no object called Nothing__c, or your Salesforce user may not see it.',
      },
    });
  });

  it('are not remembered when asking failed', async () => {
    org.next(/describe/, dropBefore, 2);
    await expect(connection.describeObject('Contact')).rejects.toMatchObject({ problem: { kind: 'upstream' } });
    expect((await connection.describeObject('Contact')).name).toBe('Contact');
  });

  it('find a field in any case', () => {
    expect(fieldOf(contact, 'EMAIL')?.name).toBe('Email');
    expect(fieldOf(contact, 'Phone')).toBeUndefined();
  });
});
