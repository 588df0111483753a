import type { OpenFeed, PlatformEvent, Reading, WatchParts } from '../../electron/platforms/platform.ts';

/** The parts of a watcher with a clock that is moved by hand, and all that it delivers. */
export function watching(feed: OpenFeed, now: number, bookmark: string | null = null) {
  const stop = new AbortController();
  const state = { now, bookmark };
  const readings: Reading[] = [];
  const troubles: string[] = [];
  const waiting: { ms: number; run: () => void }[] = [];
  let noticed = () => {};

  const parts: WatchParts = {
    feed,
    now: () => state.now,
    setTimer(ms, run) {
      const timer = { ms, run };
      waiting.push(timer);
      noticed();
      return () => {
        const at = waiting.indexOf(timer);
        if (at !== -1) waiting.splice(at, 1);
      };
    },
    fetch,
    signal: stop.signal,
    deliver: async (reading) => void readings.push(reading),
    bookmark: {
      read: async () => state.bookmark,
      async write(value) {
        state.bookmark = value;
      },
    },
    liveCalls: async () => [],
    trouble: (why) => void troubles.push(why),
  };

  /** Resolves with the length of the wait once the watcher waits. */
  async function waits(): Promise<number> {
    while (waiting.length === 0) {
      await new Promise<void>((resolve) => {
        noticed = resolve;
      });
    }
    return waiting[0]?.ms ?? 0;
  }

  /** Lets the time go by that the watcher waits for, and waits for its next wait. */
  async function goOn(): Promise<number> {
    const ms = await waits();
    state.now += ms;
    waiting.splice(0, 1)[0]?.run();
    return waits();
  }

  return {
    parts,
    readings,
    troubles,
    stop: () => stop.abort(),
    waits,
    goOn,
    bookmark: () => state.bookmark,
    events: (): PlatformEvent[] => readings.flatMap((each) => (each.kind === 'understood' ? each.events : [])),
  };
}
