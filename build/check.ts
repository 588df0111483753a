import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const bin = join(import.meta.dirname, '../node_modules/.bin');

/** What must hold of every commit. Each check only looks; `npm run fix` writes. */
const checks: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['types of shared/', 'tsc', '-p', 'tsconfig.shared.json'],
  ['types of electron/ and build/', 'tsc', '-p', 'tsconfig.electron.json'],
  ['types of renderer/', 'tsc', '-p', 'tsconfig.renderer.json'],
  ['types of test/', 'tsc', '-p', 'tsconfig.test.json'],
  ['lint and format', 'biome', 'ci', '.'],
  ['unused files, exports and packages', 'knip'],
];

const failed = checks.filter(([name, command, ...args]) => {
  console.log(`Checking ${name}`);
  return spawnSync(join(bin, command), args, { stdio: 'inherit', shell: process.platform === 'win32' }).status !== 0;
});
if (failed.length > 0) console.error(`Failed: ${failed.map(([name]) => name).join('; ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
