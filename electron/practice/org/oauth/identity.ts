import type { Org } from '../org.ts';
import { toDatetimeText } from '../rows/values.ts';
import { offsetAt } from '../soql/zoned-days.ts';
import type { SqlRow } from '../store/store.ts';
import { identityUrl } from './token-endpoint.ts';

function urlsOf(org: Org, user: SqlRow, version: string | null): Record<string, string> {
  const base = org.url();
  const v = version ?? '{version}';
  const soap = (kind: string) => `${base}/services/Soap/${kind}/${v}/${org.settings.organizationId.slice(0, 15)}`;
  const data = `${base}/services/data/v${v}/`;
  return {
    enterprise: soap('c'),
    metadata: soap('m'),
    partner: soap('u'),
    rest: data,
    sobjects: `${data}sobjects/`,
    search: `${data}search/`,
    query: `${data}query/`,
    recent: `${data}recent/`,
    tooling_soap: soap('T'),
    tooling_rest: `${data}tooling/`,
    profile: `${base}/${user.Id}`,
    feeds: `${data}chatter/feeds`,
    groups: `${data}chatter/groups`,
    users: `${data}chatter/users`,
    feed_items: `${data}chatter/feed-items`,
    feed_elements: `${data}chatter/feed-elements`,
    custom_domain: base,
  };
}

const photosOf = (org: Org) => ({
  picture: `${org.url()}/profilephoto/005/F`,
  thumbnail: `${org.url()}/profilephoto/005/T`,
});

/** The body of the identity URL. */
export function identityOf(org: Org, user: SqlRow, version: string | null): Record<string, unknown> {
  return {
    id: identityUrl(org, String(user.Id)),
    asserted_user: true,
    user_id: user.Id,
    organization_id: org.settings.organizationId,
    username: user.Username,
    nick_name: user.CommunityNickname,
    display_name: user.Name,
    email: user.Email,
    email_verified: true,
    first_name: user.FirstName,
    last_name: user.LastName,
    timezone: user.TimeZoneSidKey,
    photos: photosOf(org),
    addr_street: user.Street,
    addr_city: user.City,
    addr_state: user.State,
    addr_country: user.Country,
    addr_zip: user.PostalCode,
    mobile_phone: user.MobilePhone,
    mobile_phone_verified: false,
    is_lightning_login_user: false,
    status: { created_date: null, body: null },
    urls: urlsOf(org, user, version),
    active: user.IsActive === 1,
    user_type: 'STANDARD',
    language: user.LanguageLocaleKey,
    locale: user.LocaleSidKey,
    utcOffset: standardOffset(user),
    last_modified_date: toDatetimeText(Number(user.LastModifiedDate)),
    is_app_installed: true,
  };
}

/** The body of userinfo. */
export function userinfoOf(org: Org, user: SqlRow): Record<string, unknown> {
  return {
    sub: identityUrl(org, String(user.Id)),
    user_id: user.Id,
    organization_id: org.settings.organizationId,
    preferred_username: user.Username,
    nickname: user.CommunityNickname,
    name: user.Name,
    email: user.Email,
    email_verified: true,
    given_name: user.FirstName,
    family_name: user.LastName,
    zoneinfo: user.TimeZoneSidKey,
    photos: photosOf(org),
    profile: `${org.url()}/${user.Id}`,
    picture: photosOf(org).picture,
    address: {
      street_address: user.Street,
      locality: user.City,
      region: user.State,
      postal_code: user.PostalCode,
      country: user.Country,
    },
    is_salesforce_integration_user: false,
    active: user.IsActive === 1,
    user_type: 'STANDARD',
    language: user.LanguageLocaleKey,
    locale: user.LocaleSidKey,
    utcOffset: standardOffset(user),
    updated_at: toDatetimeText(Number(user.LastModifiedDate)),
    is_app_installed: true,
    urls: urlsOf(org, user, null),
  };
}

/** The offset without summer time, in milliseconds. */
function standardOffset(user: SqlRow): number {
  return offsetAt(String(user.TimeZoneSidKey ?? 'GMT'), Date.UTC(2024, 0, 1));
}
