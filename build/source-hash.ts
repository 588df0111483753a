import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = [
  'electron/**/*.{ts,json}',
  'renderer/**/*.*',
  'shared/**/*.{ts,json}',
  'vite.config.ts',
  'package-lock.json',
] as const;

/** One digest over everything the build reads; two equal digests build the same files. */
export function sourceHash(root: string): string {
  const hash = createHash('sha256');
  for (const path of globSync([...sources], { cwd: root }).sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}
