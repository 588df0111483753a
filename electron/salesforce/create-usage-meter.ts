import type { ApiUsage } from './salesforce-connection.ts';

/** Keeps what the org last said about its API requests. */
export type UsageMeter = {
  note(header: string | undefined): void;
  current(): ApiUsage | null;
  /** Four fifths are used: what is left is for writes, not for reading things again. */
  isLow(): boolean;
  listen(listener: (usage: ApiUsage) => void): () => void;
};

/** A meter that reads `Sforce-Limit-Info` headers. */
export function createUsageMeter(): UsageMeter {
  const listeners = new Set<(usage: ApiUsage) => void>();
  let usage: ApiUsage | null = null;
  return {
    note(header) {
      // A per-app figure may follow; the org's own comes first.
      const [, used, limit] = /(?:^|[^-\w])api-usage=(\d+)\/(\d+)/.exec(header ?? '') ?? [];
      if (used === undefined || limit === undefined) return;
      usage = { used: Number(used), limit: Number(limit) };
      for (const listener of listeners) listener(usage);
    },
    current: () => usage,
    isLow: () => usage !== null && usage.used >= usage.limit * 0.8,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
