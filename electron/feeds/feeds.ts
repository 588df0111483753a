import type { TestReport } from '../../shared/contract/feeds-contract.ts';
import type { FeedPlatform } from '../../shared/model/feed.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Store } from '../store/open-store.ts';
import type { CallDoors } from './call-doors.ts';
import type { FeedBook } from './feeds-store.ts';
import { createHealthBook, type HealthBook } from './intake/feed-health.ts';
import { createIntake, type Intake } from './intake/intake.ts';
import type { OwnDoor } from './intake/intake-app.ts';
import type { IntakeTimes } from './intake/listen-intake.ts';
import type { OpenSockets } from './intake/open-sockets.ts';
import { createRateLimit } from './intake/rate-limit.ts';
import { createSeenRequests } from './intake/seen-requests.ts';
import { createSentTests } from './intake/sent-tests.ts';
import { type TakeEvents, takeReading } from './intake/take-reading.ts';
import { createKeptRequests, type KeptRequests } from './kept-requests.ts';
import type { Ask, RunningFeed } from './running-feed.ts';
import { sendTest } from './send-test.ts';
import { createWatchers } from './watchers.ts';

/** Live sources of calls: what comes in by the intake, and what is listened to. */
export type Feeds = {
  book: FeedBook;
  intake: Intake;
  health: HealthBook;
  kept: KeptRequests;
  platforms: Readonly<Partial<Record<FeedPlatform, Platform>>>;
  /** Sends a genuine event to a feed; nothing of it is kept. */
  sendTest(key: string): Promise<TestReport>;
  /** Reads a kept request once more; what is understood now is taken in. */
  processAgain(id: string): Promise<{ understood: boolean; why: string | null }>;
  /** Listens, and goes on listening as feeds are configured. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** What the feeds work with. */
export type FeedsParts = {
  store: Store;
  book: FeedBook;
  doors: CallDoors;
  platforms: Readonly<Partial<Record<FeedPlatform, Platform>>>;
  take: TakeEvents;
  ask: Ask;
  ownDoors: Readonly<Record<'actions' | 'mcp', OwnDoor>>;
  sockets: OpenSockets;
  fetch: typeof fetch;
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  checkpoint(name: string): void;
  log(message: string, cause?: unknown): void;
  limits: IntakeLimits;
};

/** What the intake bears. */
export type IntakeLimits = {
  /** In place of the one in the settings. */
  port: number | null;
  bodyBytes: number;
  bodiesBytes: number;
  times: IntakeTimes;
  /** Requests of one feed. */
  perSecond: number;
  burst: number;
};

/** What the intake bears unless told otherwise. */
export const usualLimits: IntakeLimits = {
  port: null,
  bodyBytes: 1024 * 1024,
  bodiesBytes: 128 * 1024 * 1024,
  times: { headersMs: 10_000, requestMs: 20_000 },
  perSecond: 1_000,
  burst: 20_000,
};

/** Makes the feeds; nothing listens before they are started. */
export function createFeeds(parts: FeedsParts): Feeds {
  const { store, book, platforms, now, limits } = parts;
  const health = createHealthBook({ now, setTimer: parts.setTimer, changed: store.touch });
  const kept = createKeptRequests(store, now);
  const tests = createSentTests();
  const taking = { take: parts.take, doors: parts.doors, kept, health, log: parts.log };
  const intake = createIntake({
    ...parts,
    ...taking,
    tests,
    seen: createSeenRequests(store, now),
    limit: createRateLimit(limits, now),
    caps: { body: limits.bodyBytes, bodies: limits.bodiesBytes },
    times: limits.times,
    port: limits.port,
  });
  const watchers = createWatchers({ ...parts, ...taking, liveCalls: (feed) => liveCallsOf(store, feed) });

  function running(key: string): RunningFeed {
    const feed = book.get(key);
    if (feed) return feed;
    throw new ProblemError(toProblem('not-found', `There is no feed “${key}”.`));
  }

  function follow(): void {
    intake.follow().then(
      // Whoever looks on heard of the feed before the intake listened for it.
      () => store.touch(),
      (cause: unknown) => parts.log('the intake could not follow a change of feeds', cause),
    );
    watchers.follow();
  }
  const unfollow = book.onChange(follow);

  return {
    book,
    intake,
    health,
    kept,
    platforms,
    sendTest(key) {
      const feed = running(key);
      const addresses = { local: intake.localUrlOf(feed), toPaste: intake.urlOf(feed) };
      return sendTest({ tests, fetch: parts.fetch, now }, platforms[feed.platform] ?? null, feed, addresses);
    },
    async processAgain(id) {
      const { feed: key, request, signed } = await kept.get(id);
      const feed = running(key);
      const reading = platforms[feed.platform]?.read(request, feed, now());
      if (!reading) return { understood: false, why: 'There is nothing here that reads this platform.' };
      if (reading.kind === 'malformed') return { understood: false, why: reading.why };
      const [unknown] = reading.unknown;
      // Who sent it was checked when it came.
      await takeReading(taking, feed, reading, { signed, request: null });
      // Whoever asked has hung up long ago: the proposals are made, and their answers go by another door.
      const asked = { unverified: !signed, timeoutMs: 0, signal: AbortSignal.abort() };
      if (reading.asks.length > 0) await parts.ask(feed, reading.asks, asked);
      if (unknown) return { understood: false, why: `Not understood: ${unknown.what}` };
      await kept.forget(id);
      return { understood: true, why: null };
    },
    async start() {
      await intake.follow();
      watchers.follow();
    },
    async stop() {
      unfollow();
      await watchers.stop();
      await intake.stop();
    },
  };
}

async function liveCallsOf(store: Store, feed: string): Promise<string[]> {
  const rows = await store.db
    .selectFrom('call_sources')
    .select('external_id')
    .where('feed', '=', feed)
    .where('ended', 'is', null)
    .execute();
  return rows.map((row) => row.external_id);
}
