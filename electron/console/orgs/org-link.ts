import type { OrgState } from '../../../shared/contract/org-views.ts';
import type { Org } from '../../../shared/model/org.ts';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';

/** The connection to one org: opened again by itself whenever it is lost, unless somebody has to sign in again. */
export type OrgLink = {
  state(): OrgState;
  /** The org as last known, connected or not; null before the first connection ever. */
  org(): Org | null;
  /** The open connection, or why there is none. */
  connection(): SalesforceConnection | Problem;
  /** Something could not reach Salesforce: look whether the connection still holds. */
  doubt(): void;
  /** Salesforce ended the session: nothing is sent until somebody signs in again. */
  end(problem: Problem): void;
  /** Resolves once connected, or with what hinders it. */
  firstTry(): Promise<void>;
  stop(): void;
};

/** What a link works with. */
export type OrgLinkParts = {
  known: Org | null;
  /** Throws a problem where there is no token to open it with. */
  open(): Promise<SalesforceConnection>;
  /** Keeps what the org said of itself; answers with what it is called here. */
  found(org: Org): Promise<Org>;
  changed(before: OrgState, after: OrgState): void;
  /** It answered, for the first time or again. */
  reached(): void;
  /** A token that cannot be renewed may still be good for an org that was only in trouble. */
  triesWhenSignedOut: boolean;
  setTimer(ms: number, run: () => void): () => void;
  log(message: string, cause?: unknown): void;
};

/** Longest pause between two tries, in milliseconds. */
const longestPauseMs = 30_000;

/** Starts connecting. */
export function openOrgLink(parts: OrgLinkParts): OrgLink {
  let known = parts.known;
  let state: OrgState = { state: 'connecting' };
  let connection: SalesforceConnection | null = null;
  let trying: Promise<void> | null = null;
  let cancelTimer: (() => void) | null = null;
  let stopped = false;

  function become(next: OrgState): void {
    const before = state;
    state = next;
    if (!stopped) parts.changed(before, next);
  }

  async function connect(): Promise<void> {
    const opened = connection ?? (await parts.open());
    // The identity is kept once read, so a later look asks the org something small instead.
    const found = await opened.identity();
    if (connection) await opened.read({ method: 'GET', path: ['limits'] });
    if (stopped) return opened.close();
    if (!connection) opened.onApiUsage((apiUsage) => state.state === 'connected' && become({ ...state, apiUsage }));
    connection = opened;
    known = await parts.found(found);
    const before = state.state;
    become({ state: 'connected', apiUsage: opened.apiUsage() });
    if (before !== 'connected') parts.reached();
  }

  async function tryOnce(pauseMs: number): Promise<void> {
    try {
      await connect();
    } catch (cause) {
      if (stopped) return;
      if (!(cause instanceof ProblemError)) parts.log('connecting failed', cause);
      const ended = cause instanceof ProblemError && cause.problem.next === 'reconnect';
      const message = cause instanceof ProblemError ? cause.problem.message : 'Salesforce cannot be reached.';
      become({ state: ended ? 'signed-out' : 'unreachable', message });
      if (ended && !parts.triesWhenSignedOut) return;
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
    connection() {
      if (state.state === 'connected' && connection) return connection;
      return toProblem('not-connected', whyNot(state), { next: 'reconnect' });
    },
    doubt() {
      // While it is unreachable it is tried anyway; while signed out, trying would only spend a dead token again.
      if (state.state === 'connected') start(1000);
    },
    end(problem) {
      if (state.state !== 'connected') return;
      become({ state: 'signed-out', message: problem.message });
      if (parts.triesWhenSignedOut) start(1000);
    },
    firstTry: async () => void (await trying),
    stop() {
      stopped = true;
      cancelTimer?.();
      connection?.close();
    },
  };
}

function whyNot(state: OrgState): string {
  if (state.state === 'signed-out') return state.message;
  return 'Salesforce cannot be reached. This goes on by itself once it can.';
}
