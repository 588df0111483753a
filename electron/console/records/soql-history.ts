import { z } from 'zod';
import { type PastQuery, pastQuery } from '../../../shared/contract/soql-contract.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store } from '../../store/open-store.ts';

const key = 'soql-history';
const mostKept = 100;
const pastQueries = z.array(pastQuery);

/** Queries that were run, newest first. Their texts are kept, what they found is not. */
export async function readPastQueries({ db }: Pick<Store, 'db'>): Promise<PastQuery[]> {
  const row = await db.selectFrom('preferences').select('value').where('key', '=', key).executeTakeFirst();
  return row ? fromJson(pastQueries, row.value) : [];
}

/** Puts a query in front; the same text stands there only once. */
export function keepQuery(store: Store, of: PastQuery): Promise<void> {
  return store.transact(async (tx) => {
    const others = (await readPastQueries({ db: tx })).filter((each) => each.query !== of.query);
    const value = JSON.stringify([of, ...others].slice(0, mostKept));
    await tx
      .insertInto('preferences')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
  });
}

/** Forgets every query. */
export async function forgetQueries(store: Store): Promise<void> {
  await store.transact((tx) => tx.deleteFrom('preferences').where('key', '=', key).execute());
}
