/** Lets so many through per second, and a burst more after a quiet time. */
export type RateLimit = {
  /** Zero where it may go on; else the milliseconds after which it may. */
  take(key: string): number;
};

/** Makes a limit that counts each key for itself. */
export function createRateLimit(limits: { perSecond: number; burst: number }, now: () => number): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key) {
      const at = now();
      const bucket = buckets.get(key) ?? { left: limits.burst, at };
      const gained = (Math.max(0, at - bucket.at) / 1000) * limits.perSecond;
      const left = Math.min(limits.burst, bucket.left + gained);
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at });
      return left >= 1 ? 0 : Math.ceil(((1 - left) / limits.perSecond) * 1000);
    },
  };
}
