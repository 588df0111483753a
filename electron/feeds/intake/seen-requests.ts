import { createHash } from 'node:crypto';
import type { Store, StoreTransaction } from '../../store/open-store.ts';

/** Longer than any platform's signature is good for; older ones are refused by their time. */
const rememberedMs = 24 * 60 * 60 * 1000;
/** How many requests are noted between two clearings. */
const clearEvery = 5_000;

/** Signed requests that were taken in. */
export type SeenRequests = {
  /** `same`: this very request was taken. `other`: its mark was, with another body. */
  look(feed: string, replayKey: string, body: Buffer): Promise<'new' | 'same' | 'other'>;
  /** In the transaction of what the request told: neither is on disk without the other. */
  note(tx: StoreTransaction, feed: string, replayKey: string, body: Buffer): Promise<void>;
};

/** Remembers requests in the store, so that a restart does not make a captured one good again. */
export function createSeenRequests(store: Store, now: () => number): SeenRequests {
  let noted = 0;
  return {
    async look(feed, replayKey, body) {
      const row = await store.db
        .selectFrom('seen_requests')
        .select('digest')
        .where('feed', '=', feed)
        .where('replay_key', '=', replayKey)
        .executeTakeFirst();
      if (!row) return 'new';
      return row.digest === digestOf(body) ? 'same' : 'other';
    },
    async note(tx, feed, replayKey, body) {
      if (noted % clearEvery === 0) {
        await tx
          .deleteFrom('seen_requests')
          .where('at', '<', now() - rememberedMs)
          .execute();
      }
      noted += 1;
      await tx
        .insertInto('seen_requests')
        .values({ feed, replay_key: replayKey, digest: digestOf(body), at: now() })
        // Two deliveries of it may be on their way at once; the events' own ids keep their effects one.
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

function digestOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('base64url');
}
