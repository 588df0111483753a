import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'] as const;

/** A Chromium the tests can drive: the one COUNTERSIGN_BROWSER names, one on the PATH, or Playwright's own; else null. */
export function findBrowser(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  const { COUNTERSIGN_BROWSER: chosen } = env;
  if (chosen) return chosen;
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  if (onPath) return onPath;
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
