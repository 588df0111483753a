import { join } from 'node:path';
import { practiceCalls } from './calls/practice-calls.ts';
import { type PracticeOrg, startPracticeOrg } from './org/start-practice-org.ts';

/** What a newcomer finds: an org to write to, and calls to try it with. */
export type Practice = {
  org: PracticeOrg;
  calls: typeof practiceCalls;
};

/** How far into its call each of the first ones is joined, in milliseconds: far enough to show something, early enough to see more. */
const joinedAtMs = [20_000, 8_000, 3_000];

/** Starts the practice org on data of its own inside the console's data folder. */
export async function startPractice(dataFolder: string): Promise<Practice> {
  return {
    org: await startPracticeOrg({ dataFolder: join(dataFolder, 'practice-org') }),
    calls: practiceCalls,
  };
}

/** The practice calls in progress when the console is opened for the first time, and how far in each one is joined. */
export function firstCalls(): { key: string; startAtMs: number }[] {
  return practiceCalls
    .slice(0, joinedAtMs.length)
    .map(({ key }, index) => ({ key, startAtMs: joinedAtMs[index] ?? 0 }));
}
