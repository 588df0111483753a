import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OrgUnderTest, openOrg } from '../support/org-under-test.ts';

let under: OrgUnderTest;
beforeEach(async () => {
  under = await openOrg({ empty: true, control: true });
});
afterEach(() => under.org.stop());

const fault = (kind: object, times?: number) =>
  under.org.faults.add({ match: { method: 'POST', path: '/sobjects/Contact' }, times, fault: kind as never });
const write = () => under.call('POST', '/sobjects/Contact', { LastName: 'Faulty' });
const written = async () => (await under.query("SELECT Id FROM Contact WHERE LastName = 'Faulty'")).totalSize;

describe('a scripted fault', () => {
  it('cuts the connection before the commit: nothing was written', async () => {
    fault({ kind: 'reset-before-commit' });
    await expect(write()).rejects.toThrow();
    expect(await written()).toBe(0);
    expect(under.org.effects()).toEqual([]);
  });

  it('cuts the connection after the commit: it was written, once', async () => {
    fault({ kind: 'reset-after-commit' });
    await expect(write()).rejects.toThrow();
    expect(await written()).toBe(1);
    expect(under.org.effects()).toHaveLength(1);
  });

  it.each([
    [401, 'INVALID_SESSION_ID'],
    [403, 'REQUEST_LIMIT_EXCEEDED'],
    [412, 'ENTITY_FAILED_IFLASTMODIFIED_ON_UPDATE'],
    [500, 'UNKNOWN_EXCEPTION'],
    [503, 'SERVER_UNAVAILABLE'],
  ])('answers %i %s without writing', async (status, code) => {
    fault({ kind: 'status', status });
    const answered = await write();
    expect([answered.status, answered.json[0].errorCode]).toEqual([status, code]);
    expect(await written()).toBe(0);
  });

  it('locks the row once', async () => {
    fault({ kind: 'lock' });
    expect((await write()).json[0].errorCode).toBe('UNABLE_TO_LOCK_ROW');
    expect((await write()).status).toBe(201);
  });

  it('lasts as many times as told, and meets only what it matches', async () => {
    fault({ kind: 'status', status: 503 }, 2);
    expect((await under.call('GET', '/limits')).status).toBe(200);
    expect([(await write()).status, (await write()).status, (await write()).status]).toEqual([503, 503, 201]);
  });

  it('commits late, after the client gave up', async () => {
    fault({ kind: 'late-commit', ms: 10_000 });
    const url = `${under.org.url}/services/data/v66.0/sobjects/Contact`;
    const headers = { Authorization: `Bearer ${under.org.accessToken}`, 'Content-Type': 'application/json' };
    const body = JSON.stringify({ LastName: 'Faulty' });
    await expect(fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(150) })).rejects.toThrow();
    await expect.poll(written).toBe(1);
  });

  it('lets the body trickle and the answer wait', async () => {
    fault({ kind: 'slow-body', ms: 120 });
    const since = performance.now();
    expect((await write()).status).toBe(201);
    expect(performance.now() - since).toBeGreaterThan(100);
    fault({ kind: 'delay', ms: 120 });
    const again = performance.now();
    expect((await write()).status).toBe(201);
    expect(performance.now() - again).toBeGreaterThan(100);
  });

  it('answers an HTML page', async () => {
    fault({ kind: 'html', status: 503 });
    const answered = await write();
    expect([answered.status, answered.headers.get('content-type')]).toEqual([503, 'text/html;charset=UTF-8']);
  });
});

describe('the control paths', () => {
  const control = (method: string, path: string, body?: unknown) =>
    fetch(`${under.org.url}/__control${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });

  it('add, list and clear faults', async () => {
    expect(
      (await control('POST', '/faults', { match: { path: '/limits' }, fault: { kind: 'status', status: 500 } })).status,
    ).toBe(201);
    expect((await (await control('GET', '/faults')).json()).faults).toHaveLength(1);
    expect((await under.call('GET', '/limits')).status).toBe(500);
    await control('POST', '/faults', { fault: { kind: 'lock' } });
    await control('DELETE', '/faults');
    expect((await under.call('GET', '/limits')).status).toBe(200);
    expect((await control('POST', '/faults', { fault: { kind: 'meteor' } })).status).toBe(400);
  });

  it('show the effects: what committed, in order, with the headers that steered it', async () => {
    const id = await under.create('Contact', { LastName: 'Effect', Email: 'e@f.example' });
    await under.call('PATCH', `/sobjects/Contact/${id}`, { Email: null }, { 'Sforce-Auto-Assign': 'FALSE' });
    await under.call('PATCH', `/sobjects/Contact/${id}`, { Email: 'not an address' });
    await under.call('DELETE', `/sobjects/Contact/${id}`);
    const { effects } = await (await control('GET', '/effects')).json();
    expect(effects.map((one: { operation: string }) => one.operation)).toEqual(['create', 'update', 'delete']);
    expect(effects[0]).toMatchObject({
      seq: 1,
      object: 'Contact',
      id,
      method: 'POST',
      path: '/services/data/v66.0/sobjects/Contact',
      fields: { LastName: 'Effect', Email: 'e@f.example' },
      user: 'sam.ortiz@practice.example',
    });
    expect(effects[1]).toMatchObject({ fields: { Email: null }, headers: { 'Sforce-Auto-Assign': 'FALSE' } });
    expect((await (await control('GET', '/effects?after=2')).json()).effects).toHaveLength(1);
  });

  it('put the clock forward', async () => {
    await control('POST', '/clock', { advanceMs: 3 * 3_600_000 });
    expect((await under.call('GET', '/limits')).status).toBe(401);
  });
});

describe('the control paths', () => {
  const patch = (id: string) => under.call('PATCH', `/sobjects/Contact/${id}`, { FirstName: 'F' });

  it('let an answer without a body come late', async () => {
    const id = await under.create('Contact', { LastName: 'Slow' });
    under.org.faults.add({ match: { method: 'PATCH' }, fault: { kind: 'slow-body', ms: 50 } });
    expect((await patch(id)).status).toBe(204);
  });

  it('name the row that is locked', async () => {
    const id = await under.create('Contact', { LastName: 'Locked' });
    under.org.faults.add({ match: { method: 'PATCH' }, fault: { kind: 'lock' } });
    expect((await patch(id)).json).toEqual([
      {
        message: `unable to obtain exclusive access to this record or 1 records: ${id}`,
        errorCode: 'UNABLE_TO_LOCK_ROW',
        fields: [],
      },
    ]);
  });

  it('refuse what is no JSON', async () => {
    const response = await fetch(`${under.org.url}/__control/faults`, { method: 'POST', body: 'x' });
    expect(response.status).toBe(400);
  });
});
