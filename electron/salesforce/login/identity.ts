import { getCountries, isSupportedCountry } from 'libphonenumber-js';
import type { Org } from '../../../shared/model/org.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { isRecord } from '../faults.ts';
import { requireId, toId18 } from '../ids.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { queryPage, type Row } from '../search/query.ts';
import { soql } from '../search/soql.ts';
import { isLoopback } from './instance-url.ts';

/** Asks the org which it is, who we are in it, and how dates, numbers and phones are read there. */
export async function readIdentity(
  connection: SalesforceConnection,
  environment: Org['environment'] | null,
): Promise<Org> {
  const { orgId, userId } = await whoAmI(connection);
  const [organizations, users] = await Promise.all([
    queryPage(
      connection,
      soql`SELECT Id, Name, IsSandbox, Country, DefaultLocaleSidKey, TimeZoneSidKey FROM Organization LIMIT 1`,
    ),
    queryPage(
      connection,
      soql`SELECT Id, Name, Username, TimeZoneSidKey, LocaleSidKey FROM User WHERE Id = ${userId} LIMIT 1`,
    ),
  ]);
  const organization = organizations.rows[0] ?? {};
  const user = users.rows[0] ?? {};
  const locale = firstLocale([user.LocaleSidKey, organization.DefaultLocaleSidKey]);
  return {
    id: orgId,
    name: textOf(organization.Name) ?? 'Salesforce',
    environment: environment ?? environmentOf(connection.instanceUrl, organization),
    instanceUrl: connection.instanceUrl,
    user: { id: userId, name: textOf(user.Name) ?? '', username: textOf(user.Username) ?? '' },
    timeZone: firstTimeZone([user.TimeZoneSidKey, organization.TimeZoneSidKey]),
    locale,
    country: countryOf(textOf(organization.Country), [locale, firstLocale([organization.DefaultLocaleSidKey])]),
  };
}

async function whoAmI(connection: SalesforceConnection): Promise<{ orgId: string; userId: string }> {
  const { status, body } = await connection.request({ method: 'GET', base: 'services', path: ['oauth2', 'userinfo'] });
  if (status === 200 && isRecord(body)) {
    return { orgId: requireId(String(body.organization_id)), userId: requireId(String(body.user_id)) };
  }
  // A token without the id or openid scope may not read userinfo; the API's root names the same identity.
  const root = await connection.read({ method: 'GET', path: [] });
  const url = isRecord(root.body) ? String(root.body.identity) : '';
  const [, org, user] = /\/id\/(\w{15,18})\/(\w{15,18})$/.exec(url) ?? [];
  const orgId = toId18(org ?? '');
  const userId = toId18(user ?? '');
  if (orgId && userId) return { orgId, userId };
  throw new ProblemError(toProblem('upstream', 'Salesforce did not say who is logged in.', { next: 'reconnect' }));
}

function environmentOf(instanceUrl: string, organization: Row): Org['environment'] {
  if (isLoopback(new URL(instanceUrl).hostname)) return 'practice';
  return organization.IsSandbox === true ? 'sandbox' : 'production';
}

/** Salesforce writes locales as `en_US`; a few carry script or currency after that. */
function firstLocale(candidates: readonly unknown[]): string {
  for (const candidate of candidates) {
    const tag = textOf(candidate)?.split('__')[0]?.replaceAll('_', '-');
    if (tag === undefined) continue;
    try {
      return new Intl.Locale(tag).toString();
    } catch {
      // Not a locale this runtime knows: the next candidate is.
    }
  }
  return 'en-US';
}

function firstTimeZone(candidates: readonly unknown[]): string {
  for (const candidate of candidates) {
    const zone = textOf(candidate);
    if (zone === null) continue;
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    } catch {
      // Not a zone this runtime knows: the next candidate is.
    }
  }
  return 'UTC';
}

/** An org's country is free text: a code, an English name, or nothing. */
function countryOf(country: string | null, locales: readonly string[]): string {
  const code = country?.trim().toUpperCase() ?? '';
  if (isSupportedCountry(code)) return code;
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const named = getCountries().find((each) => names.of(each)?.toUpperCase() === code);
  if (named) return named;
  if (code === 'USA') return 'US';
  for (const locale of locales) {
    const region = new Intl.Locale(locale).region;
    if (region && isSupportedCountry(region)) return region;
  }
  return 'US';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
