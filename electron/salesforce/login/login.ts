import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { listenForCallback } from './callback-listener.ts';
import type { ProxyEnvironment } from './instance-url.ts';
import { createOAuthClient, type Grant, toGrant } from './oauth-client.ts';
import { oauthProblem, tokenFailure } from './oauth-problems.ts';

/** Where Salesforce may send the browser back to: registered with the app, so fixed, with spares. */
export const CALLBACK_PORTS: readonly number[] = [1717, 1718, 1719];
const CALLBACK_PATH = '/OauthRedirect';
const LOGIN_TIMEOUT_MS = 3 * 60_000;

/** What a login needs to know. */
export type LoginSettings = {
  /** `https://login.salesforce.com`, `https://test.salesforce.com` or a My Domain. */
  loginUrl: string;
  /** The consumer key of the customer's own External Client App. */
  clientId: string;
  /** Opens the login page in the system browser. */
  openBrowser: (url: string) => Promise<void> | void;
  ports?: readonly number[];
  /** What it may do; everything the console needs, unless less will do. */
  scope?: string;
  /** Asks for the password even where the browser is signed in. */
  prompt?: 'login';
  timeoutMs?: number;
  /** Gives the login up. */
  signal?: AbortSignal;
  proxies?: ProxyEnvironment;
};

/** The addresses to register with the External Client App. */
export function callbackUrls(ports: readonly number[] = CALLBACK_PORTS): string[] {
  return ports.map((port) => `http://localhost:${port}${CALLBACK_PATH}`);
}

/** Logs in through the system browser: web server flow with PKCE; the callback listener lives only as long as this call. */
export async function logIn(settings: LoginSettings): Promise<Grant> {
  const state = randomBytes(32).toString('base64url');
  const callback = await listenForCallback({
    ports: settings.ports ?? CALLBACK_PORTS,
    path: CALLBACK_PATH,
    isExpected: (query) => sameText(query.get('state') ?? '', state),
    timeoutMs: settings.timeoutMs ?? LOGIN_TIMEOUT_MS,
    signal: settings.signal,
  });
  try {
    const redirectUri = `http://localhost:${callback.port}${CALLBACK_PATH}`;
    const client = await createOAuthClient({ ...settings, redirectUri });
    // The challenge method is our own: jsforce sends none, and a verifier longer than the standard allows.
    const codeVerifier = randomBytes(48).toString('base64url');
    const address = client.getAuthorizationUrl({
      state,
      scope: settings.scope ?? 'api refresh_token id',
      ...(settings.prompt ? { prompt: settings.prompt } : {}),
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    await settings.openBrowser(address);
    const query = await callback.answered;
    const refusal = query.get('error');
    if (refusal !== null) throw new ProblemError(oauthProblem(refusal));
    const code = query.get('code');
    if (!code)
      throw new ProblemError(
        toProblem('not-connected', 'Salesforce sent no login code. Try again.', { next: 'reconnect' }),
      );
    const answer: unknown = await client
      .requestToken(code, { code_verifier: codeVerifier })
      .catch((failure: unknown) => {
        throw tokenFailure(failure);
      });
    return toGrant(answer, settings.loginUrl);
  } finally {
    await callback.close();
  }
}

/** Ends a login in Salesforce: the refresh token, and every session that came from it. */
export async function revokeLogin(
  app: { loginUrl: string; clientId: string; proxies?: ProxyEnvironment },
  token: string,
): Promise<void> {
  const client = await createOAuthClient(app);
  await client.revokeToken(token).catch((failure: unknown) => {
    // Salesforce does not know it (any more): as good as revoked.
    if (failure instanceof Error && ['unsupported_token_type', 'invalid_token'].includes(failure.name)) return;
    throw tokenFailure(failure);
  });
}

function sameText(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)];
  return first.length === second.length && timingSafeEqual(first, second);
}
