import { sql } from 'kysely';
import { type Connection, type Org, org } from '../../shared/model/org.ts';
import { type Problem, ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { SalesforceConnection } from '../salesforce/salesforce-connection.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store } from '../store/open-store.ts';

/** The console's connection to its org: opened again by itself whenever it is lost. */
export type OrgLink = {
  state(): Connection;
  /** The org as last known, connected or not; null before the first connection ever. */
  org(): Org | null;
  /** The open connection to this very org, or why there is none. */
  connectionOf(org: string): SalesforceConnection | Problem;
  /** Something could not reach Salesforce: look whether the connection still holds. */
  doubt(): void;
  onChange(listener: (state: Connection) => void): () => void;
  /** Resolves once connected, or with what hinders it. */
  firstTry(): Promise<void>;
  stop(): void;
};

/** What the link works with. */
export type OrgLinkParts = {
  store: Store;
  open(): SalesforceConnection;
  setTimer(ms: number, run: () => void): () => void;
  log(message: string, cause?: unknown): void;
};

/** Longest pause between two tries, in milliseconds. */
const longestPauseMs = 30_000;

/** Starts connecting. */
export async function createOrgLink(parts: OrgLinkParts): Promise<OrgLink> {
  const listeners = new Set<(state: Connection) => void>();
  let known = await lastOrg(parts.store);
  let state: Connection = { state: 'connecting' };
  let connection: SalesforceConnection | null = null;
  let trying: Promise<void> | null = null;
  let cancelTimer: (() => void) | null = null;
  let stopped = false;

  function become(next: Connection): void {
    state = next;
    for (const listener of listeners) listener(next);
  }

  async function tryOnce(pauseMs: number): Promise<void> {
    const opened = connection ?? parts.open();
    try {
      // The identity is kept once read, so a later look asks the org something small instead.
      const found = await opened.identity();
      if (connection) await opened.read({ method: 'GET', path: ['limits'] });
      if (stopped) return opened.close();
      if (!connection) opened.onApiUsage((apiUsage) => become({ state: 'connected', org: found, apiUsage }));
      connection = opened;
      known = found;
      await saveOrg(parts.store, found);
      become({ state: 'connected', org: found, apiUsage: opened.apiUsage() });
    } catch (cause) {
      if (stopped) return;
      if (!(cause instanceof ProblemError)) parts.log('connecting failed', cause);
      const message = cause instanceof ProblemError ? cause.problem.message : 'Salesforce cannot be reached.';
      become({ state: 'disconnected', org: known, message });
      cancelTimer = parts.setTimer(pauseMs, () => start(Math.min(longestPauseMs, pauseMs * 2)));
    }
  }

  function start(pauseMs: number): void {
    if (stopped || trying) return;
    cancelTimer?.();
    trying = tryOnce(pauseMs).finally(() => {
      trying = null;
    });
  }

  start(1000);
  return {
    state: () => state,
    org: () => known,
    connectionOf(id) {
      if (state.state !== 'connected' || !connection) {
        return toProblem('not-connected', 'Salesforce cannot be reached. This goes on by itself once it can.', {
          next: 'reconnect',
        });
      }
      if (state.org.id !== id) {
        return toProblem('not-allowed', `This belongs to another org than ${state.org.name}. Nothing was sent.`, {
          next: 'reconnect',
        });
      }
      return connection;
    },
    doubt: () => start(1000),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    firstTry: async () => void (await trying),
    stop() {
      stopped = true;
      cancelTimer?.();
      connection?.close();
    },
  };
}

async function lastOrg(store: Store): Promise<Org | null> {
  const row = await store.db.selectFrom('orgs').select('body').orderBy(sql`rowid`, 'desc').limit(1).executeTakeFirst();
  return row ? fromJson(org, row.body) : null;
}

async function saveOrg(store: Store, found: Org): Promise<void> {
  const body = JSON.stringify(found);
  await store.transact((tx) =>
    tx
      .insertInto('orgs')
      .values({ id: found.id, body })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ body }))
      .execute(),
  );
}
