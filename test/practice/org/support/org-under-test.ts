import type { PracticeOrg, PracticeOrgOptions } from '../../../../electron/practice/org/practice-org.ts';
import { startPracticeOrg } from '../../../../electron/practice/org/start-practice-org.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are read freely in tests, and every expectation checks what it reads
export type Json = any;

/** An answer read to its end. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
}

/** A practice org with a way to ask it things. */
export interface OrgUnderTest {
  readonly org: PracticeOrg;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  query(soql: string): Promise<Json>;
  /** Creates a row and gives its id. */
  create(object: string, values: Record<string, unknown>): Promise<string>;
}

/** Starts an org for a test; paths are relative to the data API unless they start with /services. */
export async function openOrg(options: PracticeOrgOptions = {}): Promise<OrgUnderTest> {
  const org = await startPracticeOrg(options);
  const call: OrgUnderTest['call'] = async (method, path, body, headers = {}) => {
    const url = path.startsWith('/services') ? org.url + path : `${org.url}/services/data/v66.0${path}`;
    const response = await fetch(url, {
      method,
      headers: {
        Authorization: `Bearer ${org.accessToken}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
      redirect: 'manual',
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  };
  return {
    org,
    call,
    query: async (soql) => (await call('GET', `/query?q=${encodeURIComponent(soql)}`)).json,
    create: async (object, values) => (await call('POST', `/sobjects/${object}`, values)).json.id,
  };
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Signs another user in over the login page, as a browser would; gives the token endpoint's answer. */
export async function signIn(org: PracticeOrg, username: string, extra: Record<string, string> = {}): Promise<Json> {
  const authorized = await authorize(org, username, extra);
  const code = new URL(authorized.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return (await exchange(org, { code, redirect_uri: org.redirectUri })).json;
}

/** Sends the login form. */
export function authorize(org: PracticeOrg, username: string, extra: Record<string, string> = {}): Promise<Response> {
  const form = new URLSearchParams({
    response_type: 'code',
    client_id: org.clientId,
    redirect_uri: org.redirectUri,
    username,
    password: 'whatever',
    decision: 'allow',
    ...extra,
  });
  return fetch(`${org.url}/services/oauth2/authorize`, { method: 'POST', body: form, redirect: 'manual' });
}

/** Asks the token endpoint to exchange a code. */
export function exchange(org: PracticeOrg, values: Record<string, string>): Promise<Answered> {
  return token(org, { grant_type: 'authorization_code', client_id: org.clientId, ...values });
}

/** Asks the token endpoint. */
export async function token(org: PracticeOrg, values: Record<string, string>): Promise<Answered> {
  const response = await fetch(`${org.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(values),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

/** The keys of a value with the type of each, for comparing shapes. */
export function shapeOf(value: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, typeName(one)]));
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
