import type { FeedPlatform } from '../../shared/model/feed.ts';
import type { Platform, Reading } from '../platforms/platform.ts';
import type { FeedBook } from './feeds-store.ts';
import { type TakeParts, takeReading } from './intake/take-reading.ts';
import type { RunningFeed } from './running-feed.ts';

/** Sources that are asked, or listened to, instead of calling us: they need no public address. */
export type Watchers = {
  /** Starts what was switched on, and stops what was switched off or changed. */
  follow(): void;
  stop(): Promise<void>;
};

/** What the watchers work with. */
export type WatchersParts = TakeParts & {
  book: FeedBook;
  platforms: Readonly<Partial<Record<FeedPlatform, Platform>>>;
  /** Platform's ids of a feed's calls that have not ended. */
  liveCalls(feed: string): Promise<readonly string[]>;
  fetch: typeof fetch;
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
};

/** Pause before a source that broke off is asked again, in milliseconds; doubles up to the longest. */
const pauseMs = 1_000;
const longestPauseMs = 60_000;
/** A source that went well for so long starts again with the shortest pause. */
const steadyMs = 120_000;

type Watching = { key: string; of: string; controller: AbortController; done: Promise<void> };

/** Makes the watchers. */
export function createWatchers(parts: WatchersParts): Watchers {
  const running = new Map<string, Watching>();
  const ending = new Set<Promise<void>>();

  function start(feed: RunningFeed, watch: NonNullable<Platform['watch']>): void {
    const controller = new AbortController();
    const done = keepWatching(feed, watch, controller.signal);
    running.set(feed.key, { key: feed.key, of: JSON.stringify(feed), controller, done });
  }

  async function keepWatching(
    feed: RunningFeed,
    watch: NonNullable<Platform['watch']>,
    signal: AbortSignal,
  ): Promise<void> {
    let pause = pauseMs;
    while (!signal.aborted) {
      const since = parts.now();
      parts.health.watching(feed.key, 'running');
      try {
        await watch(partsOf(feed, signal));
        if (!signal.aborted) parts.health.failed(feed.key, 'The source ended by itself.');
      } catch (cause) {
        if (!signal.aborted) trouble(feed, cause);
      }
      if (signal.aborted) break;
      parts.health.watching(feed.key, 'waiting');
      pause = parts.now() - since > steadyMs ? pauseMs : Math.min(longestPauseMs, pause * 2);
      await waitFor(pause, signal);
    }
    parts.health.watching(feed.key, null);
  }

  function trouble(feed: RunningFeed, cause: unknown): void {
    parts.log(`the feed ${feed.key} broke off`, cause);
    parts.health.failed(feed.key, cause instanceof Error ? cause.message : 'The source broke off.');
  }

  function partsOf(feed: RunningFeed, signal: AbortSignal): Parameters<NonNullable<Platform['watch']>>[0] {
    return {
      feed,
      now: parts.now,
      setTimer: parts.setTimer,
      fetch: parts.fetch,
      signal,
      deliver: (reading, signed) => deliver(feed, reading, signed),
      bookmark: parts.book.bookmark(feed.key),
      liveCalls: () => parts.liveCalls(feed.key),
      trouble: (why) => parts.health.failed(feed.key, why),
    };
  }

  async function deliver(feed: RunningFeed, reading: Reading, signed: boolean): Promise<void> {
    parts.health.accepted(feed.key, null);
    if (reading.kind === 'malformed') {
      parts.health.failed(feed.key, reading.why);
      return;
    }
    await takeReading(parts, feed, reading, { signed, request: null });
  }

  function waitFor(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = parts.setTimer(ms, resolve);
      signal.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });
  }

  function end(watching: Watching): void {
    running.delete(watching.key);
    watching.controller.abort();
    ending.add(watching.done);
    void watching.done.finally(() => ending.delete(watching.done));
  }

  return {
    follow() {
      const wanted = new Map(parts.book.list().flatMap((feed) => (feed.enabled ? [[feed.key, feed]] : [])));
      for (const watching of [...running.values()]) {
        const feed = wanted.get(watching.key);
        if (!feed || JSON.stringify(feed) !== watching.of) end(watching);
      }
      for (const feed of wanted.values()) {
        const watch = parts.platforms[feed.platform]?.watch;
        if (watch && !running.has(feed.key)) start(feed, watch);
      }
    },
    async stop() {
      for (const watching of [...running.values()]) end(watching);
      await Promise.all(ending);
    },
  };
}
