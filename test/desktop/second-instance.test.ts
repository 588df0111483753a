import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { startUnderStandIn } from '../support/electron-stand-in.ts';
import { createWorld } from '../support/electron-stand-in-world.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'countersign-second-'));
afterAll(() => {
  delete process.env.COUNTERSIGN_DATA;
  rmSync(dataFolder, { recursive: true, force: true });
});

it('a second instance ends without a window and leaves the store alone', async () => {
  await ensureBuild();
  process.env.COUNTERSIGN_DATA = dataFolder;
  const noBrowser = {} as Browser;
  const world = createWorld(noBrowser, { isFirstInstance: false });
  startUnderStandIn(join(import.meta.dirname, '../../out/main/main.js'), world);
  expect(await world.app.ended.promise).toBe(0);
  expect(world.windows).toEqual([]);
  expect(world.errors).toEqual([]);
});
