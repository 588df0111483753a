import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { KeptRequest } from '../../shared/contract/feeds-contract.ts';
import { type Feed, feedPlatform } from '../../shared/model/feed.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { IntakeRequest } from '../platforms/platform.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { maskRequest } from './mask-request.ts';

/** What was not understood, kept to be read again after a fix. */
export type KeptRequests = {
  /** On disk when it resolves. The same request, come again, is kept once. */
  keep(
    feed: Pick<Feed, 'key' | 'platform'>,
    request: IntakeRequest,
    told: { why: string; call: string | null; signed: boolean },
  ): Promise<void>;
  /** Newest first. */
  list(): Promise<KeptRequest[]>;
  /** How many there are of each feed. */
  counts(): Promise<ReadonlyMap<string, number>>;
  get(id: string): Promise<{ feed: string; request: IntakeRequest; signed: boolean }>;
  forget(id: string): Promise<void>;
  forgetAll(feed: string | null): Promise<void>;
};

/** Most that is kept: per feed, of one reason per feed, and in bytes altogether. */
const most = { perFeed: 100, perReason: 20, bytes: 16 * 1024 * 1024 };

const maskedRequest = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  /** The platform signed it. */
  signed: z.boolean(),
});

/** Keeps requests in the store. */
export function createKeptRequests(store: Store, now: () => number): KeptRequests {
  async function dropOldest(tx: StoreTransaction, feed: string, why: string): Promise<void> {
    const rows = await tx
      .selectFrom('kept_requests')
      .select(['id', 'feed', 'why', 'bytes'])
      .orderBy('at', 'desc')
      .orderBy('id')
      .execute();
    let bytes = 0;
    const counted = { feed: 0, reason: 0 };
    const gone = rows.filter((row) => {
      bytes += row.bytes;
      if (row.feed === feed) counted.feed += 1;
      if (row.feed === feed && row.why === why) counted.reason += 1;
      const tooMany = row.feed === feed && counted.feed > most.perFeed;
      const tooAlike = row.feed === feed && row.why === why && counted.reason > most.perReason;
      return bytes > most.bytes || tooMany || tooAlike;
    });
    for (const { id } of gone) await tx.deleteFrom('kept_requests').where('id', '=', id).execute();
  }

  return {
    async keep({ key, platform }, request, { why, call, signed }) {
      const masked = JSON.stringify({ ...maskRequest(request), signed });
      const id = createHash('sha256')
        .update(JSON.stringify([key, why, masked]))
        .digest('hex')
        .slice(0, 32);
      const at = now();
      await store.transactTogether(async (tx) => {
        await tx
          .insertInto('kept_requests')
          .values({ id, feed: key, platform, at, why, call, request: masked, bytes: masked.length })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ at }))
          .execute();
        await dropOldest(tx, key, why);
      });
    },
    async list() {
      const rows = await store.db.selectFrom('kept_requests').selectAll().orderBy('at', 'desc').execute();
      return rows.map(({ request, ...row }) => ({
        ...row,
        platform: feedPlatform.parse(row.platform),
        body: fromJson(maskedRequest, request).body,
      }));
    },
    async counts() {
      const rows = await store.db
        .selectFrom('kept_requests')
        .select((eb) => ['feed', eb.fn.countAll<number>().as('number')])
        .groupBy('feed')
        .execute();
      return new Map(rows.map((row) => [row.feed, row.number]));
    },
    async get(id) {
      const row = await store.db.selectFrom('kept_requests').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) throw new ProblemError(toProblem('not-found', 'This request is no longer kept.'));
      const { body, signed, ...request } = fromJson(maskedRequest, row.request);
      return { feed: row.feed, request: { ...request, body: Buffer.from(body) }, signed };
    },
    async forget(id) {
      await store.transact((tx) => tx.deleteFrom('kept_requests').where('id', '=', id).execute());
    },
    async forgetAll(feed) {
      await store.transact((tx) =>
        tx
          .deleteFrom('kept_requests')
          .$if(feed !== null, (query) => query.where('feed', '=', feed ?? ''))
          .execute(),
      );
    },
  };
}
