import type { Connection } from 'jsforce/lib/core.js';
import type { Org } from '../../shared/model/org.ts';
import { ProblemError } from '../../shared/model/problem.ts';
import { createUsageMeter } from './create-usage-meter.ts';
import { fromHttpDate } from './http-date.ts';
import { ask, openSession } from './jsforce-session.ts';
import { readIdentity } from './login/identity.ts';
import { createAgent, type ProxyEnvironment, toInstanceUrl } from './login/instance-url.ts';
import { NoAnswerError } from './no-answer-error.ts';
import { problemOfAnswer, problemOfFailure, sessionProblem } from './problems.ts';
import { createDescribeCache } from './records/describe.ts';
import { requestPath } from './request-path.ts';
import type { SalesforceAnswer, SalesforceConnection, SalesforceRequest } from './salesforce-connection.ts';
import { onceItSucceeds, sharedWhileRunning } from './shared-runs.ts';

/** What it takes to talk to an org. */
export type ConnectionSettings = {
  instanceUrl: string;
  accessToken: string;
  /** Gets a new access token; called at most once per request, and once for all requests that wait for it. */
  refresh?: () => Promise<string>;
  /** Set where it is known better than by asking the org. */
  environment?: Org['environment'];
  /** How long one request may take, answer included. */
  timeoutMs?: number;
  now?: () => number;
  proxies?: ProxyEnvironment;
};

/** Opens a connection to an org through jsforce; nothing is sent before the first request. */
export function openConnection(settings: ConnectionSettings): SalesforceConnection {
  const instanceUrl = toInstanceUrl(settings.instanceUrl);
  const { accessToken, now = Date.now, timeoutMs = 30_000, proxies = process.env } = settings;
  const agent = createAgent(instanceUrl, proxies);
  const meter = createUsageMeter();
  let clockSkewMs = 0;
  let closed = false;
  const session = onceItSucceeds(() =>
    openSession({ instanceUrl, accessToken, agent, timeoutMs }).catch(beforeSending),
  );
  const identity = onceItSucceeds(() => readIdentity(connection, settings.environment ?? null));
  const renew = settings.refresh ? sharedWhileRunning(renewing(settings.refresh)) : null;

  async function request(of: SalesforceRequest): Promise<SalesforceAnswer> {
    const opened = await session();
    const token = opened.accessToken;
    const answer = await send(opened, of);
    if (answer.status !== 401 || !renew || !isExpiry(answer)) return answer;
    // Somebody else's request may have renewed the session while this one was under way.
    if (opened.accessToken === token) opened.accessToken = await renew();
    return send(opened, of);
  }

  async function send(opened: Connection, of: SalesforceRequest): Promise<SalesforceAnswer> {
    const root = rootOf(opened, of.base);
    const headers: Record<string, string> = { ...of.headers };
    if (of.body !== undefined) headers['content-type'] = 'application/json';
    const url = instanceUrl + root + requestPath(of.path, of.query);
    const body = of.body === undefined ? undefined : JSON.stringify(of.body);
    // Else a read that was cut off would be asked again, and its answer waited for.
    if (closed) throw new NoAnswerError({ mayHaveArrived: false, timedOut: false });
    of.onSending?.();
    const options = { timeout: of.timeoutMs ?? timeoutMs, onSent: of.onSent, signal: of.signal };
    const answer = await ask(opened, { method: of.method, url, headers, body }, options);
    meter.note(answer.headers['sforce-limit-info']);
    clockSkewMs = (fromHttpDate(answer.headers.date) ?? now()) - now();
    return answer;
  }

  const read = reading(request);
  const describes = createDescribeCache(read, now, meter.isLow);
  const connection: SalesforceConnection = {
    instanceUrl,
    request,
    read,
    dataRoot: async () => dataRootOf(await session()),
    identity,
    describeObject: describes.describeObject,
    forgetDescribe: describes.forget,
    apiUsage: meter.current,
    onApiUsage: meter.listen,
    now,
    clockSkewMs: () => clockSkewMs,
    close() {
      closed = true;
      agent.destroy();
    },
  };
  return connection;
}

function rootOf(session: Connection, base: SalesforceRequest['base']): string {
  if (base === 'services' || base === 'cometd') return `/${base}`;
  return dataRootOf(session);
}

function dataRootOf(session: Connection): string {
  return `/services/data/v${session.version}`;
}

/** Requests whose answer is used only if it is a success. */
function reading(request: SalesforceConnection['request']): SalesforceConnection['read'] {
  return async (of) => {
    try {
      const answer = await request(of).catch((failure: unknown) => {
        // A kept-open connection may have been closed while idle; a read can be asked again, once.
        if (of.method === 'GET' && failure instanceof NoAnswerError && !failure.timedOut) return request(of);
        throw failure;
      });
      if (answer.status >= 300 && answer.status !== 304) throw new ProblemError(problemOfAnswer(answer));
      return answer;
    } catch (failure) {
      throw new ProblemError(problemOfFailure(failure), { cause: failure });
    }
  };
}

/** The first question to an org is asked before anything is sent on somebody's behalf. */
function beforeSending(cause: unknown): never {
  if (!(cause instanceof NoAnswerError)) throw cause;
  throw new NoAnswerError({ mayHaveArrived: false, timedOut: cause.timedOut }, { cause });
}

/** A refresh whose failure says that nothing was sent, whatever went wrong: the 401 before it proves that. */
function renewing(refresh: () => Promise<string>): () => Promise<string> {
  return () =>
    refresh().catch((cause: unknown) => {
      throw new ProblemError(sessionProblem(cause), { cause });
    });
}

/** A 401 that a new session would not cure: the app or the user was blocked. */
function isExpiry(answer: SalesforceAnswer): boolean {
  return !/not valid for use with the REST API|not attached to Agent/.test(JSON.stringify(answer.body ?? ''));
}
