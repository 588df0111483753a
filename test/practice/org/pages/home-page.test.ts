import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OrgUnderTest, openOrg } from '../support/org-under-test.ts';

let under: OrgUnderTest;
beforeAll(async () => {
  under = await openOrg();
});
afterAll(() => under.org.stop());

describe('the page at /', () => {
  it('says what this is, what is in it and how to connect', async () => {
    const html = await (await fetch(under.org.url)).text();
    for (const text of ['Practice org', 'jsforce', 'sf org login web', 'curl', 'OpportunityStage', under.org.clientId])
      expect(html).toContain(text);
  });

  it('shows the last requests, and no token', async () => {
    await fetch(`${under.org.url}/services/data?oauth_token=secret123`);
    await under.call('GET', '/limits');
    const html = await (await fetch(under.org.url)).text();
    expect(html).toContain('/services/data/v66.0/limits');
    expect(html).not.toContain('secret123');
    expect(html).not.toContain(under.org.accessToken);
  });

  it('lets nothing load but its own style', async () => {
    const response = await fetch(under.org.url);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });
});
