import type {
  PastQuery,
  SoqlColumn,
  SoqlPage,
  SoqlPlace,
  SoqlRow,
  SoqlStep,
} from '../../shared/contract/soql-contract.ts';
import { mostResultRows } from '../../shared/contract/soql-contract.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { ConsoleClient } from '../client/console-client.ts';
import { refusalOf } from '../client/refusal.ts';

/** What a query found so far. */
export type SoqlResult = {
  /** Counts up with every query that found something. */
  number: number;
  query: string;
  org: string;
  object: string;
  columns: readonly SoqlColumn[];
  rows: readonly SoqlRow[];
  total: number;
  next: string | null;
  /** How long the pages took so far. */
  tookMs: number;
};

/** A cell for which a change was proposed here. */
export type CellChange = { proposal: string; row: string; field: string };

/** Everything the SOQL screen shows; it outlives the screen. */
export type SoqlState = {
  /** The org asked; null is the one that replayed calls belong to. */
  org: string | null;
  text: string;
  /** What is under way: a new query, or further rows of the one shown. */
  running: { kind: 'new' | 'more'; since: number; read: number; total: number | null } | null;
  /** Why the last one did not come to its end. */
  problem: Problem | null;
  place: SoqlPlace | null;
  cancelled: boolean;
  result: SoqlResult | null;
  changes: readonly CellChange[];
};

/** The queries of one window. */
export type SoqlSession = {
  read(): SoqlState;
  subscribe(listener: () => void): () => void;
  write(text: string): void;
  choose(org: string): void;
  /** Runs what is written, in an org. */
  run(org: string): Promise<void>;
  /** Reads on, until `rows` more came. */
  more(rows: number): Promise<void>;
  cancel(): void;
  changed(change: CellChange): void;
  /** What was proposed is no longer shown here; it takes its way all the same. */
  forgetChanges(): void;
  /** Something proposed here was written: its row is read again, once. */
  written(change: CellChange): Promise<void>;
  /** Takes up the query that was run last, where nothing was written yet. */
  takeUp(past: readonly PastQuery[]): void;
};

// The first page is asked for alone; the reader says when there shall be more.
const firstRows = 1;

/** Starts with an empty query. */
export function createSoqlSession(client: Pick<ConsoleClient, 'soql'>, now: () => number = Date.now): SoqlSession {
  const listeners = new Set<() => void>();
  let state: SoqlState = {
    org: null,
    text: '',
    running: null,
    problem: null,
    place: null,
    cancelled: false,
    result: null,
    changes: [],
  };
  let reading: AbortController | null = null;
  const refreshed = new Set<string>();

  function become(next: Partial<SoqlState>): void {
    state = { ...state, ...next };
    for (const listener of [...listeners]) listener();
  }

  async function readSteps(
    kind: 'new' | 'more',
    of: { org: string; query: string; next: string | null; rows: number },
  ) {
    reading?.abort();
    const mine = new AbortController();
    reading = mine;
    const since = now();
    const total = kind === 'more' ? (state.result?.total ?? null) : null;
    become({ running: { kind, since, read: 0, total }, problem: null, place: null, cancelled: false });
    try {
      let first = kind === 'new';
      for await (const step of await client.soql.run(of, { signal: mine.signal })) {
        if (mine.signal.aborted) return;
        take(step, first ? { ...of, since } : null);
        first = false;
      }
    } catch (error) {
      if (!mine.signal.aborted) become({ problem: refusalOf(error) });
    } finally {
      if (reading === mine) {
        reading = null;
        become({ running: null });
      }
    }
  }

  function take(step: SoqlStep, begun: { org: string; query: string; since: number } | null): void {
    if (step.step === 'refused') become({ problem: step.problem, place: step.place });
    else if (begun) begin(step, begun);
    else goOn(step);
  }

  function begin(page: SoqlPage, { org, query, since }: { org: string; query: string; since: number }): void {
    const number = (state.result?.number ?? 0) + 1;
    const { object, columns, rows, total, next } = page;
    const tookMs = now() - since;
    become({
      result: { number, query, org, object, columns, rows, total, next, tookMs },
      changes: [],
      running: state.running && { ...state.running, read: rows.length, total },
    });
  }

  function goOn(page: SoqlPage): void {
    const { result, running } = state;
    if (!result || !running) return;
    // Rows beyond what the window holds are left where they are.
    const rows = [...result.rows, ...page.rows].slice(0, mostResultRows);
    const next = rows.length >= mostResultRows ? null : page.next;
    become({
      result: { ...result, rows, total: page.total, next, tookMs: result.tookMs + now() - running.since },
      running: { ...running, since: now(), read: running.read + page.rows.length, total: page.total },
    });
  }

  return {
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    write: (text) => become({ text, place: null }),
    choose: (org) => become({ org }),
    run: (org) => readSteps('new', { org, query: state.text, next: null, rows: firstRows }),
    async more(rows) {
      const { result } = state;
      if (!result || result.next === null || state.running) return;
      const room = mostResultRows - result.rows.length;
      await readSteps('more', { ...pick(result), next: result.next, rows: Math.max(1, Math.min(rows, room)) });
    },
    cancel() {
      if (!reading) return;
      reading.abort();
      reading = null;
      become({ running: null, cancelled: true });
    },
    forgetChanges: () => become({ changes: [] }),
    changed: (change) => become({ changes: [...state.changes, change] }),
    async written({ proposal, row }) {
      const { result } = state;
      if (!result || refreshed.has(proposal)) return;
      refreshed.add(proposal);
      const fresh = await client.soql.row({ ...pick(result), id: row }).catch(() => null);
      const held = state.result;
      if (!fresh || held?.number !== result.number) return;
      become({ result: { ...held, rows: held.rows.map((each) => (each.id === row ? fresh : each)) } });
    },
    takeUp(past) {
      const [last] = past;
      if (last && state.text === '' && !state.result) become({ text: last.query });
    },
  };
}

function pick({ org, query }: SoqlResult): { org: string; query: string } {
  return { org, query };
}
