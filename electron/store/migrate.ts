import { existsSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { backup } from 'node:sqlite';
import type { Migration } from './migrations.ts';

/** Brings the file to the newest schema: a backup beside it before each step, each step in a transaction of its own. */
export async function migrate(
  database: DatabaseSync,
  file: string,
  steps: readonly Migration[],
  checkpoint: (name: string) => void,
): Promise<void> {
  const newest = Math.max(0, ...steps.map((step) => step.version));
  const from = schemaVersion(database);
  if (from > newest) {
    throw new Error(
      `the store ${file} was written by a newer Countersign (schema ${from}, this one knows ${newest}): install that version again`,
    );
  }
  for (const step of steps) {
    if (step.version <= from) continue;
    if (step.version > 1) await backUp(database, `${file}.before-${step.version}`);
    database.exec('BEGIN IMMEDIATE');
    try {
      for (const statement of step.statements) database.exec(statement);
      database.exec(`PRAGMA user_version = ${step.version}`);
      checkpoint('migration.step');
      database.exec('COMMIT');
    } catch (cause) {
      database.exec('ROLLBACK');
      throw new Error(`the store ${file} could not be brought to schema ${step.version}`, { cause });
    }
  }
}

function schemaVersion(database: DatabaseSync): number {
  return Number(Object.values(database.prepare('PRAGMA user_version').get() ?? {})[0] ?? 0);
}

async function backUp(database: DatabaseSync, copy: string): Promise<void> {
  // A copy left by a step that was killed is older than the file as it stands now.
  if (existsSync(copy)) rmSync(copy);
  await backup(database, copy);
}
