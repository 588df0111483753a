import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUseError, lockFolder } from '../../electron/host/lock-folder.ts';

const lockModule = new URL('../../electron/host/lock-folder.ts', import.meta.url).href;

describe('the lock on the data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Another process that takes the lock and keeps it. */
  async function otherConsole() {
    const script = `const { lockFolder } = await import(${JSON.stringify(lockModule)});
      lockFolder(${JSON.stringify(folder)}); console.log('locked'); setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(other.stdout, 'data');
    return other;
  }

  it('is refused to a second console, naming the folder and the process', async () => {
    const other = await otherConsole();
    expect(() => lockFolder(folder)).toThrow(FolderInUseError);
    expect(() => lockFolder(folder)).toThrow(`process ${other.pid}`);
    expect(() => lockFolder(folder)).toThrow(folder);
    other.kill('SIGKILL');
    await once(other, 'exit');
  });

  it('is free again after the other console was killed', async () => {
    const other = await otherConsole();
    other.kill('SIGKILL');
    await once(other, 'exit');
    lockFolder(folder).release();
  });

  it('is free again after it was released', () => {
    lockFolder(folder).release();
    const second = lockFolder(folder);
    second.release();
    second.release();
  });
});
