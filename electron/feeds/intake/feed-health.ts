import type { FeedHealth } from '../../../shared/contract/feeds-contract.ts';

/** How the feeds are doing, in memory: the store keeps what they tell, not how often. */
export type HealthBook = {
  of(feed: string): FeedHealth;
  /** A genuine request; its time of signing tells how far the clocks are apart. */
  accepted(feed: string, signedAt: number | null): void;
  took(feed: string, counts: { events: number; asks: number }): void;
  refused(feed: string, why: string): void;
  failed(feed: string, message: string): void;
  watching(feed: string, state: FeedHealth['watching']): void;
  forget(feed: string): void;
};

type Kept = Omit<FeedHealth, 'perMinute'> & { seconds: Map<number, number> };

const minute = 60;

/** Makes the book; `changed` is called at most once a second, however many knock. */
export function createHealthBook(parts: {
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  changed(): void;
}): HealthBook {
  const kept = new Map<string, Kept>();
  let told = false;

  function tellSoon(): void {
    if (told) return;
    told = true;
    parts.setTimer(1000, () => {
      told = false;
      parts.changed();
    });
  }

  function entry(feed: string): Kept {
    const held = kept.get(feed) ?? { ...fresh, seconds: new Map() };
    kept.set(feed, held);
    return held;
  }

  function count(held: Kept): void {
    const second = Math.floor(parts.now() / 1000);
    held.seconds.set(second, (held.seconds.get(second) ?? 0) + 1);
    if (held.seconds.size > minute + 1) dropOld(held.seconds, second);
    tellSoon();
  }

  return {
    of(feed) {
      const { seconds, ...told } = kept.get(feed) ?? { ...fresh, seconds: new Map<number, number>() };
      const since = Math.floor(parts.now() / 1000) - minute;
      const recent = [...seconds].filter(([second]) => second > since);
      return { ...told, perMinute: recent.reduce((sum, [, number]) => sum + number, 0) };
    },
    accepted(feed, signedAt) {
      const held = entry(feed);
      held.requests += 1;
      if (signedAt !== null) held.clockSkewMs = signedAt - parts.now();
      count(held);
    },
    took(feed, { events, asks }) {
      const held = entry(feed);
      held.events += events;
      held.asks += asks;
      held.lastEventAt = parts.now();
      tellSoon();
    },
    refused(feed, why) {
      const held = entry(feed);
      held.refused += 1;
      held.lastRefusal = { at: parts.now(), why };
      count(held);
    },
    failed(feed, message) {
      entry(feed).lastError = { at: parts.now(), message };
      tellSoon();
    },
    watching(feed, state) {
      entry(feed).watching = state;
      tellSoon();
    },
    forget: (feed) => void kept.delete(feed),
  };
}

const fresh: Omit<Kept, 'seconds'> = {
  lastEventAt: null,
  requests: 0,
  events: 0,
  asks: 0,
  refused: 0,
  lastRefusal: null,
  lastError: null,
  clockSkewMs: null,
  watching: null,
};

function dropOld(seconds: Map<number, number>, now: number): void {
  for (const second of seconds.keys()) if (second <= now - minute) seconds.delete(second);
}
