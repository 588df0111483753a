import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, type OrgUnderTest, openOrg } from '../support/org-under-test.ts';

let under: OrgUnderTest;
beforeEach(async () => {
  under = await openOrg({ empty: true, control: true });
});
afterEach(() => under.org.stop());

const send = async (messages: unknown[], token = under.org.accessToken): Promise<Json[]> => {
  const response = await fetch(`${under.org.url}/cometd/66.0`, {
    method: 'POST',
    headers: { Authorization: `OAuth ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(messages),
  });
  return (await response.json()) as Json[];
};

const shake = async (token?: string): Promise<Json> =>
  (
    await send(
      [{ channel: '/meta/handshake', id: '1', version: '1.0', supportedConnectionTypes: ['long-polling'] }],
      token,
    )
  )[0];
const connect = (clientId: string, timeout?: number) => ({
  channel: '/meta/connect',
  clientId,
  connectionType: 'long-polling',
  id: '2',
  ...(timeout === undefined ? {} : { advice: { timeout } }),
});
const subscribe = (clientId: string, channel: string, replay: number) => ({
  channel: '/meta/subscribe',
  clientId,
  subscription: channel,
  id: '3',
  ext: { replay: { [channel]: replay } },
});

/** A client that has connected and listens. */
async function listen(channel: string, replay: number): Promise<string> {
  const { clientId } = await shake();
  await send([connect(clientId, 0), subscribe(clientId, channel, replay)]);
  return clientId;
}

/** What a new subscriber is told at once: the events it asked to have replayed. */
async function replay(channel: string, after: number): Promise<Json[]> {
  const { clientId } = await shake();
  return events(await send([connect(clientId, 0), subscribe(clientId, channel, after)]));
}

const events = (messages: Json[]) => messages.filter((one) => one.channel.startsWith('/data/'));
const headersOf = (messages: Json[]) => events(messages).map((one) => one.data.payload.ChangeEventHeader);

describe('the CometD endpoint', () => {
  it('shakes hands, telling that it can replay', async () => {
    const answer = await shake();
    expect(answer).toMatchObject({
      successful: true,
      channel: '/meta/handshake',
      version: '1.0',
      ext: { replay: true, 'payload.format': true },
      supportedConnectionTypes: ['long-polling'],
    });
    expect(answer.clientId).toBeTruthy();
  });

  it('does not shake hands without a session', async () => {
    expect(await shake('nonsense')).toMatchObject({
      successful: false,
      ext: { sfdc: { failureReason: '401::Authentication invalid' } },
      advice: { reconnect: 'none' },
    });
  });

  it('tells a client it does not know to shake hands again', async () => {
    expect((await send([connect('nobody')]))[0]).toMatchObject({
      successful: false,
      error: '403::Unknown client',
      advice: { reconnect: 'handshake' },
    });
  });

  it('refuses channels there are none of and replay ids it no longer knows', async () => {
    const { clientId } = await shake();
    expect((await send([subscribe(clientId, '/data/NothingChangeEvent', -1)]))[0].error).toBe(
      '403:denied_by_security_policy:create_denied',
    );
    expect((await send([subscribe(clientId, '/data/CaseChangeEvent', 4711)]))[0].error).toContain(
      '400::The replayId {4711} you provided was invalid',
    );
  });

  it('keeps a connect waiting until something changes', async () => {
    const clientId = await listen('/data/CaseChangeEvent', -1);
    const waiting = send([connect(clientId)]);
    await under.create('Contact', { LastName: 'elsewhere' });
    const id = await under.create('Case', { Subject: 'watched' });
    const [event] = events(await waiting);
    expect(Object.keys(event.data).sort()).toEqual(['event', 'payload', 'schema']);
    expect(event.channel).toBe('/data/CaseChangeEvent');
    expect(event.data.payload).toMatchObject({ Subject: 'watched', Status: 'New' });
    const header = event.data.payload.ChangeEventHeader;
    expect(Object.keys(header).sort()).toEqual([
      'changeOrigin',
      'changeType',
      'changedFields',
      'commitNumber',
      'commitTimestamp',
      'commitUser',
      'diffFields',
      'entityName',
      'nulledFields',
      'recordIds',
      'sequenceNumber',
      'transactionKey',
    ]);
    expect(header).toMatchObject({
      entityName: 'Case',
      recordIds: [id],
      changeType: 'CREATE',
      changeOrigin: 'com/salesforce/api/rest/66.0',
    });
  });

  it('tells only what changed, what was emptied and which client did it', async () => {
    const id = await under.create('Case', { Subject: 'a', Origin: 'Phone' });
    const clientId = await listen('/data/ChangeEvents', -1);
    await under.call(
      'PATCH',
      `/sobjects/Case/${id}`,
      { Subject: 'b', Origin: null },
      { 'Sforce-Call-Options': 'client=Countersign' },
    );
    const [event] = events(await send([connect(clientId)]));
    expect(event.data.payload.ChangeEventHeader).toMatchObject({
      changeType: 'UPDATE',
      changeOrigin: 'com/salesforce/api/rest/66.0;client=Countersign',
      nulledFields: ['Origin'],
    });
    expect(event.data.payload.ChangeEventHeader.changedFields.sort()).toEqual([
      'LastModifiedDate',
      'Origin',
      'Subject',
    ]);
    expect(Object.keys(event.data.payload).sort()).toEqual([
      'ChangeEventHeader',
      'LastModifiedDate',
      'Origin',
      'Subject',
    ]);
  });

  it('replays what was kept, from the start or after an event', async () => {
    const id = await under.create('Contact', { LastName: 'r' });
    await under.call('PATCH', `/sobjects/Contact/${id}`, { FirstName: 'q' });
    await under.call('DELETE', `/sobjects/Contact/${id}`);
    const all = await replay('/data/ContactChangeEvent', -2);
    expect(headersOf(all).map((one) => one.changeType)).toEqual(['CREATE', 'UPDATE', 'DELETE']);
    const rest = await replay('/data/ContactChangeEvent', all[0].data.event.replayId);
    expect(headersOf(rest).map((one) => one.changeType)).toEqual(['UPDATE', 'DELETE']);
  });

  it('says nothing of a write that was undone', async () => {
    await under.call('POST', '/composite/sobjects', {
      allOrNone: true,
      records: [{ attributes: { type: 'Account' }, Name: 'x' }, { attributes: { type: 'Account' } }],
    });
    const id = await under.create('Account', { Name: 'only' });
    const told = headersOf(await replay('/data/AccountChangeEvent', -2));
    expect(told.map((one) => one.recordIds)).toEqual([[id]]);
  });

  it('publishes gaps on demand', async () => {
    const clientId = await listen('/data/CaseChangeEvent', -1);
    await fetch(`${under.org.url}/__control/gaps`, {
      method: 'POST',
      body: JSON.stringify({ object: 'Case', changeType: 'GAP_UPDATE', recordIds: ['500Cs0000000001AAA'] }),
    });
    const [event] = events(await send([connect(clientId)]));
    expect(Object.keys(event.data.payload)).toEqual(['ChangeEventHeader']);
    expect(event.data.payload.ChangeEventHeader.changeType).toBe('GAP_UPDATE');
  });
});
