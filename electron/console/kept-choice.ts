import type { z } from 'zod';
import { fromJson } from '../store/from-json.ts';
import type { Store } from '../store/open-store.ts';

/** Something chosen for this console, kept in its store under a name. */
export function keptChoice<T>(store: Store, key: string, schema: z.ZodType<T>, usual: T) {
  return {
    async read(): Promise<T> {
      const row = await store.db.selectFrom('preferences').select('value').where('key', '=', key).executeTakeFirst();
      return row ? fromJson(schema, row.value) : usual;
    },
    async write(chosen: T): Promise<T> {
      const value = JSON.stringify(chosen);
      await store.transact((tx) =>
        tx
          .insertInto('preferences')
          .values({ key, value })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
          .execute(),
      );
      return chosen;
    },
  };
}
