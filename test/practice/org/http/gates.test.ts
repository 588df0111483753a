import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OrgUnderTest, openOrg } from '../support/org-under-test.ts';

let under: OrgUnderTest;
beforeAll(async () => {
  under = await openOrg({ empty: true });
});
afterAll(() => under.org.stop());

/** fetch() does not let one set Host. */
function statusOf(path: string, headers: Record<string, string>): Promise<number> {
  const { hostname, port } = new URL(under.org.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end();
  });
}

describe('the gates', () => {
  it.each(['evil.example', 'localhost.evil.example', '192.168.0.1'])('refuse the foreign host %s', async (Host) => {
    expect(await statusOf('/services/data', { Host })).toBe(421);
  });

  it.each(['localhost:1234', '127.0.0.1', '[::1]:80'])('let the own host %s in', async (Host) => {
    expect(await statusOf('/services/data', { Host })).toBe(200);
  });

  it('collapse duplicate slashes', async () => {
    const response = await fetch(`${under.org.url}//services/data//v66.0/limits`, {
      headers: { Authorization: `Bearer ${under.org.accessToken}` },
    });
    expect(response.status).toBe(200);
  });

  it('refuse URIs and headers that are too long', async () => {
    expect(await statusOf(`/services/data/v66.0/query?q=${'x'.repeat(16_400)}`, {})).toBe(414);
    expect(await statusOf('/services/data', { 'X-Long': 'x'.repeat(16_400) })).toBe(431);
  });

  it('take the token as Bearer and as OAuth, and no other', async () => {
    for (const scheme of ['Bearer', 'OAuth'])
      expect(
        (await under.call('GET', '/limits', undefined, { Authorization: `${scheme} ${under.org.accessToken}` })).status,
      ).toBe(200);
    expect((await under.call('GET', '/limits', undefined, { Authorization: under.org.accessToken })).status).toBe(401);
  });

  it('do not open the control paths unless told to', async () => {
    expect((await fetch(`${under.org.url}/__control/effects`)).status).toBe(404);
  });

  it('indent when X-PrettyPrint asks', async () => {
    expect((await under.call('GET', '/limits', undefined, { 'X-PrettyPrint': '1' })).text).toContain('\n  "');
  });

  it('give every org its own random tokens', async () => {
    const other = await openOrg({ empty: true });
    expect(other.org.accessToken).not.toBe(under.org.accessToken);
    await other.org.stop();
  });
});
