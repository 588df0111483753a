/** Runs what may come after the acknowledgement: one thing at a time, and out of the way of what is arriving. */
export type Afterthoughts = <T>(work: () => Promise<T>) => Promise<T>;

/** What putting off works with. */
export type AfterthoughtsParts = {
  /** Something is waiting to be put on disk, and somebody for its acknowledgement. */
  isBusy(): boolean;
  setTimer(ms: number, run: () => void): () => void;
};

/** While events arrive, thinking takes one part of the time in so many; platforms repeat what is not acknowledged soon. */
const shareOfTime = 20;
/** However long a thought took, the next one waits no longer than this, in milliseconds. */
const longestRestMs = 1_000;

/** Makes the queue of afterthoughts. */
export function createAfterthoughts({ isBusy, setTimer }: AfterthoughtsParts): Afterthoughts {
  let last: Promise<unknown> = Promise.resolve();
  let tookMs = 0;

  async function rest(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    const until = performance.now() + Math.min(longestRestMs, tookMs * (shareOfTime - 1));
    for (let left = until - performance.now(); left > 0 && isBusy(); left = until - performance.now()) {
      await new Promise<void>((resolve) => setTimer(Math.min(left, 5), resolve));
    }
  }

  async function turn<T>(work: () => Promise<T>): Promise<T> {
    await rest();
    const began = performance.now();
    try {
      return await work();
    } finally {
      tookMs = performance.now() - began;
    }
  }

  return (work) => {
    const done = last.then(() => turn(work));
    last = done.catch(() => {});
    return done;
  };
}
