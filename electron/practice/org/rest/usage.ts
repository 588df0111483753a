import { apiError } from '../http/api-error.ts';
import { requestLimitExceeded } from '../http/refusals.ts';
import type { Org } from '../org.ts';

/** Counts API calls over the last 24 hours and those that run long. */
export interface Usage {
  /** Counts one call, or refuses it; the answer is told when the call has ended. */
  begin(): { end(): void };
  /** Counts calls that were not requests of their own, as those inside a batch. */
  add(calls: number): void;
  used(): number;
  /** `Sforce-Limit-Info`. */
  header(): string;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const longRunning = 20_000;

/** A rolling window of minutes: the limit comes back as old calls leave it. */
export function createUsage(org: Pick<Org, 'clock' | 'settings'>): Usage {
  const buckets = new Map<number, number>();
  const running = new Set<{ since: number }>();
  let total = 0;
  const roll = () => {
    const oldest = Math.floor((org.clock() - day) / minute);
    for (const [bucket, calls] of buckets) {
      if (bucket > oldest) break;
      buckets.delete(bucket);
      total -= calls;
    }
  };
  const add = (calls: number) => {
    const bucket = Math.floor(org.clock() / minute);
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + calls);
    total += calls;
  };
  return {
    add,
    begin() {
      roll();
      if (total >= org.settings.apiUsageLimit) throw requestLimitExceeded();
      const long = [...running].filter(({ since }) => org.clock() - since >= longRunning).length;
      if (long >= org.settings.longRunningLimit) {
        throw apiError(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.');
      }
      add(1);
      const call = { since: org.clock() };
      running.add(call);
      return { end: () => void running.delete(call) };
    },
    used() {
      roll();
      return total;
    },
    header() {
      roll();
      return `api-usage=${total}/${org.settings.apiUsageLimit}`;
    },
  };
}
