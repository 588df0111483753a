import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Store } from '../../store/open-store.ts';

/** Copies made before a change of the schema: they hold what was erased since. */
const copyName = /^countersign\.db\.before-\d+$/;

/**
 * Makes sure that what was erased is nowhere in the data folder: the file is written anew without its free pages, the log of
 * changes beside it is emptied, and old copies go.
 */
export async function leaveNoTrace(store: Pick<Store, 'db'>, dataFolder: string): Promise<void> {
  await sql`VACUUM`.execute(store.db);
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(store.db);
  const names = await readdir(dataFolder);
  await Promise.all(
    names.filter((name) => copyName.test(name)).map((name) => rm(join(dataFolder, name), { force: true })),
  );
}

/** Recordings in a folder that nothing needs any more and that were fetched before a moment. */
export async function oldRecordings(folder: string, before: number, needed: ReadonlySet<string>): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const old: string[] = [];
  for (const name of names) {
    const file = await stat(join(folder, name)).catch(() => null);
    if (file?.isFile() && file.mtimeMs < before && !needed.has(name)) old.push(join(folder, name));
  }
  return old;
}
