import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { FolderInUseError, type FolderLock, lockFolder } from '../electron/host/lock-folder.ts';
import { sourceHash } from './source-hash.ts';

const root = join(import.meta.dirname, '..');
const outFolder = join(root, 'out');
const stampFile = join(outFolder, 'build-stamp');

/** Builds when the sources are not those of the last build. Says so on stderr: stdout belongs to the command that runs. */
export async function ensureBuild(): Promise<void> {
  if (isBuilt()) return;
  mkdirSync(outFolder, { recursive: true });
  const lock = await takeTurn();
  try {
    if (!isBuilt()) build();
  } finally {
    lock.release();
  }
}

function build(): void {
  const startedAt = performance.now();
  process.stderr.write('Building the console…\n');
  // Taken first: what changes while the build runs is built the next time.
  const hash = sourceHash(root);
  rmSync(stampFile, { force: true });
  // A process of its own, for React would be built for development under the NODE_ENV of a test runner.
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
  });
  if (status !== 0) throw new Error('The console could not be built; what is wrong is told above.');
  writeFileSync(stampFile, hash);
  process.stderr.write(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.\n`);
}

function isBuilt(): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceHash(root);
}

/** Two commands started together build once. */
async function takeTurn(): Promise<FolderLock> {
  for (;;) {
    try {
      return lockFolder(outFolder);
    } catch (error) {
      if (!(error instanceof FolderInUseError)) throw error;
      await wait(200);
    }
  }
}
