import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { newToken } from './window-pass.ts';

const windowAddress = z.object({ port: z.number().int().min(1).max(65535).nullable(), sessionKey: z.string().min(40) });

/** Where open windows find the console again after a restart, and the key they hold. */
export type WindowAddress = z.infer<typeof windowAddress>;

/** Reads what the last run kept; an unreadable file means a new key, so that windows must be let in anew. */
export function readWindowAddress(dataFolder: string): WindowAddress {
  try {
    return windowAddress.parse(JSON.parse(readFileSync(addressFile(dataFolder), 'utf8')));
  } catch {
    return { port: null, sessionKey: newToken() };
  }
}

/** Keeps port and key for the next run, readable by the owner only. */
export function keepWindowAddress(dataFolder: string, address: WindowAddress): void {
  const file = addressFile(dataFolder);
  const next = `${file}.new`;
  writeFileSync(next, JSON.stringify(address), { mode: 0o600 });
  // The mode above holds for a new file only.
  chmodSync(next, 0o600);
  renameSync(next, file);
}

function addressFile(dataFolder: string): string {
  return join(dataFolder, 'browser-window.json');
}
