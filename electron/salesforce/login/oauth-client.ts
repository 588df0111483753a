import type { OAuth2 } from 'jsforce/lib/core.js';
import { z } from 'zod';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { createTransport } from '../create-transport.ts';
import { toId18 } from '../ids.ts';
import { loadJsforce } from '../load-jsforce.ts';
import { createAgent, isLoopback, type ProxyEnvironment, toInstanceUrl } from './instance-url.ts';

const TIMEOUT_MS = 30_000;

/** Hosts that Salesforce's instances live on; a token answer naming another one is not believed. */
const SALESFORCE_HOSTS = /\.(?:salesforce\.com|force\.com|salesforce\.mil|sfcrmproducts\.cn)$/;

/** The app that asks for access: the customer's own External Client App, at production, a sandbox or a My Domain. */
export type OAuthApp = { loginUrl: string; clientId: string; redirectUri?: string; proxies?: ProxyEnvironment };

/** jsforce's OAuth client over our own transport; it never follows redirects or repeats a request. */
export async function createOAuthClient(app: OAuthApp): Promise<OAuth2> {
  const jsforce = await loadJsforce();
  const loginUrl = toInstanceUrl(app.loginUrl);
  const client = new jsforce.OAuth2({ loginUrl, clientId: app.clientId, redirectUri: app.redirectUri });
  const agent = createAgent(loginUrl, app.proxies ?? process.env);
  client._transport = createTransport(jsforce, { agent, timeoutMs: TIMEOUT_MS });
  return client;
}

/** What a login gives: to be kept sealed, and never shown. */
export type Grant = {
  instanceUrl: string;
  accessToken: string;
  refreshToken: string | null;
  orgId: string | null;
  userId: string | null;
};

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  instance_url: z.string(),
  id: z.string().optional(),
});

/** Reads the token endpoint's answer; throws where it is none, or would send the token to a host that is not Salesforce's. */
export function toGrant(answer: unknown, loginUrl: string): Grant {
  const parsed = tokenAnswer.safeParse(answer);
  const instanceUrl = parsed.success ? toInstanceUrl(parsed.data.instance_url) : '';
  if (!parsed.success || !isTrusted(instanceUrl, loginUrl)) {
    throw new ProblemError(
      toProblem('not-connected', 'The login answer did not come from Salesforce. Nothing was connected.', {
        next: 'reconnect',
      }),
    );
  }
  const [, org, user] = /\/id\/(\w{15,18})\/(\w{15,18})$/.exec(parsed.data.id ?? '') ?? [];
  return {
    instanceUrl,
    accessToken: parsed.data.access_token,
    refreshToken: parsed.data.refresh_token ?? null,
    orgId: toId18(org ?? ''),
    userId: toId18(user ?? ''),
  };
}

function isTrusted(instanceUrl: string, loginUrl: string): boolean {
  const { hostname } = new URL(instanceUrl);
  return SALESFORCE_HOSTS.test(hostname) || (isLoopback(hostname) && isLoopback(new URL(loginUrl).hostname));
}
