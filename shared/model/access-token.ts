import { z } from 'zod';

/** The action by which an agent asks for an access token. */
export const accessTokenAction = 'get_access_token';

/** What that action makes. It is no API name, so that no other action can be about it. */
export const accessTokenObject = 'access-token';

/** Whether it is about an access token rather than a record. */
export function isAccessToken(of: { object: string }): boolean {
  return of.object === accessTokenObject;
}

/** What a proposal of a token carries, by field: the very grant that a decision is bound to. */
export const tokenField = {
  app: 'App',
  clientId: 'ConsumerKey',
  user: 'RunAsUser',
  userId: 'RunAsUserId',
  scopes: 'Scopes',
  minutes: 'Minutes',
  /** Only of one that was given: when it is revoked, ISO 8601. */
  until: 'RevokedAt',
} as const;

/** How long a token is good for, in minutes. */
export const tokenMinutes = { least: 1, most: 60, usual: 5 } as const;

/** An org's own grant: an app that issues access tokens in the name of an integration user. Its secret is not here. */
export const tokenGrant = z.object({
  app: z.string(),
  clientId: z.string(),
  user: z.object({ id: z.string(), name: z.string(), username: z.string() }),
  scopes: z.array(z.string()),
  minutes: z.number().int().min(tokenMinutes.least).max(tokenMinutes.most),
  savedAt: z.number(),
});
export type TokenGrant = z.infer<typeof tokenGrant>;

/** The life of an access token that was issued; the token itself is not here. */
export const tokenLease = z.object({
  proposal: z.string(),
  org: z.string(),
  app: z.string(),
  /** Name of the integration user. */
  user: z.string(),
  /** First twelve hex digits of its SHA-256. */
  fingerprint: z.string(),
  issuedAt: z.number(),
  revokeAt: z.number(),
  state: z.enum([
    'live',
    'revoked',
    /** Its secret is gone, so nobody can revoke it: it lives as long as the org's session timeout. */
    'lost',
  ]),
  /** When its answer had left; null where it did not arrive (yet). */
  handedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** Why it could not be revoked so far. */
  trouble: z.string().nullable(),
});
export type TokenLease = z.infer<typeof tokenLease>;
