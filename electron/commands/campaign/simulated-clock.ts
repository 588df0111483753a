/** A clock whose time passes only when told to, so that an hour of pauses takes no time. */
export type SimulatedClock = {
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  /** Lets this much time pass, running the timers that fall due, in their order. */
  advance(ms: number): void;
  /** Goes to the next timer and runs it; false where there is none. */
  skip(): boolean;
};

type Timer = { at: number; run: () => void };

/** Makes one that starts now. Pauses of up to `soonMs` pass by themselves, in the next turn of the event loop. */
export function createSimulatedClock(startMs: number, soonMs = 0): SimulatedClock {
  const timers = new Set<Timer>();
  let now = startMs;

  function runNext(until: number): boolean {
    const [next] = [...timers].sort((a, b) => a.at - b.at);
    if (!next || next.at > until) return false;
    timers.delete(next);
    now = Math.max(now, next.at);
    next.run();
    return true;
  }

  return {
    now: () => now,
    setTimer(ms, run) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      if (ms <= soonMs) setImmediate(() => timers.has(timer) && runNext(timer.at));
      return () => timers.delete(timer);
    },
    advance(ms) {
      const until = now + ms;
      while (runNext(until));
      now = until;
    },
    skip: () => runNext(Number.POSITIVE_INFINITY),
  };
}
