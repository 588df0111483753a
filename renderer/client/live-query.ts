import type { Problem } from '../../shared/model/problem.ts';
import { backoffMs } from './backoff.ts';
import type { Line } from './line.ts';
import { refusalOf } from './refusal.ts';

/** What a screen knows of a live query: its value, and whether it is being kept up to date. */
export type Live<Value> = {
  value: Value;
  /** `loading` until the first answer, `filling` while more of it is on its way; `stale` while nothing comes in. */
  state: 'loading' | 'filling' | 'live' | 'stale';
  problem: Problem | null;
};

/** A live query as an external store for React. */
export type LiveQuery<Value> = { subscribe(listener: () => void): () => void; read(): Live<Value> };

type LiveQueryOptions<Change, Value> = {
  line: Line;
  /** Starts watching after a revision. */
  watch: (since: number, signal: AbortSignal) => Promise<AsyncIterable<Change>>;
  initial: Value;
  apply: (held: Value, change: Change) => Value;
  /** Of a query that cannot resume: 0. */
  revisionOf: (change: Change) => number;
  /** Of a query that answers in pages: whether more follow at once. */
  hasMore?: (change: Change) => boolean;
};

// Many changes arrive in one burst (a reset, a replay at full speed): one render for all of them. What comes after a quiet time is told at once.
const gatherMs = 16;

/** Watches while somebody subscribes, resumes after the last revision when the line breaks, and keeps what it knows. */
export function createLiveQuery<Change, Value>(options: LiveQueryOptions<Change, Value>): LiveQuery<Value> {
  const listeners = new Set<() => void>();
  let live: Live<Value> = { value: options.initial, state: 'loading', problem: null };
  let revision = 0;
  let telling: ReturnType<typeof setTimeout> | null = null;
  let toldAt = Number.NEGATIVE_INFINITY;
  let running: AbortController | null = null;

  function become(next: Partial<Live<Value>>): void {
    live = { ...live, ...next };
    if (telling !== null) return;
    const early = toldAt + gatherMs - performance.now();
    telling = setTimeout(
      () => {
        telling = null;
        toldAt = performance.now();
        for (const listener of [...listeners]) listener();
      },
      Math.max(0, early),
    );
  }

  async function watchOnce(signal: AbortSignal): Promise<void> {
    await options.line.whenOpen(signal);
    const changes = await options.watch(revision, signal);
    for await (const change of changes) {
      if (signal.aborted) return;
      revision = options.revisionOf(change);
      const state = options.hasMore?.(change) ? 'filling' : 'live';
      become({ value: options.apply(live.value, change), state, problem: null });
    }
  }

  async function keepWatching(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      const problem = await watchOnce(signal).then(
        () => null,
        (error: unknown) => refusalOf(error),
      );
      if (signal.aborted) return;
      if (live.state === 'live') failures = 0;
      const refused = problem && problem.kind !== 'not-connected' ? problem : null;
      become({ state: live.state === 'loading' ? 'loading' : 'stale', problem: refused });
      await new Promise((resolve) => setTimeout(resolve, backoffMs(failures)));
    }
  }

  return {
    read: () => live,
    subscribe(listener) {
      listeners.add(listener);
      if (!running) {
        running = new AbortController();
        void keepWatching(running.signal);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        running?.abort();
        running = null;
      };
    },
  };
}
