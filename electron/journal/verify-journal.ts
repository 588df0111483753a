import { setImmediate } from 'node:timers/promises';
import type { JournalVerdict } from '../../shared/contract/views.ts';
import { digestValues, genesis, hashEntry } from './chain.ts';
import type { JournalHead } from './journal-head.ts';
import type { JournalSource } from './search-journal.ts';

const pageSize = 2000;

/** Verifies the whole chain at once. */
export async function verifyJournal(
  source: JournalSource,
  head: JournalHead | null,
  now: number,
): Promise<JournalVerdict> {
  const walk = walkJournal(source, head, now);
  for (;;) {
    const step = await walk.next();
    if (step.done) return step.value;
  }
}

/**
 * Walks the whole chain: every hash, every digest of values still held, the order, and the head kept outside. Yields how many
 * entries are unbroken so far, and lets everything else go on in between.
 */
export async function* walkJournal(
  source: JournalSource,
  head: JournalHead | null,
  now: number,
): AsyncGenerator<number, JournalVerdict> {
  let prev = genesis;
  let seq = 0;
  let size = pageSize;
  let headSeen = head === null || head.seq === 0;
  const broken = (at: number, problem: string): JournalVerdict => ({
    ok: false,
    entries: seq,
    verifiedAt: now,
    problem,
    at,
  });
  for (;;) {
    let rows: Awaited<ReturnType<typeof entriesAfter>>;
    try {
      rows = await entriesAfter(source, seq, size);
    } catch (cause) {
      // The file itself is damaged: one by one, the entry is found at which it is.
      if (size === 1) return broken(seq + 1, `Entry ${seq + 1} cannot be read: ${reasonOf(cause)}.`);
      size = 1;
      continue;
    }
    if (rows.length === 0) break;
    for (const { hash, salt, value, ...entry } of rows) {
      if (entry.seq !== seq + 1) return broken(seq + 1, `Entry ${seq + 1} is missing.`);
      if (entry.prev !== prev) return broken(entry.seq, `Entry ${entry.seq} does not follow the one before it.`);
      if (hashEntry(entry) !== hash) return broken(entry.seq, `Entry ${entry.seq} was changed after it was written.`);
      if (salt !== null && value !== null && digestValues(salt, value) !== entry.digest) {
        return broken(entry.seq, `The values of entry ${entry.seq} were changed after they were written.`);
      }
      if (head?.seq === entry.seq) {
        if (head.hash !== hash) return broken(entry.seq, `Entry ${entry.seq} is not the one the journal's head names.`);
        headSeen = true;
      }
      seq = entry.seq;
      prev = hash;
    }
    yield seq;
    await setImmediate();
  }
  if (!headSeen)
    return broken(
      seq + 1,
      `The journal ends at entry ${seq}, but its head names entry ${head?.seq ?? '?'}: its end was cut off.`,
    );
  return { ok: true, entries: seq, verifiedAt: now, problem: null, at: null };
}

function entriesAfter(source: JournalSource, seq: number, size: number) {
  return source.db
    .selectFrom('journal')
    .leftJoin('journal_values', 'journal_values.seq', 'journal.seq')
    .selectAll('journal')
    .select(['journal_values.salt', 'journal_values.value'])
    .where('journal.seq', '>', seq)
    .orderBy('journal.seq')
    .limit(size)
    .execute();
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
