import type { Store } from '../store/open-store.ts';

/** Nobody sees more than one change to a frame; what comes after a quiet time is read at once. */
const frameMs = 16;

/**
 * A live query: what changed since the reader's revision, then whatever changes, until the reader leaves.
 * Many changes between two reads are one answer. A reader that holds nothing, or holds what another store told, is
 * told everything at first: `reset` says so.
 */
export async function* watch<T>(
  store: Pick<Store, 'onChange' | 'revision'>,
  since: number,
  signal: AbortSignal | undefined,
  read: (since: number, reset: boolean, revision: number) => Promise<T | null>,
): AsyncGenerator<T> {
  let changed = true;
  let wake: (() => void) | null = null;
  const notice = (): void => {
    changed = true;
    wake?.();
  };
  const stop = store.onChange(notice);
  signal?.addEventListener('abort', notice);
  let seen = since;
  let first = true;
  let readAt = Number.NEGATIVE_INFINITY;
  try {
    while (!signal?.aborted) {
      if (!changed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = null;
        continue;
      }
      const early = readAt + frameMs - performance.now();
      if (early > 0) await new Promise<void>((resolve) => setTimeout(resolve, early));
      readAt = performance.now();
      changed = false;
      // The revision is read before the rows: a row changed in between is sent twice rather than never.
      const revision = await store.revision();
      const reset = first && (since === 0 || since > revision);
      const news = await read(reset ? 0 : seen, reset, revision);
      seen = revision;
      first = false;
      if (news !== null) yield news;
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', notice);
  }
}
