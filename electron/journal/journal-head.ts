import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Store } from '../store/open-store.ts';

const headSchema = z.object({ seq: z.number().int(), hash: z.string() });

/** The newest entry of the journal, kept outside the database so that a cut tail shows. */
export type JournalHead = z.infer<typeof headSchema>;

/** The head as it was last written; null where none was yet. */
export function readHead(folder: string): JournalHead | null {
  let text: string;
  try {
    text = readFileSync(headFile(folder), 'utf8');
  } catch {
    return null;
  }
  const read = headSchema.safeParse(parse(text));
  // An unreadable head is told by the verification as a mismatch, never taken for "no journal yet".
  return read.success ? read.data : { seq: -1, hash: 'unreadable' };
}

/** Writes the head whole or not at all. */
export function writeHead(folder: string, head: JournalHead): void {
  const partial = `${headFile(folder)}.partial`;
  const file = openSync(partial, 'w', 0o600);
  writeSync(file, `${JSON.stringify(head)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(partial, headFile(folder));
}

/** Changes within this time share one head: it goes to disk by itself, and the disk is what a write waits for most. */
const gatherMs = 100;

/** Follows the store and writes the head after the journal grew; returns how to stop, with the last head written. */
export function followHead(store: Store, folder: string): () => Promise<void> {
  let running: Promise<void> | null = null;
  let planned: NodeJS.Timeout | null = null;
  let again = false;
  let written = readHead(folder)?.seq ?? 0;

  async function write(): Promise<void> {
    do {
      again = false;
      const last = await store.db
        .selectFrom('journal')
        .select(['seq', 'hash'])
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      // A head that is ahead of the database means a cut tail: it is the evidence and must stay.
      if (last && last.seq > written) {
        writeHead(folder, last);
        written = last.seq;
      }
    } while (again);
    running = null;
  }

  function start(): void {
    planned = null;
    again = true;
    running ??= write();
  }

  const stop = store.onChange(() => {
    planned ??= setTimeout(start, gatherMs);
  });
  return async () => {
    stop();
    if (planned) {
      clearTimeout(planned);
      start();
    }
    await running;
  };
}

function headFile(folder: string): string {
  return join(folder, 'journal.head');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
