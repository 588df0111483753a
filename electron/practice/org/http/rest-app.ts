import { Hono } from 'hono';
import { findSession } from '../oauth/tokens.ts';
import type { Org, Session } from '../org.ts';
import { answerError, type CallBody, type RestAnswer, type RestCall } from '../rest/rest-call.ts';
import type { Usage } from '../rest/usage.ts';
import { isKnownVersion, versionList, versionWarning } from '../rest/versions.ts';
import { schemaFor } from '../schema/user-view.ts';
import { ApiError, toErrorBody } from './api-error.ts';
import { readCallBody } from './read-call-body.ts';
import { invalidSession, notFound } from './refusals.ts';

const noCache = 'no-cache,must-revalidate,max-age=0,no-store,private';

/** What the data API is put together from. */
interface RestAppParts {
  readonly org: Org;
  readonly usage: Usage;
  readonly answer: (call: RestCall) => RestAnswer;
  /** Called after a call that may have written. */
  readonly wrote: () => void;
}

/** The data API over HTTP: versions, sessions, limits, bodies and headers. */
export function createRestApp(parts: RestAppParts): Hono {
  const app = new Hono();
  app.get('/services/data', (context) => pretty(context.req.raw, { status: 200, body: versionList }, {}));
  app.get('/services/data/', (context) => pretty(context.req.raw, { status: 200, body: versionList }, {}));
  app.all('/services/data/:version/*', async (context) => answerHttp(parts, context.req.raw));
  app.all('/services/data/:version', async (context) => answerHttp(parts, context.req.raw));
  return app;
}

async function answerHttp(parts: RestAppParts, request: Request): Promise<Response> {
  const body = await readCallBody(request);
  let ended: (() => void) | null = null;
  try {
    const { version, segments, url } = readPath(request);
    const session = requireSession(parts.org, request);
    ended = parts.usage.begin().end;
    const call = toCall(parts, { request, session, version, segments, url, body });
    const answered = parts.answer(call);
    if (call.method !== 'GET') parts.wrote();
    return pretty(request, answered, {
      ...versionWarning(version),
      'Sforce-Limit-Info': parts.usage.header(),
    });
  } catch (cause) {
    return pretty(request, answerError(cause), { 'Sforce-Limit-Info': parts.usage.header() });
  } finally {
    ended?.();
  }
}

function readPath(request: Request) {
  const url = new URL(request.url);
  const [, , , name = '', ...rest] = url.pathname.split('/');
  const version = name.replace(/^v/, '');
  if (!name.startsWith('v') || !isKnownVersion(version)) throw notFound();
  const segments = rest.filter((segment, index) => segment !== '' || index < rest.length - 1).map(decode);
  return { url, version, segments };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The session of the request's token; a user without API access is told so. */
function requireSession(org: Org, request: Request): Session {
  const token = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const session = token === undefined ? undefined : findSession(org, token.trim());
  if (session === undefined) throw invalidSession();
  const rights = org.rules.profiles.find((one) => one.profile === session.profileName);
  if (rights?.apiEnabled === false) {
    throw new ApiError(403, [
      { message: 'The REST API is not enabled for this Organization.', errorCode: 'API_DISABLED_FOR_ORG' },
    ]);
  }
  return session;
}

function toCall(
  { org }: RestAppParts,
  from: { request: Request; session: Session; version: string; segments: string[]; url: URL; body: CallBody },
): RestCall {
  const { request, session, version, segments, url, body } = from;
  return {
    org,
    session,
    schema: schemaFor(org, session.profileName),
    method: methodOf(request, url),
    version,
    segments,
    path: url.pathname + url.search,
    query: url.searchParams,
    header: (name) => request.headers.get(name),
    body,
    nested: false,
  };
}

/** Clients that cannot PATCH may POST with `_HttpMethod=PATCH`. */
function methodOf(request: Request, url: URL): string {
  const method = url.searchParams.get('_HttpMethod');
  return request.method === 'POST' && method !== null ? method.toUpperCase() : request.method;
}

/** Turns an answer into a response with the headers every REST response has. */
function pretty(request: Request, answer: RestAnswer, extra: Readonly<Record<string, string>>): Response {
  const headers = new Headers({
    'Cache-Control': noCache,
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
    ...extra,
    ...answer.headers,
  });
  if (answer.bytes !== undefined) return new Response(Buffer.from(answer.bytes), { status: answer.status, headers });
  if (answer.body === undefined || request.method === 'HEAD')
    return new Response(null, { status: answer.status, headers });
  headers.set('Content-Type', 'application/json;charset=UTF-8');
  const indent = request.headers.get('x-prettyprint') === '1' ? 2 : undefined;
  return new Response(JSON.stringify(answer.body, null, indent), { status: answer.status, headers });
}

/** A refusal as a response, where no REST call was made yet. */
export function refusalResponse(error: ApiError): Response {
  return new Response(JSON.stringify(toErrorBody(error)), {
    status: error.status,
    headers: { 'Content-Type': 'application/json;charset=UTF-8', 'Cache-Control': noCache },
  });
}
