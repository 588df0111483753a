import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const reachMs = 8_000;
const downloadMs = 600_000;

/** Electron's executable, downloaded if the network allows; else why not, for people. */
export type FoundElectron = { path: string } | { missing: string };

/** Finds Electron's executable in its package, or downloads it; where there is no network it gives up soon. */
export async function findElectron(packageFolder: string): Promise<FoundElectron> {
  const here = installedElectron(packageFolder);
  if (here) return { path: here };
  if (!(await isReachable(packageFolder))) return { missing: 'Electron is not installed and cannot be downloaded' };

  process.stderr.write('Downloading Electron…\n');
  spawnSync(process.execPath, [join(packageFolder, 'install.js')], { stdio: ['ignore', 2, 2], timeout: downloadMs });
  const downloaded = installedElectron(packageFolder);
  return downloaded ? { path: downloaded } : { missing: 'Electron could not be downloaded' };
}

/** Electron writes the name of its executable to path.txt once it is unpacked. Its own index.js would download. */
export function installedElectron(packageFolder: string): string | null {
  const distFolder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageFolder, 'dist');
  const pathFile = join(packageFolder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const path = join(distFolder, name);
  return existsSync(path) ? path : null;
}

/** The download itself retries for minutes where nothing answers, so one short question comes first. */
async function isReachable(packageFolder: string): Promise<boolean> {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const mirror = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/';
  try {
    const answer = await fetch(`${mirror}v${version}/SHASUMS256.txt`, {
      method: 'HEAD',
      signal: AbortSignal.timeout(reachMs),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
