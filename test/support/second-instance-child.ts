import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startUnderStandIn } from './electron-stand-in.ts';
import { createWorld } from './electron-stand-in-world.ts';

/** What the second instance left behind when it ended. */
export type SecondInstance = { code: number; windows: number; errors: string[] };

// Starts the built app as the second instance of a folder, and prints what became of it.
const world = createWorld({} as Browser, { isFirstInstance: false });
startUnderStandIn(join(import.meta.dirname, '../../out/main/main.js'), world);
const code = await world.app.ended.promise;
const left: SecondInstance = { code, windows: world.windows.length, errors: world.errors };
console.log(JSON.stringify(left));
