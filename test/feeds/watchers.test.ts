import { describe, expect, test } from 'vitest';
import { createCallDoors } from '../../electron/feeds/call-doors.ts';
import { openFeedBook } from '../../electron/feeds/feeds-store.ts';
import { createHealthBook } from '../../electron/feeds/intake/feed-health.ts';
import { createKeptRequests } from '../../electron/feeds/kept-requests.ts';
import { createWatchers } from '../../electron/feeds/watchers.ts';
import type { Platform, WatchParts } from '../../electron/platforms/platform.ts';
import { vapi } from '../../electron/platforms/vapi/vapi.ts';
import { createMemoryBox } from '../../electron/secrets/create-memory-box.ts';
import { openSecretStore } from '../../electron/secrets/open-secret-store.ts';
import type { DeliveredEvent } from '../../shared/model/call-event.ts';
import { sampleFeed } from '../support/sample-feed.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testStore } from '../support/test-store.ts';

/** Watchers over a platform whose watching is the test's. */
async function watching(watch: (parts: WatchParts) => Promise<void>) {
  const store = await testStore();
  const secrets = await openSecretStore(temporaryFolder(), createMemoryBox());
  const book = await openFeedBook(store, secrets);
  const waits: { ms: number; run: () => void }[] = [];
  const taken: DeliveredEvent[] = [];
  const clock = { now: () => 1_000, setTimer: () => () => {} };
  const health = createHealthBook({ ...clock, changed: () => {} });
  const platform: Platform = { ...vapi, watch };
  const watchers = createWatchers({
    book,
    platforms: { vapi: platform },
    liveCalls: async () => ['c1'],
    fetch,
    now: clock.now,
    setTimer: (ms, run) => {
      waits.push({ ms, run });
      return () => {};
    },
    take: async (events) => void taken.push(...events),
    doors: createCallDoors(store, book, clock.now),
    kept: createKeptRequests(store, clock.now),
    health,
    log: () => {},
  });
  return { book, watchers, waits, taken, health };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a source that is listened to', () => {
  test('delivers what it hears, remembers where it was, and stops when its feed is switched off', async () => {
    let signal: AbortSignal | null = null;
    const { book, watchers, taken, health } = await watching(async (parts) => {
      signal = parts.signal;
      await parts.bookmark.write(`${(await parts.bookmark.read()) ?? ''}x`);
      const event = { type: 'call.ended' as const, endedAt: 1, reason: null };
      const events = (await parts.liveCalls()).map((call) => ({ call, id: 'e', event }));
      await parts.deliver({ kind: 'understood', events, asks: [], doors: [], unknown: [] }, true);
      await new Promise<void>((resolve) => parts.signal.addEventListener('abort', () => resolve()));
    });
    await book.save(sampleFeed('vapi'), { secret: 's' });
    watchers.follow();
    watchers.follow();
    for (let turn = 0; turn < 50 && taken.length === 0; turn += 1) await settled();
    expect(taken).toMatchObject([{ feed: 'vapi', call: 'c1', id: 'e' }]);
    expect(health.of('vapi').watching).toBe('running');
    expect(await book.bookmark('vapi').read()).toBe('x');
    await book.save(sampleFeed('vapi', { enabled: false }), {});
    watchers.follow();
    await watchers.stop();
    expect(signal).toMatchObject({ aborted: true });
    expect(health.of('vapi').watching).toBeNull();
  });

  test('is started again when it breaks off, after ever longer pauses, and says why', async () => {
    let runs = 0;
    const { book, watchers, waits, health } = await watching(async () => {
      runs += 1;
      throw new Error('the socket was closed');
    });
    await book.save(sampleFeed('vapi'), { secret: 's' });
    watchers.follow();
    for (let run = 1; run <= 9; run += 1) {
      while (waits.length < run) await settled();
      expect(health.of('vapi')).toMatchObject({ watching: 'waiting', lastError: { message: 'the socket was closed' } });
      waits.at(-1)?.run();
    }
    expect(runs).toBeGreaterThanOrEqual(9);
    const pauses = waits.map(({ ms }) => ms);
    expect(pauses.slice(0, 3)).toEqual([2_000, 4_000, 8_000]);
    expect(Math.max(...pauses)).toBe(60_000);
    while (waits.length < 10) await settled();
    waits.at(-1)?.run();
    await watchers.stop();
  });
});
