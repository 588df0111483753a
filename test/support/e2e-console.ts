import { join } from 'node:path';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Console } from '../../electron/console/start-console.ts';
import type { OrgMetadata } from '../../electron/practice/org/metadata/org-metadata.ts';
import type { PracticeOrg } from '../../electron/practice/org/practice-org.ts';
import { startBrowserHost } from '../../electron/web/browser-host.ts';
import { keepWindowAddress, readWindowAddress } from '../../electron/web/window-address.ts';
import type { Pace } from '../../shared/model/deciding.ts';
import { setPace } from './e2e-pace.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { testConsole, testOrg } from './test-console.ts';

/** The real console over a practice org, with its window served to a browser. */
export type ServedConsole = {
  org: PracticeOrg;
  running: Console;
  /** A launch address that was not used yet. */
  address(): string;
  /** Starts practice calls at once and waits until nothing more comes of them. */
  play(...keys: string[]): Promise<void>;
};

/** One port for one console after the other: a browser compiles the window anew where its address is new. */
let port: number | null = null;

/**
 * Starts org, console and browser host; everything ends with the test. `through` may put something between console and org; nobody is asked to read
 * more slowly unless `pace` says so.
 */
export async function servedConsole(
  metadata?: OrgMetadata,
  through: (org: PracticeOrg) => Promise<{ url: string }> = async (org) => org,
  pace: Pace = 'off',
): Promise<ServedConsole> {
  const org = await testOrg(metadata);
  const dataFolder = temporaryFolder();
  await setPace(dataFolder, pace);
  const { url } = await through(org);
  const running = await testConsole({ ...org, url }, dataFolder);
  keepWindowAddress(dataFolder, { ...readWindowAddress(dataFolder), port });
  let address = '';
  const host = await startBrowserHost({
    router: running.router,
    rendererFolder: join(import.meta.dirname, '../../out/renderer'),
    loadRecording: running.recordings.load,
    dataFolder,
    port: null,
    onNextAddress: (url) => {
      address = url;
    },
    log: pino({ level: 'silent' }),
  });
  address = host.url;
  port ??= Number(new URL(address).port);
  onTestFinished(() => host.stop());
  return {
    org,
    running,
    address: () => address,
    async play(...keys) {
      for (const key of keys) {
        await running.replay.played(await running.replay.startPractice(key, 'at-once'));
        // One after the other: what was said in the first was heard first, too.
        await running.idle();
      }
    },
  };
}

/** Speaks to the practice org past the console, as anybody else in the company could. */
export async function asSomebodyElse(org: PracticeOrg, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${org.url}/services/data/v66.0${path}`, {
    method,
    headers: { authorization: `Bearer ${org.accessToken}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

const found = z.object({ records: z.array(z.object({ Id: z.string() })) });

/** Ids of the contacts of a name, oldest first. */
export async function contactsNamed(org: PracticeOrg, name: string): Promise<string[]> {
  const soql = `SELECT Id FROM Contact WHERE Name = '${name}' ORDER BY Id`;
  const answer = await asSomebodyElse(org, 'GET', `/query?q=${encodeURIComponent(soql)}`);
  return found.parse(answer).records.map((each) => each.Id);
}
