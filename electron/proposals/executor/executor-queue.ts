import type { WriteClass } from '../../../shared/model/action.ts';
import { isOutbound } from '../../../shared/model/outbound.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';

/** A decided proposal on its way; proposals of one lane go strictly one after the other. */
export type Ticket = {
  readonly id: string;
  readonly org: string;
  readonly lane: string;
  readonly writeClass: WriteClass;
  /** What it comes after: it does not leave by itself while one of them is on its way. */
  readonly after: readonly string[];
  /** How often it did not get through so far. */
  tries: number;
  /** It goes by itself: together with others it was in the way. */
  alone: boolean;
};

/** What is known of a decided proposal when it is put in the queue. */
export type Queued = Pick<Proposal, 'id' | 'org' | 'record' | 'writeClass'> &
  Partial<Pick<Proposal, 'operation' | 'after'>>;

/** What an org’s calls, messages and webhooks are counted under. */
export function outsideOf(org: string): string {
  return `${org} outside`;
}

/** Tickets that may leave as one: all of one org and class. */
export type TicketGroup = { key: string; org: string; writeClass: WriteClass; alone: boolean; tickets: Ticket[] };

/** What waits, in the order it was approved, and what is under way. */
export type ExecutorQueue = {
  add(of: Queued): void;
  /** What could leave now, group by group, those that wait longest first. */
  groups(): TicketGroup[];
  depart(tickets: readonly Ticket[]): void;
  /** Takes one along that was not to leave yet; null where it is under way, or rests. */
  claim(of: Queued): Ticket | null;
  /** Nothing more is to be done about it. */
  remove(ticket: Ticket): void;
  /** It is to be taken up again: now, or when the timer has run. */
  putBack(ticket: Ticket, pauseMs: number): void;
  /** Ends every pause, of one org or of all. */
  rouse(org: string | null): void;
  flying(of: { org: string; key?: string }): number;
  clear(): void;
};

type Entry = { ticket: Ticket; place: 'ready' | 'resting' | 'flying'; again: boolean; cancel: (() => void) | null };

/** Makes an empty queue; `onReady` is told whenever something could leave. */
export function createExecutorQueue(
  setTimer: (ms: number, run: () => void) => () => void,
  onReady: () => void,
): ExecutorQueue {
  // A Map keeps the order of approval: putting a ticket back does not change its place.
  const entries = new Map<string, Entry>();

  function makeReady(entry: Entry): void {
    entry.cancel?.();
    entry.cancel = null;
    entry.place = 'ready';
    onReady();
  }

  return {
    add(of) {
      const known = entries.get(of.id);
      if (known?.place === 'flying') known.again = true;
      else if (known) makeReady(known);
      else {
        const ticket = ticketOf(of);
        entries.set(of.id, { ticket, place: 'ready', again: false, cancel: null });
        onReady();
      }
    },

    groups() {
      const taken = new Set<string>();
      const groups = new Map<string, TicketGroup>();
      for (const { ticket, place } of entries.values()) {
        if (place === 'ready' && ticket.after.some((id) => entries.has(id))) continue;
        const isFirst = !taken.has(ticket.lane);
        taken.add(ticket.lane);
        if (!isFirst || place !== 'ready') continue;
        const key = keyOf(ticket);
        const { org, writeClass, alone } = ticket;
        const group = groups.get(key) ?? { key, org, writeClass, alone, tickets: [] };
        group.tickets.push(ticket);
        groups.set(key, group);
      }
      return [...groups.values()];
    },

    depart(tickets) {
      for (const { id } of tickets) {
        const entry = entries.get(id);
        if (entry) entry.place = 'flying';
      }
    },

    claim(of) {
      const fresh: Entry = { ticket: ticketOf(of), place: 'ready', again: false, cancel: null };
      const entry = entries.get(of.id) ?? fresh;
      if (entry.place !== 'ready') return null;
      entry.place = 'flying';
      entries.set(of.id, entry);
      return entry.ticket;
    },

    remove({ id }) {
      const entry = entries.get(id);
      if (!entry?.again) entries.delete(id);
      else {
        entry.again = false;
        makeReady(entry);
      }
    },

    putBack({ id }, pauseMs) {
      const entry = entries.get(id);
      if (!entry) return;
      entry.again = false;
      if (pauseMs === 0) {
        makeReady(entry);
        return;
      }
      entry.place = 'resting';
      entry.cancel = setTimer(pauseMs, () => makeReady(entry));
    },

    rouse(org) {
      for (const entry of entries.values()) {
        if (entry.place === 'resting' && (org === null || entry.ticket.org === org)) makeReady(entry);
      }
    },

    flying({ org, key }) {
      return [...entries.values()].filter(
        ({ ticket, place }) => place === 'flying' && ticket.org === org && (!key || keyOf(ticket) === key),
      ).length;
    },

    clear() {
      for (const entry of entries.values()) entry.cancel?.();
      entries.clear();
    },
  };
}

function ticketOf(of: Queued): Ticket {
  const { id, record, writeClass } = of;
  const after = (of.after ?? []).map(({ proposal }) => proposal);
  // A platform in trouble keeps nothing from Salesforce, and the other way round.
  const org = of.operation && isOutbound({ operation: of.operation }) ? outsideOf(of.org) : of.org;
  return { id, org, lane: `${org} ${record?.id ?? id}`, writeClass, after, tries: 0, alone: false };
}

function keyOf({ org, writeClass, alone }: Ticket): string {
  return `${org} ${writeClass}${alone ? ' alone' : ''}`;
}
