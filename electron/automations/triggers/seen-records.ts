import type { Store, StoreTransaction } from '../../store/open-store.ts';

/** What is remembered of records, by their ids. */
export async function seenOf(
  tx: StoreTransaction,
  automation: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  for (let at = 0; at < ids.length; at += 500) {
    const rows = await tx
      .selectFrom('automation_seen')
      .select(['record', 'digest'])
      .where('automation', '=', automation)
      .where('record', 'in', ids.slice(at, at + 500))
      .execute();
    for (const { record, digest } of rows) seen.set(record, digest);
  }
  return seen;
}

/** Remembers that a record was seen, and what its watched fields held. */
export function remember(
  store: Store,
  tx: StoreTransaction,
  automation: string,
  of: { record: string; stamp: number; digest: string },
): void {
  store.run(
    tx,
    `INSERT INTO automation_seen (automation, record, stamp, digest) VALUES (?, ?, ?, ?)
      ON CONFLICT (automation, record) DO UPDATE SET stamp = excluded.stamp, digest = excluded.digest`,
    [automation, of.record, of.stamp, of.digest],
  );
}

/** What was made long before the next look begins cannot come up in it again. */
export async function forgetOld(tx: StoreTransaction, automation: string, before: number): Promise<void> {
  await tx.deleteFrom('automation_seen').where('automation', '=', automation).where('stamp', '<', before).execute();
}
