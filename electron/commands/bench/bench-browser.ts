import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The folder of the sources, where the built window is. */
export const benchRoot = join(import.meta.dirname, '../../..');

/** Builds the window if need be, and finds a browser to show it in; null where there is none. */
export function readyBrowser(): string | null {
  const { stdout, status } = spawnSync(process.execPath, [join(benchRoot, 'build/ready-browser.ts')], {
    cwd: benchRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('The window could not be built.');
  return stdout.trim() || null;
}

/** Starts it without a window and without talking to anyone. */
export function launchBenchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
