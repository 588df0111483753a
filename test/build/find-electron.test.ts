import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findElectron } from '../../build/find-electron.ts';

describe("Electron's executable", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-electron-'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '1.2.3' }));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is found where it was unpacked', async () => {
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'electron'), '');
    writeFileSync(join(folder, 'path.txt'), 'electron');
    expect(await findElectron(folder)).toEqual({ path: join(folder, 'dist', 'electron') });
  });

  it('is given up at once where nothing can be downloaded', async () => {
    vi.stubEnv('ELECTRON_MIRROR', 'http://127.0.0.1:1/');
    expect(await findElectron(folder)).toEqual({
      missing: 'Electron is not installed and cannot be downloaded',
    });
  });
});
