/** Runs once for all callers, now and later; a failure is forgotten, so that the next caller tries again. */
export function onceItSucceeds<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= run().catch((failure: unknown) => {
      running = null;
      throw failure;
    });
    return running;
  };
}

/** One run at a time, shared by everybody who asks meanwhile. */
export function sharedWhileRunning<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}
