import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import type { SecondInstance } from '../support/second-instance-child.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const child = join(import.meta.dirname, '../support/second-instance-child.ts');

beforeAll(ensureBuild, 120_000);

it('a second instance ends without a window and leaves the store alone', async () => {
  const dataFolder = temporaryFolder();
  const { stdout } = await promisify(execFile)(process.execPath, [child], {
    env: { ...process.env, COUNTERSIGN_DATA: dataFolder },
  });
  expect(JSON.parse(stdout)).toEqual({ code: 0, windows: 0, errors: [] } satisfies SecondInstance);
  expect(readdirSync(dataFolder)).toEqual(['window']);
});
