import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTests, type TestCount } from './count-tests.ts';
import { ensureBuild } from './ensure-build.ts';
import { getBrowser, NoBrowserError } from './get-browser.ts';

/** Gets what the tests need, runs them, and counts. Arguments go to vitest, to run a part of them. */
async function runTests(args: readonly string[]): Promise<TestCount> {
  const browser = getBrowser();
  await ensureBuild();
  const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'));
  const reportFile = join(folder, 'report.json');
  const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...args], {
    cwd: join(import.meta.dirname, '..'),
    // What the tests and the many processes they start have compiled once, the next one takes as it is.
    env: { ...process.env, COUNTERSIGN_BROWSER: browser, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    stdio: 'inherit',
  });
  const count = countTests(readReport(reportFile), status ?? 1);
  rmSync(folder, { recursive: true, force: true });
  return count;
}

function readReport(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

try {
  const { passed, failed } = await runTests(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof NoBrowserError ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
