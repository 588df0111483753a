import { createHmac } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import { startConsole } from '../../electron/console/start-console.ts';
import type { IntakeLimits } from '../../electron/feeds/feeds.ts';
import { createMemoryBox } from '../../electron/secrets/create-memory-box.ts';
import type { Feed } from '../../shared/model/feed.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { testOrg } from './test-console.ts';

/** A console whose intake listens for some feeds, and what it has on disk. */
export type IntakeConsole = {
  running: Console;
  logs: string[];
  /** The feed's address on this machine. */
  url(feed: string): string;
  /** How many rows there are of whatever a request could leave behind. */
  rows(): Promise<Record<string, number>>;
  said(): Promise<string[]>;
};

/** Starts a console of the test's own with these feeds. */
export async function intakeConsole(
  feeds: readonly { feed: Feed; secrets: Record<string, string> }[],
  intake: Partial<IntakeLimits> = {},
  dataFolder = temporaryFolder(),
): Promise<IntakeConsole> {
  const org = await testOrg();
  const logs: string[] = [];
  const running = await startConsole({
    dataFolder,
    host: 'browser',
    secretBox: createMemoryBox(),
    org: { url: org.url, accessToken: org.accessToken },
    practiceCalls: [],
    firstCalls: [],
    intake: { port: 0, ...intake },
    log: (message, cause) => logs.push(`${message} ${String(cause ?? '')}`),
  });
  const stop = running.stop;
  let stopped: Promise<void> | null = null;
  running.stop = () => {
    stopped ??= stop();
    return stopped;
  };
  onTestFinished(() => running.stop());
  for (const { feed, secrets } of feeds) await running.feeds.book.save(feed, secrets);
  await running.feeds.intake.follow();
  const { db } = running.store;
  return {
    running,
    logs,
    url(key) {
      const feed = running.feeds.book.get(key);
      const url = feed && running.feeds.intake.localUrlOf(feed);
      if (!url) throw new Error(`nothing listens for ${key}`);
      return url;
    },
    async rows() {
      const tables = [
        'calls',
        'call_sources',
        'seen_events',
        'seen_requests',
        'utterances',
        'proposals',
        'kept_requests',
        'journal',
      ] as const;
      const counted = await Promise.all(
        tables.map(async (table) => {
          const row = await db
            .selectFrom(table)
            .select(({ fn }) => fn.countAll<number>().as('number'))
            .executeTakeFirstOrThrow();
          return [table, row.number] as const;
        }),
      );
      return Object.fromEntries(counted);
    },
    async said() {
      const rows = await db.selectFrom('utterances').select('text').where('doubled', '=', 0).orderBy('seq').execute();
      return rows.map(({ text }) => text);
    },
  };
}

/** The headers with which Vapi's HMAC plan signs a body. */
export function vapiSigned(secret: string, body: string, at = Date.now()): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': signature };
}

/** A turn as Vapi tells it. */
export function vapiTurn(call: string, text: string, at: number): string {
  const customer = { number: '+14155550134', name: 'Dana Reyes' };
  const told = { id: call, type: 'inboundPhoneCall', customer, startedAt: new Date(at - 60_000).toISOString() };
  const message = {
    type: 'transcript',
    transcriptType: 'final',
    role: 'user',
    transcript: text,
    timestamp: at,
    call: told,
  };
  return JSON.stringify({ message });
}
