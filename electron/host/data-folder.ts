import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

interface Surroundings {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
}

/** Where the console keeps its store: COUNTERSIGN_DATA, else the application data folder of the system. */
export function defaultDataFolder({ platform, env }: Surroundings): string {
  const chosen = env.COUNTERSIGN_DATA;
  if (chosen) return resolve(chosen);
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Countersign');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Countersign');
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Countersign');
}

/** Makes the data folder, readable by its owner only. */
export function makeDataFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
