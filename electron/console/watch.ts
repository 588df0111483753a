import type { Store } from '../store/open-store.ts';

/**
 * A live query: what changed since the reader's revision, then whatever changes, until the reader leaves.
 * Many changes between two reads are one answer.
 */
export async function* watch<T>(
  store: Pick<Store, 'onChange' | 'revision'>,
  since: number,
  signal: AbortSignal | undefined,
  read: (since: number, first: boolean, revision: number) => Promise<T | null>,
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
  try {
    while (!signal?.aborted) {
      if (!changed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = null;
        continue;
      }
      changed = false;
      // The revision is read before the rows: a row changed in between is sent twice rather than never.
      const revision = await store.revision();
      const news = await read(seen, first, revision);
      seen = revision;
      first = false;
      if (news !== null) yield news;
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', notice);
  }
}
