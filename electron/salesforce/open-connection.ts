import type { Connection } from 'jsforce/lib/core.js';
import type { Org } from '../../shared/model/org.ts';
import { ProblemError } from '../../shared/model/problem.ts';
import { createTransport, type TransportOptions } from './create-transport.ts';
import { createDescribeCache } from './describe.ts';
import type { RawAnswer } from './exchange.ts';
import { fromHttpDate } from './http-date.ts';
import { readIdentity } from './identity.ts';
import { createAgent, type ProxyEnvironment, toInstanceUrl } from './instance-url.ts';
import { loadJsforce } from './load-jsforce.ts';
import { newestVersion } from './newest-version.ts';
import { NoAnswerError } from './no-answer-error.ts';
import { problemOfAnswer, problemOfFailure, sessionProblem } from './problems.ts';
import { requestPath } from './request-path.ts';
import type { ApiUsage, SalesforceAnswer, SalesforceConnection, SalesforceRequest } from './salesforce-connection.ts';

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
  const { now = Date.now, timeoutMs = 30_000, proxies = process.env } = settings;
  const agent = createAgent(instanceUrl, proxies);
  const listeners = new Set<(usage: ApiUsage) => void>();
  let usage: ApiUsage | null = null;
  let clockSkewMs = 0;
  const ready = onceItSucceeds(open);
  const identity = onceItSucceeds(() => readIdentity(connection, settings.environment ?? null));
  const renew = sharedWhileRunning(settings.refresh && renewing(settings.refresh));

  async function open(): Promise<Connection> {
    const jsforce = await loadJsforce();
    const opened = new jsforce.Connection({
      instanceUrl,
      accessToken: settings.accessToken,
      callOptions: { client: 'Countersign' },
    });
    opened._transport = createTransport(jsforce, { agent, timeoutMs });
    opened.version = await newestVersion(() => ask(opened, { method: 'GET', url: `${instanceUrl}/services/data` }));
    return opened;
  }

  async function request(of: SalesforceRequest): Promise<SalesforceAnswer> {
    const jsforce = await ready().catch((cause: unknown) => {
      if (cause instanceof NoAnswerError)
        throw new NoAnswerError({ mayHaveArrived: false, timedOut: cause.timedOut }, { cause });
      throw cause;
    });
    const token = jsforce.accessToken;
    const answer = await send(jsforce, of);
    if (answer.status !== 401 || !renew || !isExpiry(answer)) return answer;
    // Somebody else's request may have renewed the session while this one was under way.
    if (jsforce.accessToken === token) jsforce.accessToken = await renew();
    return send(jsforce, of);
  }

  async function send(jsforce: Connection, of: SalesforceRequest): Promise<SalesforceAnswer> {
    const root = of.base === 'services' ? '/services' : `/services/data/v${jsforce.version}`;
    const headers: Record<string, string> = { ...of.headers };
    if (of.body !== undefined) headers['content-type'] = 'application/json';
    const body = of.body === undefined ? undefined : JSON.stringify(of.body);
    const url = instanceUrl + root + requestPath(of.path, of.query);
    of.onSending?.();
    const answer = await ask(
      jsforce,
      { method: of.method, url, headers, body },
      { timeout: of.timeoutMs ?? timeoutMs, onSent: of.onSent },
    );
    noteUsage(answer.headers['sforce-limit-info']);
    clockSkewMs = (fromHttpDate(answer.headers.date) ?? now()) - now();
    return answer;
  }

  function noteUsage(header: string | undefined): void {
    const [, used, limit] = /api-usage=(\d+)\/(\d+)/.exec(header ?? '') ?? [];
    if (used === undefined || limit === undefined) return;
    usage = { used: Number(used), limit: Number(limit) };
    for (const listener of listeners) listener(usage);
  }

  async function read(of: SalesforceRequest): Promise<SalesforceAnswer> {
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
  }

  const describes = createDescribeCache(read, now);
  const connection: SalesforceConnection = {
    instanceUrl,
    request,
    read,
    identity,
    describeObject: describes.describeObject,
    forgetDescribe: describes.forget,
    apiUsage: () => usage,
    onApiUsage(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now,
    clockSkewMs: () => clockSkewMs,
    close: () => agent.destroy(),
  };
  return connection;
}

type JsforceRequest = {
  method: SalesforceRequest['method'];
  url: string;
  headers?: Record<string, string>;
  body?: string;
};

/** One request through jsforce, whose errors carry neither status nor headers: both are taken from the answer itself. */
async function ask(jsforce: Connection, of: JsforceRequest, options: TransportOptions = {}): Promise<SalesforceAnswer> {
  let raw: RawAnswer | undefined;
  const keep = (answer: RawAnswer) => {
    raw = answer;
  };
  const parsed: unknown = await jsforce
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

/** Runs once for all callers; a failure is forgotten, so that the next caller tries again. */
function onceItSucceeds<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= run().catch((failure: unknown) => {
      running = null;
      throw failure;
    });
    return running;
  };
}

/** One run at a time, shared by everybody who asks meanwhile. */
function sharedWhileRunning<T>(run: (() => Promise<T>) | undefined): (() => Promise<T>) | null {
  if (!run) return null;
  let running: Promise<T> | null = null;
  return () => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}
