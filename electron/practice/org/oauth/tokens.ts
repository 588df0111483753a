import { createHash, randomBytes } from 'node:crypto';
import type { Org, Session } from '../org.ts';
import { OAuthError } from './oauth-error.ts';
import { findUserById } from './users.ts';

/** One authorisation of a user for a client; its tokens live and die with it. */
export interface Grant {
  readonly id: string;
  readonly client: string;
  readonly user: string;
  readonly scope: string;
}

/** A token as the org knows it. */
interface KnownToken {
  readonly kind: 'access' | 'refresh';
  readonly grant: Grant;
  readonly issued: number;
  readonly expires: number | null;
  readonly active: boolean;
}

/** Live grants one user may have for one client; the next one revokes the oldest. */
const grantCap = 5;

const digestOf = (token: string) => createHash('sha256').update(token).digest('base64url');
const random = (bytes: number) => randomBytes(bytes).toString('base64url').replaceAll('-', '.');

/** Opens a grant, closing the oldest when the user has too many for this client. */
export function openGrant(org: Org, grant: Omit<Grant, 'id'>, { capped = true } = {}): Grant {
  const live = org.store.all(
    'SELECT id FROM _grant WHERE client = ? AND user = ? AND revoked = 0 ORDER BY created, id',
    [grant.client, grant.user],
  );
  const tooMany = capped ? Math.max(0, live.length - grantCap + 1) : 0;
  for (const old of live.slice(0, tooMany)) revokeGrant(org, String(old.id));
  const id = `${org.nextNumber('grant')}`.padStart(9, '0');
  org.store.run('INSERT INTO _grant (id, client, user, scope, created) VALUES (?, ?, ?, ?, ?)', [
    id,
    grant.client,
    grant.user,
    grant.scope,
    org.clock(),
  ]);
  return { id, ...grant };
}

/** Ends a grant and with it every token that came from it. */
function revokeGrant(org: Org, grantId: string): void {
  org.store.run('UPDATE _grant SET revoked = 1 WHERE id = ?', [grantId]);
}

function keep(org: Org, token: { text: string; kind: string; grantId: string; expires: number | null }): string {
  org.store.run('INSERT INTO _token (digest, kind, grant_id, issued, expires) VALUES (?, ?, ?, ?, ?)', [
    digestOf(token.text),
    token.kind,
    token.grantId,
    org.clock(),
    token.expires,
  ]);
  return token.text;
}

/** A new access token: the org's 15-character id, a bang, and secret letters. */
export function issueAccessToken(org: Org, grant: Grant): string {
  const text = `${org.settings.organizationId.slice(0, 15)}!AR8AQ${random(60)}`;
  return keep(org, {
    text,
    kind: 'access',
    grantId: grant.id,
    expires: org.clock() + org.settings.sessionSeconds * 1000,
  });
}

/** A new refresh token. */
export function issueRefreshToken(org: Org, grant: Grant): string {
  return keep(org, { text: `5Aep861${random(54)}`, kind: 'refresh', grantId: grant.id, expires: null });
}

/** What the org knows of a token; undefined for one it never gave. */
export function findToken(org: Org, text: string): (KnownToken & { spent: boolean; revoked: boolean }) | undefined {
  const row = org.store.get(
    'SELECT t.*, g.client, g.user, g.scope, g.revoked FROM _token t JOIN _grant g ON g.id = t.grant_id WHERE t.digest = ?',
    [digestOf(text)],
  );
  if (row === undefined) return undefined;
  const expires = row.expires === null ? null : Number(row.expires);
  const spent = row.spent === 1;
  const revoked = row.revoked === 1;
  return {
    kind: row.kind === 'refresh' ? 'refresh' : 'access',
    grant: { id: String(row.grant_id), client: String(row.client), user: String(row.user), scope: String(row.scope) },
    issued: Number(row.issued),
    expires,
    spent,
    revoked,
    active: !spent && !revoked && (expires === null || expires > org.clock()),
  };
}

/** Uses a refresh token. A rotated one that comes again is a stolen one: the whole family ends. */
export function spendRefreshToken(org: Org, text: string, options: { clientId: string; rotate: boolean }): Grant {
  const token = findToken(org, text);
  const stale = () => new OAuthError('invalid_grant', 'expired access/refresh token');
  if (token === undefined || token.kind !== 'refresh' || token.grant.client !== options.clientId) throw stale();
  if (token.spent) revokeGrant(org, token.grant.id);
  if (!token.active) throw stale();
  if (findUserById(org, token.grant.user)?.IsActive !== 1) {
    throw new OAuthError('invalid_grant', 'authentication failure');
  }
  if (options.rotate) org.store.run('UPDATE _token SET spent = 1 WHERE digest = ?', [digestOf(text)]);
  return token.grant;
}

/** Revokes a token: a refresh token with all that came from it, an access token alone. */
export function revokeToken(org: Org, text: string): boolean {
  const token = findToken(org, text);
  if (token === undefined || !token.active) return false;
  if (token.kind === 'refresh') revokeGrant(org, token.grant.id);
  else org.store.run('UPDATE _token SET spent = 1 WHERE digest = ?', [digestOf(text)]);
  return true;
}

/** Ends a session as time would: its access token no longer works, its refresh token does. */
export function expireAccessTokens(org: Org): void {
  org.store.run("UPDATE _token SET expires = ? WHERE kind = 'access'", [org.clock() - 1]);
}

/** The session of an access token; undefined when it is not (or no longer) good for anything. */
export function findSession(org: Org, accessToken: string): Session | undefined {
  const token = findToken(org, accessToken);
  if (token?.kind !== 'access' || !token.active) return undefined;
  const user = org.store.get(
    'SELECT u."Id", u."Username", u."TimeZoneSidKey", u."IsActive", p."Name" AS profile FROM "User" u LEFT JOIN "Profile" p ON p."Id" = u."ProfileId" WHERE u."Id" = ?',
    [token.grant.user],
  );
  if (user === undefined || user.IsActive !== 1) return undefined;
  extend(org, accessToken, token);
  return {
    userId: String(user.Id),
    username: String(user.Username),
    profileName: String(user.profile),
    timeZone: String(user.TimeZoneSidKey ?? 'GMT'),
    clientId: token.grant.client,
    grantId: token.grant.id,
    scope: token.grant.scope,
  };
}

/** A session that is used lives on: the timeout counts from its last use, moved in halves as Salesforce does. */
function extend(org: Org, text: string, token: KnownToken): void {
  const life = org.settings.sessionSeconds * 1000;
  if (token.expires === null || token.expires - org.clock() > life / 2) return;
  org.store.run('UPDATE _token SET expires = ? WHERE digest = ?', [org.clock() + life, digestOf(text)]);
}
