import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findBrowser } from './find-browser.ts';

const downloadMs = 300_000;

/** No browser was found and none could be installed. */
export class NoBrowserError extends Error {
  override readonly name = 'NoBrowserError';

  constructor() {
    super(
      'The tests need Chromium and could not get one: none is on the PATH, Playwright could not download its own, and ' +
        "Debian's package could not be installed. Install chromium, or name one with COUNTERSIGN_BROWSER=/path/to/chromium.",
    );
  }
}

/** A Chromium for the tests: one that is here, else Debian's package when root, else Playwright's own. */
export function getBrowser(): string {
  const found = findBrowser() ?? installWithApt() ?? installWithPlaywright();
  if (!found) throw new NoBrowserError();
  return found;
}

function installWithApt(): string | null {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return null;
  say("No Chromium was found; installing Debian's package.");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // A stale list of packages is often good enough, so a failed update is no reason to stop.
  run('apt-get', ['update', '-q'], env);
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], env);
  return findBrowser();
}

function installWithPlaywright(): string | null {
  say('No Chromium was found; asking Playwright for its own.');
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  run(process.execPath, [cli, 'install', 'chromium'], process.env);
  return findBrowser();
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): void {
  // The output goes to stderr, for stdout ends with the count of the tests.
  spawnSync(command, [...args], { env, stdio: ['ignore', 2, 2], timeout: downloadMs });
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
