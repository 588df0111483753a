import type { Store } from './open-store.ts';

/** Looks through what changed, one look after the other. */
export type Sweeper = {
  /** Looks at once, and again after each change of the store. */
  start(): void;
  /** Looks soon: something changed that the store does not tell of. */
  notice(): void;
  /** Whether nothing is being looked at, and nothing is left to look at. */
  isIdle(): boolean;
  /** Resolves when the look under way is over. */
  idle(): Promise<void>;
  /** Resolves when the look under way is over; there is none after it. */
  stop(): Promise<void>;
};

/** Makes a sweeper. What changes while it looks is looked at once more; a look that failed waits for the next change. */
export function createSweeper(parts: {
  store: Pick<Store, 'onChange'>;
  look(): Promise<void>;
  failed(cause: unknown): void;
}): Sweeper {
  let changed = false;
  let sweeping: Promise<void> | null = null;
  let stopWatching: (() => void) | null = null;

  function notice(): void {
    changed = true;
    if (!stopWatching) return;
    sweeping ??= sweep().finally(() => {
      sweeping = null;
      if (changed && stopWatching) notice();
    });
  }

  async function sweep(): Promise<void> {
    // What changes in this turn of the event loop is looked at together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (changed && stopWatching) {
      changed = false;
      try {
        await parts.look();
      } catch (cause) {
        parts.failed(cause);
        return;
      }
    }
  }

  return {
    notice,
    start() {
      stopWatching = parts.store.onChange(notice);
      notice();
    },
    isIdle: () => !stopWatching || (sweeping === null && !changed),
    async idle() {
      await sweeping;
    },
    async stop() {
      stopWatching?.();
      stopWatching = null;
      await sweeping;
    },
  };
}
