import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { createSqliteDialect } from '../store/sqlite-dialect.ts';
import type { Tables } from '../store/tables.ts';
import type { JournalSource } from './search-journal.ts';

/** Opens a folder's journal to be read, also beside a console that writes it; nothing is changed or brought up to date. */
export function openJournal(folder: string): JournalSource & { close(): Promise<void> } {
  const file = join(folder, 'countersign.db');
  if (!existsSync(file)) throw new Error(`There is no journal in ${folder}.`);
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  const db = new Kysely<Tables>({ dialect: createSqliteDialect(database) });
  return { db, close: () => db.destroy() };
}
