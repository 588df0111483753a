import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import type { OrgMetadata } from '../../electron/practice/org/metadata/org-metadata.ts';
import type { PracticeOrg } from '../../electron/practice/org/practice-org.ts';
import { passTime } from './org-requests.ts';
import { type FaultyOrg, startFaultyOrg } from './salesforce-faults.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { testConsole, testOrg } from './test-console.ts';

/** A console whose every request to its org passes a server that keeps it, and can answer something else. */
export type FrontConsole = {
  org: PracticeOrg;
  front: FaultyOrg;
  running: Console;
  /** What the console logged and left on disk, as text. */
  traces(): Promise<string>;
  /** The same console, started again on what it has on disk. */
  restarted(): Promise<Console>;
};

/** Starts org, front and console; everything ends with the test. */
export async function frontConsole(metadata?: OrgMetadata): Promise<FrontConsole> {
  const org = await testOrg(metadata);
  // Nothing that is written here is of this very second, which a console would let pass before it writes again.
  await passTime(org, -3_600_000);
  const front = await startFaultyOrg(org.url);
  onTestFinished(() => front.close());
  // Nothing renews this session: what the org refuses is told as it is.
  const through = { url: front.url, accessToken: org.accessToken };
  const folder = temporaryFolder();
  const logs: string[] = [];
  const running = await testConsole(through, folder, logs);
  return {
    org,
    front,
    running,
    async traces() {
      await running.stop();
      const files = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isFile());
      return [...logs, ...files.map(({ name }) => readFileSync(join(folder, name), 'latin1'))].join('\n');
    },
    async restarted() {
      await running.stop();
      return testConsole(through, folder, logs);
    },
  };
}
