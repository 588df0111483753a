import { type OutboundSettings, outboundSettings, usualOutbound } from '../../../shared/model/outbound.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store } from '../../store/open-store.ts';

/** What holds for calls and messages, in memory, since policy asks for it at every turn. */
export type OutboundBook = {
  read(): OutboundSettings;
  write(settings: OutboundSettings): Promise<OutboundSettings>;
};

const key = 'outbound';

/** Reads it from the store. */
export async function openOutboundSettings(store: Store): Promise<OutboundBook> {
  const row = await store.db.selectFrom('preferences').select('value').where('key', '=', key).executeTakeFirst();
  let held = row ? fromJson(outboundSettings, row.value) : usualOutbound;
  return {
    read: () => held,
    async write(settings) {
      const value = JSON.stringify(settings);
      await store.transact((tx) =>
        tx
          .insertInto('preferences')
          .values({ key, value })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
          .execute(),
      );
      held = settings;
      return held;
    },
  };
}
