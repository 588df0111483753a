import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createBuilder, createLogger } from 'vite';
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
    if (!isBuilt()) await build();
  } finally {
    lock.release();
  }
}

async function build(): Promise<void> {
  const startedAt = performance.now();
  process.stderr.write('Building the console…\n');
  // Taken first: what changes while the build runs is built the next time.
  const hash = sourceHash(root);
  rmSync(stampFile, { force: true });
  const builder = await createBuilder({
    configFile: join(root, 'vite.config.ts'),
    customLogger: stderrLogger(),
    mode: 'production',
    logLevel: 'warn',
  });
  await builder.buildApp();
  writeFileSync(stampFile, hash);
  process.stderr.write(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.\n`);
}

function isBuilt(): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceHash(root);
}

function stderrLogger() {
  const write = (message: string) => void process.stderr.write(`${message}\n`);
  return { ...createLogger('warn'), info: () => undefined, warn: write, warnOnce: write, error: write };
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
