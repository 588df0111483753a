import type { Agent } from 'node:http';
import type { Connection } from 'jsforce/lib/core.js';
import { createTransport, type TransportOptions } from './create-transport.ts';
import { loadJsforce } from './load-jsforce.ts';
import type { RawAnswer } from './login/exchange.ts';
import { newestVersion } from './login/newest-version.ts';
import { NoAnswerError } from './no-answer-error.ts';
import type { SalesforceAnswer, SalesforceRequest } from './salesforce-connection.ts';

/** What a session starts from. */
export type SessionSettings = { instanceUrl: string; accessToken: string; agent: Agent; timeoutMs: number };

/** A jsforce connection in the API version both sides speak; its access token is renewed in place. */
export async function openSession({
  instanceUrl,
  accessToken,
  agent,
  timeoutMs,
}: SessionSettings): Promise<Connection> {
  const jsforce = await loadJsforce();
  const session = new jsforce.Connection({ instanceUrl, accessToken, callOptions: { client: 'Countersign' } });
  session._transport = createTransport(jsforce, { agent, timeoutMs });
  session.version = await newestVersion(() => ask(session, { method: 'GET', url: `${instanceUrl}/services/data` }));
  return session;
}

/** A request as jsforce takes it. */
export type SessionRequest = {
  method: SalesforceRequest['method'];
  url: string;
  headers?: Record<string, string>;
  body?: string;
};

/** One request through jsforce, whose errors carry neither status nor headers: both are taken from the answer itself. */
export async function ask(
  session: Connection,
  of: SessionRequest,
  options: TransportOptions = {},
): Promise<SalesforceAnswer> {
  let raw: RawAnswer | undefined;
  const keep = (answer: RawAnswer) => {
    raw = answer;
  };
  const parsed: unknown = await session
    .request<unknown>(of, { ...options, retry: { maxRetries: 0 }, followRedirect: false, onAnswer: keep })
    .catch((failure: unknown) => {
      if (raw === undefined) throw failure;
      return parseJson(raw.body);
    });
  if (raw === undefined) throw new NoAnswerError({ mayHaveArrived: true, timedOut: false });
  // jsforce hands back the bare text of what it cannot parse.
  return { status: raw.statusCode, headers: raw.headers, body: typeof parsed === 'string' ? undefined : parsed };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
