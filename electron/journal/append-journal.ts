import { randomBytes } from 'node:crypto';
import type { JournalKind } from '../../shared/model/journal-entry.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { digestValues, genesis, hashEntry } from './chain.ts';

/** One line for the journal; `summary` holds no field values, `detail` does. */
export type JournalLine = {
  at: number;
  kind: JournalKind;
  org: string;
  call: string | null;
  proposal: string | null;
  actor: string;
  summary: string;
  detail: Record<string, unknown>;
};

/** Appends lines to the chain inside the transaction of what they record, so that neither exists without the other. */
export async function appendJournal(tx: StoreTransaction, lines: readonly JournalLine[]): Promise<void> {
  if (lines.length === 0) return;
  const last = await tx
    .selectFrom('journal')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  let seq = last?.seq ?? 0;
  let prev = last?.hash ?? genesis;
  for (const { detail, ...line } of lines) {
    seq += 1;
    const salt = randomBytes(16).toString('hex');
    const value = JSON.stringify(detail);
    const entry = { seq, ...line, digest: digestValues(salt, value), prev };
    const hash = hashEntry(entry);
    await tx
      .insertInto('journal')
      .values({ ...entry, hash })
      .execute();
    await tx.insertInto('journal_values').values({ seq, salt, value }).execute();
    prev = hash;
  }
}
