/** How long things have been on the screen. Time in which the window is hidden does not count. */
export type ScreenTimes = {
  /** It is wholly painted now; `basis` is what there is to read. Returns how to say that it is gone. */
  shown(id: string, basis: string): () => void;
  /** The window is hidden, or seen again. */
  setHidden(hidden: boolean): void;
  /** Milliseconds; none at all where it was never painted as it stands. */
  msOf(id: string, basis: string): number;
};

type Held = { basis: string; heldMs: number; since: number | null; views: number };

/** Counts times on the screen; what changes is to be read anew. */
export function createScreenTimes(now: () => number): ScreenTimes {
  const all = new Map<string, Held>();
  let hidden = false;

  const stop = (held: Held) => {
    held.heldMs += held.since === null ? 0 : now() - held.since;
    held.since = null;
  };
  const start = (held: Held) => {
    if (!hidden && held.views > 0) held.since ??= now();
  };

  return {
    shown(id, basis) {
      const before = all.get(id);
      const held = before?.basis === basis ? before : { basis, heldMs: 0, since: null, views: 0 };
      all.set(id, held);
      held.views += 1;
      start(held);
      return () => {
        held.views -= 1;
        if (held.views === 0) stop(held);
      };
    },
    setHidden(nowHidden) {
      hidden = nowHidden;
      for (const held of all.values()) {
        if (hidden) stop(held);
        else start(held);
      }
    },
    msOf(id, basis) {
      const held = all.get(id);
      if (held?.basis !== basis) return 0;
      return Math.round(held.heldMs + (held.since === null ? 0 : now() - held.since));
    },
  };
}
