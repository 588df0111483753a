import { hkdfSync } from 'node:crypto';
import { canonical } from '../platforms/tool-ask.ts';
import { openWithKey, sealWithKey } from '../secrets/seal-with-key.ts';
import type { Store } from '../store/open-store.ts';
import type { FeedBook } from './feeds-store.ts';

/** Ways back into live calls that came with their events: whoever has one can speak in the call, so they are sealed. */
export type CallDoors = {
  /** Written to disk once per call: the platform tells it with every event. */
  keep(feed: string, call: string, url: string): Promise<void>;
  find(feed: string, call: string): Promise<string | null>;
  forget(feed: string, call: string): Promise<void>;
};

/** Most doors kept; those of calls whose end was never told go first. */
const most = 500;

/**
 * Keeps doors in the store. They are sealed with what the feed's own secrets give, which are not there: a door can be
 * opened again after a restart wherever its feed can, also where nothing keeps secrets and a file brings them anew.
 */
export function createCallDoors(
  store: Pick<Store, 'db' | 'transactTogether'>,
  book: Pick<FeedBook, 'get'>,
  now: () => number,
): CallDoors {
  const held = new Map<string, string>();
  const nameOf = (feed: string, call: string): string => `${feed} ${call}`;

  function keyOf(feed: string): Buffer | null {
    const secrets = book.get(feed)?.secrets ?? {};
    if (Object.keys(secrets).length === 0) return null;
    return Buffer.from(hkdfSync('sha256', canonical(secrets), feed, 'countersign call door', 32));
  }

  return {
    async keep(feed, call, url) {
      const name = nameOf(feed, call);
      if (held.get(name) === url) return;
      held.delete(name);
      held.set(name, url);
      for (const oldest of [...held.keys()].slice(0, Math.max(0, held.size - most))) held.delete(oldest);
      const key = keyOf(feed);
      if (!key) return;
      const row = { sealed: sealWithKey(key, url), at: now() };
      await store.transactTogether(async (tx) => {
        await tx
          .insertInto('call_doors')
          .values({ feed, call, ...row })
          .onConflict((conflict) => conflict.columns(['feed', 'call']).doUpdateSet(row))
          .execute();
        const rest = tx.selectFrom('call_doors').select('at').orderBy('at', 'desc').offset(most).limit(1);
        await tx.deleteFrom('call_doors').where('at', '<=', rest).execute();
      });
    },
    async find(feed, call) {
      const door = held.get(nameOf(feed, call));
      if (door !== undefined) return door;
      const row = await store.db
        .selectFrom('call_doors')
        .select('sealed')
        .where('feed', '=', feed)
        .where('call', '=', call)
        .executeTakeFirst();
      const key = keyOf(feed);
      return row && key ? open(key, row.sealed) : null;
    },
    async forget(feed, call) {
      held.delete(nameOf(feed, call));
      await store.transactTogether((tx) =>
        tx.deleteFrom('call_doors').where('feed', '=', feed).where('call', '=', call).execute(),
      );
    },
  };
}

/** The door; null where the feed's secrets were changed since. */
function open(key: Buffer, sealed: string): string | null {
  try {
    return openWithKey(key, sealed);
  } catch {
    return null;
  }
}
