/** Work in order, per key; keys go side by side. */
export type Queues = { add(key: string, work: () => Promise<void>): void; idle(): Promise<void> };

/** Makes queues; what fails is told and keeps nothing else back. */
export function createQueues(onError: (cause: unknown) => void): Queues {
  const last = new Map<string, Promise<void>>();
  return {
    add(key, work) {
      const next = (last.get(key) ?? Promise.resolve()).then(work).catch(onError);
      last.set(key, next);
      void next.finally(() => {
        if (last.get(key) === next) last.delete(key);
      });
    },
    async idle() {
      while (last.size > 0) await Promise.all(last.values());
    },
  };
}
