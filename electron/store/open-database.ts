import { DatabaseSync } from 'node:sqlite';

/** Marks the file as Countersign's own: "CSGN". */
const applicationId = 0x4353474e;

/** Opens the SQLite file so that a committed row survives a power cut, and proves that every setting took. */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 2000 });
  // WAL with synchronous=NORMAL loses acknowledged rows in a power cut; some builds reopen WAL files at NORMAL by themselves.
  const wanted: [pragma: string, value: string, readsBack: unknown][] = [
    ['journal_mode', 'WAL', 'wal'],
    ['synchronous', 'FULL', 2],
    ['fullfsync', 'ON', 1],
    ['checkpoint_fullfsync', 'ON', 1],
    ['foreign_keys', 'ON', 1],
    ['trusted_schema', 'OFF', 0],
    ['temp_store', 'MEMORY', 2],
    // Each checkpoint waits for the disk twice: in a burst of events the usual 1000 pages are full ten times a second.
    ['wal_autocheckpoint', '8000', 8000],
  ];
  for (const [pragma, value, expected] of wanted) {
    database.exec(`PRAGMA ${pragma} = ${value}`);
    const row = database.prepare(`PRAGMA ${pragma}`).get();
    const read = row ? Object.values(row)[0] : undefined;
    if (read !== expected) {
      database.close();
      throw new Error(`the store cannot be opened safely: ${pragma} is ${String(read)}, not ${String(expected)}`);
    }
  }
  const found = Number(Object.values(database.prepare('PRAGMA application_id').get() ?? {})[0] ?? 0);
  if (found !== 0 && found !== applicationId) {
    database.close();
    throw new Error(`${file} belongs to another program`);
  }
  database.exec(`PRAGMA application_id = ${applicationId}`);
  return database;
}
