import { sharedWhileRunning } from '../shared-runs.ts';
import { createOAuthClient, type OAuthApp, toGrant } from './oauth-client.ts';
import { tokenFailure } from './oauth-problems.ts';

/** What renewing a session needs. */
export type RefresherSettings = {
  app: Omit<OAuthApp, 'redirectUri'>;
  /** The refresh token as it was kept; null where there is none (any more). */
  load: () => Promise<string | null>;
  /** Keeps a rotated refresh token; durable once it resolves. */
  keep: (refreshToken: string) => Promise<void>;
  checkpoint?: (name: string) => void;
};

/**
 * Renews sessions, one at a time: with rotation on, two refreshes at once revoke the whole login. A rotated token is
 * kept before the new session is used, for a session that dies with the old token cannot be renewed again.
 */
export function createRefresher({ app, load, keep, checkpoint = () => {} }: RefresherSettings): () => Promise<string> {
  async function refresh(): Promise<string> {
    const refreshToken = await load();
    // Without one, the answer is the same as for a token that was revoked.
    if (refreshToken === null) throw Object.assign(new Error('no refresh token'), { name: 'invalid_grant' });
    // A fresh client: jsforce would send an old login's verifier along with every refresh.
    const client = await createOAuthClient(app);
    const grant = toGrant(await client.refreshToken(refreshToken), app.loginUrl);
    checkpoint('token.response_read');
    if (grant.refreshToken !== null && grant.refreshToken !== refreshToken) await keep(grant.refreshToken);
    checkpoint('token.persisted');
    return grant.accessToken;
  }

  return sharedWhileRunning(() =>
    refresh().catch((failure: unknown) => {
      throw tokenFailure(failure);
    }),
  );
}
