import type { DeliveredEvent } from '../../shared/model/call-event.ts';
import type { StoreTransaction } from '../store/open-store.ts';

/** Fewer are looked at one by one as they are taken. */
const worthwhile = 4;
/** SQLite takes many more, but not any number. */
const mostAtOnce = 500;

/**
 * The events that were not taken before. Some platforms send the whole conversation with every turn: what is known of it
 * already costs one look, not one for each turn.
 */
export async function dropSeen(
  tx: StoreTransaction,
  delivered: readonly DeliveredEvent[],
): Promise<readonly DeliveredEvent[]> {
  if (delivered.length < worthwhile) return delivered;
  const fresh: DeliveredEvent[] = [];
  const calls = Map.groupBy(delivered, ({ feed, call }) => `${feed}\n${call}`);
  for (const events of calls.values()) {
    for (let from = 0; from < events.length; from += mostAtOnce) {
      const some = events.slice(from, from + mostAtOnce);
      const seen = await seenOf(tx, some);
      fresh.push(...some.filter(({ id }) => !seen.has(id)));
    }
  }
  return fresh;
}

async function seenOf(tx: StoreTransaction, events: readonly DeliveredEvent[]): Promise<ReadonlySet<string>> {
  const [first] = events;
  if (!first) return new Set();
  const rows = await tx
    .selectFrom('seen_events')
    .select('event')
    .where('feed', '=', first.feed)
    .where('external_id', '=', first.call)
    .where(
      'event',
      'in',
      events.map(({ id }) => id),
    )
    .execute();
  return new Set(rows.map(({ event }) => event));
}
