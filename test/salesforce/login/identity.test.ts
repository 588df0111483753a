import { afterEach, describe, expect, it } from 'vitest';
import { openConnection } from '../../../electron/salesforce/open-connection.ts';
import {
  type FaultyOrg,
  type Reply,
  refusal,
  type SeenRequest,
  startFaultyOrg,
} from '../../support/salesforce-faults.ts';

const ORG = '00D5e000000abcdEAA';
const USER = '0055e000001abcdAAA';

let org: FaultyOrg;

afterEach(() => org.close());

/** An org that answers about itself with these values. */
async function identityOf(organization: Record<string, unknown>, user: Record<string, unknown> = {}, userinfo?: Reply) {
  const rows = (row: Record<string, unknown>) => ({ status: 200, body: { totalSize: 1, done: true, records: [row] } });
  org = await startFaultyOrg((request: SeenRequest): Reply => {
    if (request.path === '/services/data') return { status: 200, body: [] };
    if (request.path.endsWith('/userinfo'))
      return userinfo ?? { status: 200, body: { organization_id: ORG, user_id: USER } };
    if (request.path.endsWith('/v66.0'))
      return { status: 200, body: { identity: `https://login.salesforce.com/id/${ORG}/${USER}` } };
    return decodeURIComponent(request.path).includes('FROM+User')
      ? rows({ Name: 'Jo', Username: 'jo@x', ...user })
      : rows({ Id: ORG, Name: 'Acme', ...organization });
  });
  const connection = openConnection({ instanceUrl: org.url, accessToken: 't' });
  return connection.identity().finally(() => connection.close());
}

describe('who we are', () => {
  it('is the org, the user, and how the user reads dates', async () => {
    const found = await identityOf(
      { Country: 'Germany', DefaultLocaleSidKey: 'de_DE', TimeZoneSidKey: 'Europe/Berlin' },
      { LocaleSidKey: 'fr_CH', TimeZoneSidKey: 'Europe/Zurich' },
    );
    expect(found).toEqual({
      id: ORG,
      name: 'Acme',
      environment: 'practice',
      instanceUrl: org.url,
      user: { id: USER, name: 'Jo', username: 'jo@x' },
      timeZone: 'Europe/Zurich',
      locale: 'fr-CH',
      country: 'DE',
    });
  });

  it.each([
    ['US', 'en_US', 'US'],
    ['USA', 'de_DE', 'US'],
    ['united kingdom', 'en_US', 'GB'],
    [null, 'en_AU', 'AU'],
    ['Nowhere', 'xx', 'US'],
  ])('reads phones in the country of the org: %s, else of its locale %s', async (Country, locale, country) => {
    expect((await identityOf({ Country, DefaultLocaleSidKey: locale }, { LocaleSidKey: locale })).country).toBe(
      country,
    );
  });

  it('falls back on zones and locales it knows', async () => {
    const found = await identityOf(
      { TimeZoneSidKey: 'America/Denver' },
      { TimeZoneSidKey: 'Mars/Olympus', LocaleSidKey: '' },
    );
    expect(found).toMatchObject({ timeZone: 'America/Denver', locale: 'en-US' });
  });

  it('is told by the API itself where the token may not read userinfo', async () => {
    const found = await identityOf({}, {}, { status: 403, body: refusal('Bad_OAuth_Token', 'Bad_OAuth_Token') });
    expect(found).toMatchObject({ id: ORG, user: { id: USER } });
  });
});
