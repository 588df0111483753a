import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OrgUnderTest, openOrg, shapeOf } from '../support/org-under-test.ts';

let under: OrgUnderTest;
beforeAll(async () => {
  under = await openOrg();
});
afterAll(() => under.org.stop());

const identityKeys =
  'id, asserted_user, user_id, organization_id, username, nick_name, display_name, email, email_verified, first_name, last_name, timezone, photos, addr_street, addr_city, addr_state, addr_country, addr_zip, mobile_phone, mobile_phone_verified, is_lightning_login_user, status, urls, active, user_type, language, locale, utcOffset, last_modified_date, is_app_installed'.split(
    ', ',
  );
const userinfoKeys =
  'sub, user_id, organization_id, preferred_username, nickname, name, email, email_verified, given_name, family_name, zoneinfo, photos, profile, picture, address, is_salesforce_integration_user, active, user_type, language, locale, utcOffset, updated_at, is_app_installed, urls'.split(
    ', ',
  );
const urlKeys =
  'enterprise, metadata, partner, rest, sobjects, search, query, recent, tooling_soap, tooling_rest, profile, feeds, groups, users, feed_items, feed_elements, custom_domain'.split(
    ', ',
  );

describe('the identity URL', () => {
  it('is named by the root resource and answers the recorded keys', async () => {
    const { json: root } = await under.call('GET', '');
    const response = await fetch(
      `${root.identity}?format=json&oauth_token=${encodeURIComponent(under.org.accessToken)}`,
    );
    const identity = await response.json();
    expect(Object.keys(identity).sort()).toEqual([...identityKeys].sort());
    expect(identity).toMatchObject({
      username: 'sam.ortiz@practice.example',
      active: true,
      first_name: 'Sam',
      utcOffset: -28_800_000,
    });
    expect(Object.keys(identity.urls).sort()).toEqual([...urlKeys].sort());
    expect(identity.urls.rest).toContain('{version}');
    expect(shapeOf(identity.photos)).toEqual({ picture: 'string', thumbnail: 'string' });
    expect(Object.keys(identity.status)).toEqual(['created_date', 'body']);
  });

  it('fills the version in when it is asked for', async () => {
    const { json: root } = await under.call('GET', '');
    const response = await fetch(`${root.identity}?version=60.0`, {
      headers: { Authorization: `Bearer ${under.org.accessToken}` },
    });
    expect((await response.json()).urls.query).toContain('/v60.0/');
  });

  it.each([
    ['Bad_OAuth_Token', '?oauth_token=nonsense'],
    ['Missing_OAuth_Token', ''],
  ])('answers 403 and the text %s', async (text, query) => {
    const response = await fetch(`${under.org.url}/id/${under.org.organizationId}/005000000000000AAA${query}`);
    expect([response.status, await response.text()]).toEqual([403, text]);
  });
});

it('knows no identity but that of the token', async () => {
  for (const user of ['005000000000000AAA', 'nonsense']) {
    const url = `${under.org.url}/id/${under.org.organizationId}/${user}?oauth_token=${under.org.accessToken}`;
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([404, 'Bad_Id']);
  }
});

describe('userinfo', () => {
  it.each(['GET', 'POST'])('answers the OpenID keys to %s', async (method) => {
    const response = await fetch(`${under.org.url}/services/oauth2/userinfo`, {
      method,
      headers: { Authorization: `Bearer ${under.org.accessToken}` },
    });
    const json = await response.json();
    expect(Object.keys(json).sort()).toEqual([...userinfoKeys].sort());
    expect(json.preferred_username).toBe('sam.ortiz@practice.example');
    expect(json.sub).toMatch(/^http:\/\/127\.0\.0\.1/);
  });
});

describe('discovery', () => {
  it('names endpoints of this org only', async () => {
    const json = await (await fetch(`${under.org.url}/.well-known/openid-configuration`)).json();
    for (const [key, value] of Object.entries(json)) {
      if (key.endsWith('_endpoint')) expect(String(value).startsWith(under.org.url)).toBe(true);
    }
  });
});
