import type { OpenFeed } from './platform.ts';

/** How long a platform has to answer. */
const patienceMs = 20_000;
const longestTold = 200;

/** What an order needs to leave: the feed’s account, and how to reach it. */
export type OutboundWith = { feed: OpenFeed; fetch: typeof fetch; signal: AbortSignal };

/** A call to be placed. Blank `from` and `agent` stand for the feed’s own. */
export type OutboundCall = {
  to: string;
  from: string;
  agent: string;
  variables: Readonly<Record<string, string>>;
  /** The platform’s own contact for the record it is about; null where it has none. */
  contact: string | null;
  /** The proposal’s reference, for whoever looks at the platform’s own log. */
  reference: string;
};

/** A text to be sent. */
export type OutboundMessage = { to: string; from: string; text: string };

/** The platform’s own contact for a record. */
export type OutboundContact = {
  phone: string;
  name: string;
  email: string;
  country: string;
  tags: readonly string[];
  attributes: Readonly<Record<string, string>>;
};

/** What came of an order. `unknown` means the answer was lost: it may have happened. */
export type OutboundAnswer =
  | { kind: 'taken'; id: string | null; told: Readonly<Record<string, string>> }
  | { kind: 'refused'; why: string }
  /** Certainly not taken, and worth another try. */
  | { kind: 'not-sent'; why: string; retryAfterMs: number }
  | { kind: 'unknown'; why: string };

/** What a platform can be told to do; what it lacks is absent. None of them takes an idempotency key. */
export type Outbound = {
  call?(order: OutboundCall, by: OutboundWith): Promise<OutboundAnswer>;
  message?(order: OutboundMessage, by: OutboundWith): Promise<OutboundAnswer>;
  contact?(order: OutboundContact, by: OutboundWith): Promise<OutboundAnswer>;
  /** What is not set up yet in a feed, by the labels people see. */
  missing(feed: OpenFeed, what: 'call' | 'message' | 'contact'): string[];
  /** What the platform calls the agent of a call; null where it takes none. */
  agentLabel: string | null;
};

/** One request that has an effect, sent once. */
export type OutboundRequest = {
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Sent as a form where it is one, else as JSON. */
  body: unknown;
};

const retryMs = 15_000;

/**
 * Sends an order and tells what came of it. Only what never left, or was turned away for being too much, is tried again;
 * what broke on the other side may have happened.
 */
export async function sendOutbound(
  { url, headers, body }: OutboundRequest,
  by: Pick<OutboundWith, 'fetch' | 'signal'>,
): Promise<{ kind: 'answered'; body: unknown } | Exclude<OutboundAnswer, { kind: 'taken' }>> {
  try {
    const isForm = body instanceof URLSearchParams;
    const response = await by.fetch(url, {
      method: 'POST',
      headers: { ...(isForm ? {} : { 'content-type': 'application/json' }), ...headers },
      body: isForm ? body : JSON.stringify(body),
      // A redirect would take the key, and people’s words, to an address nobody configured.
      redirect: 'manual',
      signal: AbortSignal.any([by.signal, AbortSignal.timeout(patienceMs)]),
    });
    const text = await response.text();
    if (response.ok) return { kind: 'answered', body: parse(text) };
    return refusal(response, url, text);
  } catch (cause) {
    if (neverLeft(cause)) {
      return { kind: 'not-sent', why: `${hostOf(url)} could not be reached.`, retryAfterMs: retryMs };
    }
    return { kind: 'unknown', why: `${hostOf(url)} did not answer: it may have happened.` };
  }
}

function refusal({ status, headers }: Response, url: string, text: string): Exclude<OutboundAnswer, { kind: 'taken' }> {
  const told = text.replaceAll(/\s+/g, ' ').trim().slice(0, longestTold);
  const why = `${hostOf(url)} answered with status ${status}${told === '' ? '.' : `: ${told}`}`;
  if (status === 429) {
    const seconds = Number(headers.get('retry-after'));
    return { kind: 'not-sent', why, retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : retryMs };
  }
  // 408 and 5xx say nothing of whether it was taken first.
  if (status >= 500 || status === 408) return { kind: 'unknown', why };
  return { kind: 'refused', why };
}

/** Whether no connection was ever made: nothing can have arrived. */
function neverLeft(cause: unknown): boolean {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  return /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|DEPTH_ZERO)/.test(
    code,
  );
}

/** A value of an answer, where it is text or a number. */
export function textOf(body: unknown, ...path: readonly string[]): string | null {
  const found = path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null ? Object.entries(at).find(([key]) => key === name)?.[1] : undefined,
    body,
  );
  return typeof found === 'string' || typeof found === 'number' ? String(found) : null;
}

/** An order that was taken, with what the platform told of it. */
export function taken(id: string | null, told: Readonly<Record<string, string | null>> = {}): OutboundAnswer {
  const known = Object.entries(told).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  return { kind: 'taken', id, told: Object.fromEntries(known) };
}

/** Labels of what a feed lacks. */
export function lacking(...needs: readonly [label: string, value: string | undefined][]): string[] {
  return needs.flatMap(([label, value]) => (value ? [] : [label]));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? 'The other side';
}
