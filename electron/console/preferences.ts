import { type Preferences, preferences } from '../../shared/contract/views.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store } from '../store/open-store.ts';

const standard: Preferences = { theme: 'system', singleKeys: true, cancelSeconds: 0 };

/** What the supervisor chose for this console, or the standard. */
export async function readPreferences(store: Store): Promise<Preferences> {
  const row = await store.db.selectFrom('preferences').select('value').where('key', '=', 'window').executeTakeFirst();
  return row ? fromJson(preferences, row.value) : standard;
}

/** Keeps what the supervisor chose. */
export async function writePreferences(store: Store, chosen: Preferences): Promise<Preferences> {
  const value = JSON.stringify(chosen);
  await store.transact((tx) =>
    tx
      .insertInto('preferences')
      .values({ key: 'window', value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute(),
  );
  return chosen;
}
