import { Connection, OAuth2 } from 'jsforce';
import { StreamingExtension } from 'jsforce/lib/api/streaming.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeOrg, startPracticeOrg } from '../../../../electron/practice/org/start-practice-org.ts';

let org: PracticeOrg;
let connection: Connection;
beforeAll(async () => {
  org = await startPracticeOrg();
  connection = new Connection({ instanceUrl: org.url, accessToken: org.accessToken, version: '66.0' });
});
afterAll(() => org.stop());

describe('jsforce', () => {
  it('signs in with the code flow and its own 171-character verifier', async () => {
    const oauth2 = new OAuth2({
      loginUrl: org.url,
      clientId: org.clientId,
      redirectUri: org.redirectUri,
      useVerifier: true,
    });
    const page = new URL(oauth2.getAuthorizationUrl({ scope: 'api refresh_token', state: 's' }));
    const form = new URLSearchParams([...page.searchParams, ['username', org.username], ['decision', 'allow']]);
    const answered = await fetch(`${org.url}/services/oauth2/authorize`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    });
    const code = new URL(answered.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const signedIn = new Connection({ oauth2, version: '66.0' });
    const user = await signedIn.authorize(code);
    expect(user.organizationId).toBe(org.organizationId);
    expect((await signedIn.identity()).username).toBe(org.username);
    await signedIn.logout();
  });

  it('creates, reads, changes, upserts and deletes', async () => {
    const contacts = connection.sobject('Contact');
    const made = await contacts.create({ LastName: 'Jsforce', Email: 'j@f.example' });
    expect(made).toEqual({ id: made.id, success: true, errors: [] });
    await contacts.update({ Id: made.id ?? '', FirstName: 'By' });
    expect((await contacts.retrieve(made.id ?? '')).Name).toBe('By Jsforce');
    expect(
      await contacts.upsert({ Countersign_Key__c: 'jsf-1', LastName: 'Upserted' }, 'Countersign_Key__c'),
    ).toMatchObject({ created: true });
    expect(await contacts.destroy(made.id ?? '')).toMatchObject({ success: true });
  });

  it('writes and reads collections', async () => {
    const made = await connection.sobject('Account').create([{ Name: 'j1' }, { Name: 'j2' }, {}]);
    expect(made.map((one) => one.success)).toEqual([true, true, false]);
    const ids = made.flatMap((one) => one.id ?? []);
    expect((await connection.sobject('Account').retrieve(ids, { fields: ['Name'] })).map((one) => one.Name)).toEqual([
      'j1',
      'j2',
    ]);
    expect(
      (await connection.sobject('Account').update(ids.map((Id) => ({ Id, Site: 's' })))).every((one) => one.success),
    ).toBe(true);
    expect((await connection.sobject('Account').destroy(ids)).every((one) => one.success)).toBe(true);
  });

  it('maps errors by their code, and several to MULTIPLE_API_ERRORS', async () => {
    await expect(connection.sobject('Contact').create({ FirstName: 'x' })).rejects.toMatchObject({
      name: 'REQUIRED_FIELD_MISSING',
      data: { fields: ['LastName'] },
    });
    await expect(connection.sobject('Contact').create({ Email: 'x' })).rejects.toMatchObject({
      name: 'MULTIPLE_API_ERRORS',
    });
    await expect(connection.query('SELECT Nope FROM Contact')).rejects.toMatchObject({ name: 'INVALID_FIELD' });
  });

  it('pages through a query by itself', async () => {
    const seen: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      connection
        .query('SELECT Id FROM Contact', { headers: { 'Sforce-Query-Options': 'batchSize=200' } })
        .on('record', (record) => seen.push(record))
        .on('end', resolve)
        .on('error', reject)
        .run({ autoFetch: true, maxFetch: 10_000 });
    });
    expect(seen.length).toBe((await connection.query('SELECT COUNT() FROM Contact')).totalSize);
    expect(seen.length).toBeGreaterThan(200);
  });

  it('describes, searches, counts its usage and reads what is recent, updated and deleted', async () => {
    expect((await connection.describeGlobal()).sobjects.length).toBeGreaterThan(20);
    expect((await connection.describe('Case')).fields.length).toBeGreaterThan(30);
    expect((await connection.search('FIND {Alvarez} IN NAME FIELDS RETURNING Contact(Id)')).searchRecords).toHaveLength(
      2,
    );
    expect((await connection.limits()).DailyApiRequests?.Max).toBe(15_000);
    expect(connection.limitInfo.apiUsage?.limit).toBe(15_000);
    const [start, end] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 120_000)];
    expect((await connection.sobject('Account').updated(start, end)).latestDateCovered).toBeTruthy();
    expect((await connection.sobject('Account').deleted(start, end)).deletedRecords.length).toBeGreaterThan(0);
    expect((await connection.recent()).length).toBeGreaterThan(0);
  });

  it('refreshes by itself when the session ran out', async () => {
    const own = await startPracticeOrg({ empty: true, rotateRefreshTokens: false });
    const refreshing = new Connection({
      oauth2: { loginUrl: own.url, clientId: own.clientId, redirectUri: own.redirectUri },
      instanceUrl: own.url,
      accessToken: own.accessToken,
      refreshToken: own.refreshToken,
      version: '66.0',
    });
    own.expireSessions();
    expect((await refreshing.query('SELECT Id FROM User')).totalSize).toBe(6);
    await own.stop();
  });

  it('adds topics by Connect', async () => {
    const made = await connection.sobject('Case').create({ Subject: 'topic' });
    const topics = connection.chatter.resource(`/connect/records/${made.id}/topics`);
    expect(await topics.create({ topicName: 'Billing' })).toMatchObject({ name: 'Billing' });
  });

  it('hears of changes over CometD', async () => {
    const channel = '/data/CaseChangeEvent';
    const client = connection.streaming.createClient([new StreamingExtension.Replay(channel, -1)]);
    const heard = new Promise<{ payload: { Subject: string } }>((resolve) => {
      client.subscribe(channel, resolve).then(() => connection.sobject('Case').create({ Subject: 'streamed' }));
    });
    expect((await heard).payload.Subject).toBe('streamed');
    // jsforce types the client without the method faye gives it.
    if ('disconnect' in client && typeof client.disconnect === 'function') client.disconnect();
  });
});
