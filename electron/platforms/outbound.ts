import type { OpenFeed } from './platform.ts';

/** What an order needs to leave: the feed’s account, and how to reach it. */
export type OutboundWith = {
  feed: OpenFeed;
  fetch: typeof fetch;
  signal: AbortSignal;
  /** How long the platform has to answer, where that is not the usual. */
  patienceMs?: number;
};

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

/** The platform’s contact of a number, as it stands there; `unreachable` where it could not be asked. */
export type FoundContact = { kind: 'found'; id: string } | { kind: 'none' } | { kind: 'unreachable'; why: string };

/** What a platform can be told to do; what it lacks is absent. None of them takes an idempotency key. */
export type Outbound = {
  call?(order: OutboundCall, by: OutboundWith): Promise<OutboundAnswer>;
  message?(order: OutboundMessage, by: OutboundWith): Promise<OutboundAnswer>;
  contact?(order: OutboundContact, by: OutboundWith): Promise<OutboundAnswer>;
  /** Looks for the contact of a number, in E.164: nobody is made a contact twice. */
  findContact?(phone: string, by: OutboundWith): Promise<FoundContact>;
  /** What is not set up yet in a feed, by the labels people see. */
  missing(feed: OpenFeed, what: 'call' | 'message' | 'contact'): string[];
  /** The number and the agent of the feed, where an order names none; blank where it has none. */
  own(feed: OpenFeed): { from: string; agent: string };
  /** What the platform calls the agent of a call; null where it takes none. */
  agentLabel: string | null;
};

/** A value of an answer, where it is text or a number. */
export function textOf(body: unknown, ...path: readonly string[]): string | null {
  const found = path.reduce<unknown>(partOf, body);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : null;
}

/** A part of an answer by its name; undefined where there is none. */
export function partOf(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Object.entries(of).find(([key]) => key === name)?.[1] : undefined;
}

/** An order that was taken, with what the platform told of it. */
export function taken(id: string | null, told: Readonly<Record<string, string | null>> = {}): OutboundAnswer {
  const known = Object.entries(told).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  return { kind: 'taken', id, told: Object.fromEntries(known) };
}

/** An order that was taken if the answer names it: a page of somebody in between is no receipt. */
export function takenAs(
  who: string,
  id: string | null,
  told: Readonly<Record<string, string | null>> = {},
): OutboundAnswer {
  if (id !== null && id !== '') return taken(id, told);
  return {
    kind: 'unknown',
    why: `${who} took it, or somebody in between did: its answer names nothing that was made.`,
  };
}

/** Labels of what a feed lacks. */
export function lacking(...needs: readonly [label: string, value: string | undefined][]): string[] {
  return needs.flatMap(([label, value]) => (value ? [] : [label]));
}
