import { createPublicKey, verify } from 'node:crypto';
import type { Org } from '../org.ts';
import { isRecord } from '../rows/read-body.ts';
import type { OAuthClient } from './clients.ts';
import { OAuthError } from './oauth-error.ts';
import { findUserByName } from './users.ts';

const refused = (description: string) => new OAuthError('invalid_grant', description);

/** The user a signed assertion speaks for. */
export function userOfAssertion(options: { org: Org; clients: readonly OAuthClient[]; assertion: string }): {
  client: OAuthClient;
  userId: string;
} {
  const { org, clients, assertion } = options;
  const [head, body, signature, more] = assertion.split('.');
  const header = readPart(head);
  const claims = readPart(body);
  if (more !== undefined || signature === undefined || header?.alg !== 'RS256' || claims === undefined) {
    throw refused('invalid assertion');
  }
  const client = clients.find((one) => one.clientId === claims.iss);
  if (client === undefined) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  if (client.certificate !== null && !isSigned(client.certificate, `${head}.${body}`, signature)) {
    throw refused('invalid assertion');
  }
  if (!isAudience(org, claims.aud)) throw refused('Audience validation failed');
  if (toMilliseconds(claims.exp) <= org.clock()) throw refused('token validity expired');
  const user = typeof claims.sub === 'string' ? findUserByName(org, claims.sub) : undefined;
  if (user === undefined) throw refused("user hasn't approved this consumer");
  return { client, userId: String(user.Id) };
}

function readPart(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isSigned(certificate: string, signed: string, signature: string): boolean {
  return verify('RSA-SHA256', Buffer.from(signed), createPublicKey(certificate), Buffer.from(signature, 'base64url'));
}

function isAudience(org: Org, audience: unknown): boolean {
  const known = ['https://login.salesforce.com', 'https://test.salesforce.com', org.url()];
  const wanted = Array.isArray(audience) ? audience : [audience];
  return wanted.some(
    (one) =>
      known.includes(String(one).replace(/\/+$/, '').replace('127.0.0.1', 'localhost')) ||
      known.includes(String(one).replace(/\/+$/, '')),
  );
}

const minuteMs = 60_000;

/** The sf CLI tells milliseconds where the standard wants seconds, 300 of them: it gets the minutes it meant. */
function toMilliseconds(exp: unknown): number {
  const time = Number(exp ?? Number.NaN);
  if (!Number.isFinite(time)) return 0;
  return time > 100_000_000_000 ? time + 3 * minuteMs : time * 1000;
}
