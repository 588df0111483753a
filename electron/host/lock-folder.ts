import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface FolderLock {
  release(): void;
}

/** The data folder is in use by another console. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';

  constructor(folder: string, pid: number | null) {
    const who = pid === null ? 'another process' : `process ${pid}`;
    super(
      `The folder ${folder} is in use by another Countersign console (${who}). ` +
        'Close that console, or use another folder (serve: --data, desktop: COUNTERSIGN_DATA).',
    );
  }
}

/**
 * Takes the data folder for this process, so that two consoles never share one store. The lock is SQLite's own on a
 * file beside the store: the operating system drops it with the process, so a kill leaves nothing stale behind.
 */
export function lockFolder(folder: string): FolderLock {
  const pidFile = join(folder, 'console.pid');
  const database = new DatabaseSync(join(folder, 'console.lock'));
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) throw new FolderInUseError(folder, readPid(pidFile));
    throw error;
  }
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  return {
    release() {
      if (!database.isOpen) return;
      rmSync(pidFile, { force: true });
      database.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  const sqliteBusy = 5;
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
}

function readPid(pidFile: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    return Number.isInteger(pid) ? pid : null;
  } catch {
    return null;
  }
}
