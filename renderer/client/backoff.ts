const firstMs = 250;
const longestMs = 4_000;

/** How long to wait before trying again after so many failures: doubling, capped, with jitter so that windows do not knock in step. */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(failures, 10));
  return Math.round(full / 2 + (full / 2) * random());
}
