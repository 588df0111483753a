import type { TicketGroup } from './executor-queue.ts';

/** Decides how long approvals wait for each other, so that those given together leave together. */
export type ExecutorGather = {
  /** Whether the group may leave now; if not, `again` is called when it may be worth asking. */
  isComplete(group: TicketGroup, how: { flying: number; most: number }): boolean;
  /** The group left. */
  left(group: TicketGroup): void;
  isHolding(key: string): boolean;
  stop(): void;
};

/** No approval for so long means that there will be no more just now. */
const quietMs = 30;
/** Nobody waits longer than this for others. */
const longestMs = 1_000;

type Held = { since: number; size: number; grewAt: number; cancel: () => void };

/**
 * A lone approval leaves at once. Only while one like it is under way do those after it wait until it has been quiet
 * for a moment: two hundred approvals, given one after the other, are then a few requests and not six hundred.
 */
export function createExecutorGather(parts: {
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  again(): void;
}): ExecutorGather {
  const held = new Map<string, Held>();

  function hold(key: string, of: Omit<Held, 'cancel'>): false {
    held.get(key)?.cancel();
    held.set(key, { ...of, cancel: parts.setTimer(quietMs, parts.again) });
    return false;
  }

  return {
    isComplete({ key, tickets }, { flying, most }) {
      const size = tickets.length;
      const at = parts.now();
      const before = held.get(key);
      if (size >= most) return true;
      if (!before) return flying === 0 || hold(key, { since: at, size, grewAt: at });
      if (at - before.since >= longestMs) return true;
      if (size > before.size) return hold(key, { since: before.since, size, grewAt: at });
      // Asked too early, by a timer that is a little fast or for another reason: once more in a moment.
      return at - before.grewAt >= quietMs || hold(key, before);
    },
    left({ key }) {
      held.get(key)?.cancel();
      held.delete(key);
    },
    isHolding: (key) => held.has(key),
    stop() {
      for (const each of held.values()) each.cancel();
      held.clear();
    },
  };
}
