import { z } from 'zod';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { toId18 } from '../ids.ts';
import { NoAnswerError } from '../no-answer-error.ts';
import { problemOfFailure } from '../problems.ts';
import { exchange, type RawAnswer } from './exchange.ts';
import { createAgent, type ProxyEnvironment, toInstanceUrl } from './instance-url.ts';
import { toGrant } from './oauth-client.ts';

/** An app of its own whose client credentials flow runs as an integration user; asked at the org's My Domain. */
export type TokenApp = { instanceUrl: string; clientId: string; clientSecret: string; proxies?: ProxyEnvironment };

/** An access token, and whose it is: never logged, never shown. */
export type IssuedToken = {
  accessToken: string;
  instanceUrl: string;
  orgId: string | null;
  userId: string | null;
  scopes: readonly string[];
};

/** What came of asking for a token. `unknown`: the answer was lost, and with it the token, if there was one. */
export type Issued =
  | { kind: 'issued'; token: IssuedToken }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'unknown'; problem: Problem };

const TIMEOUT_MS = 15_000;

const errorAnswer = z.object({ error: z.string() });
const scopeAnswer = z.object({ scope: z.string().optional() });

/** What the token endpoint's errors mean to whoever set the app up; descriptions that come with them are not shown. */
const SENTENCES: Readonly<Record<string, string>> = {
  invalid_client_id: 'Salesforce does not know this consumer key. Check it against the app.',
  invalid_client: 'Salesforce does not take this consumer secret. Copy it from the app anew.',
  invalid_grant:
    'The app has no client credentials flow, or no user to run as. Enable the flow and set the Run-As user in its policies.',
  unsupported_grant_type: 'The app does not allow the client credentials flow. Enable it.',
  invalid_scope: 'The app does not allow the api scope.',
  inactive_user: 'The Run-As user of the app is inactive.',
  inactive_org: 'This Salesforce org is inactive.',
  rate_limit_exceeded: 'Too many tokens in a short time. Wait a few minutes.',
};

/** Asks for one access token, once. */
export async function issueToken(app: TokenApp): Promise<Issued> {
  try {
    const form = { grant_type: 'client_credentials', client_id: app.clientId, client_secret: app.clientSecret };
    const { statusCode, body } = await post(app, 'token', form);
    return readAnswer(statusCode, parse(body), app.instanceUrl);
  } catch (cause) {
    const kind = cause instanceof NoAnswerError && cause.mayHaveArrived ? 'unknown' : 'refused';
    return { kind, problem: problemOfFailure(cause) };
  }
}

/** Ends a token in Salesforce; one that is over already is as good as revoked. Throws where Salesforce could not be told. */
export async function revokeToken(app: Omit<TokenApp, 'clientId' | 'clientSecret'>, token: string): Promise<void> {
  const { statusCode, body } = await post(app, 'revoke', { token }).catch((cause: unknown) => {
    throw new ProblemError(problemOfFailure(cause), { cause });
  });
  if (statusCode === 200 || /unsupported_token_type|invalid_token/.test(body)) return;
  throw new ProblemError(refusal(statusCode, parse(body)));
}

async function post(
  app: Pick<TokenApp, 'instanceUrl' | 'proxies'>,
  endpoint: 'token' | 'revoke',
  form: Record<string, string>,
): Promise<RawAnswer> {
  const instanceUrl = toInstanceUrl(app.instanceUrl);
  const agent = createAgent(instanceUrl, app.proxies ?? process.env);
  try {
    return await exchange({
      url: `${instanceUrl}/services/oauth2/${endpoint}`,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
      timeoutMs: TIMEOUT_MS,
      agent,
    });
  } finally {
    agent.destroy();
  }
}

function readAnswer(status: number, answer: unknown, instanceUrl: string): Issued {
  if (status !== 200) return { kind: 'refused', problem: refusal(status, answer) };
  try {
    const { accessToken, orgId, userId, ...grant } = toGrant(answer, instanceUrl);
    const scopes = scopeAnswer.parse(answer).scope?.split(' ').filter(Boolean) ?? [];
    return { kind: 'issued', token: { accessToken, instanceUrl: grant.instanceUrl, orgId, userId, scopes } };
  } catch (cause) {
    const problem = cause instanceof ProblemError ? cause.problem : toProblem('upstream', unreadable);
    return { kind: 'unknown', problem };
  }
}

const unreadable = 'What Salesforce answered was no access token.';

function refusal(status: number, answer: unknown): Problem {
  const read = errorAnswer.safeParse(answer);
  const code = read.success && /^[\w-]{1,60}$/.test(read.data.error) ? read.data.error : `HTTP_${status}`;
  if (status >= 500)
    return toProblem('upstream', 'The login service of Salesforce is not available right now.', { code });
  return toProblem('not-allowed', SENTENCES[code] ?? 'Salesforce refused it.', { code });
}

/** Whether the token is that of this org and user. */
export function belongsTo({ orgId, userId }: IssuedToken, org: string, user: string): boolean {
  return orgId === toId18(org) && userId === toId18(user);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
