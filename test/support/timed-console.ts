import { onTestFinished } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import type { PracticeOrg } from '../../electron/practice/org/practice-org.ts';
import { startPracticeOrg } from '../../electron/practice/org/start-practice-org.ts';
import { openConnection } from '../../electron/salesforce/open-connection.ts';
import { orgConsole } from './org-console.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** An org and a console with it, whose time passes when the test says so. */
export type TimedWorld = {
  org: PracticeOrg;
  /** Paths of what the console asked of the org. */
  asked: string[];
  now(): number;
  /** Lets time go by: what is due by then happens, and everything comes to rest. */
  pass(running: Console | null, ms: number): Promise<void>;
  /** Starts a console on the same folder; the one before has to be stopped. */
  start(): Promise<Console>;
};

/** Makes it, with no records. `skewMs` is how far the org’s clock is ahead; without `streams` it tells of no changes. */
export async function timedWorld(
  options: { at?: number; skewMs?: number; streams?: boolean; apiUsageLimit?: number } = {},
): Promise<TimedWorld> {
  let at = options.at ?? Math.floor(Date.now() / 1000) * 1000;
  const { skewMs = 0, apiUsageLimit } = options;
  const asked: string[] = [];
  const dataFolder = temporaryFolder();
  const now = () => at;
  const org = await startPracticeOrg({
    empty: true,
    clock: () => at + skewMs,
    apiUsageLimit,
    sessionSeconds: 1_000_000,
  });
  onTestFinished(() => org.stop());
  if (!options.streams)
    org.faults.add({ match: { path: '/cometd/' }, times: 1_000_000, fault: { kind: 'status', status: 403 } });
  const timers = new Set<{ at: number; run: () => void }>();
  const setTimer = (ms: number, run: () => void) => {
    const timer = { at: at + ms, run };
    timers.add(timer);
    return () => void timers.delete(timer);
  };

  return {
    org,
    asked,
    now,
    async pass(running, ms) {
      const end = at + ms;
      for (;;) {
        await running?.idle();
        const [next] = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at);
        if (!next || !running) break;
        timers.delete(next);
        at = Math.max(at, next.at);
        next.run();
      }
      at = end;
    },
    async start() {
      timers.clear();
      const running = await orgConsole({
        dataFolder,
        org: { url: org.url, accessToken: org.accessToken, clientId: org.clientId },
        clock: { now, setTimer },
        open(settings) {
          const connection = openConnection({ ...settings, now });
          // Pages as small as an org answers with, so that a few records are several.
          const headers = { 'Sforce-Query-Options': 'batchSize=200' };
          return {
            ...connection,
            clockSkewMs: () => skewMs,
            read(of) {
              asked.push([...of.path, of.query?.q ?? ''].join(' '));
              return connection.read({ ...of, headers: { ...headers, ...of.headers } });
            },
          };
        },
      });
      await running.idle();
      return running;
    },
  };
}
