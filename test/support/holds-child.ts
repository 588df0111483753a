import { startConsole } from '../../electron/console/start-console.ts';
import { loadProposal } from '../../electron/proposals/proposal-store.ts';
import { feed } from '../../shared/model/feed.ts';
import type { Proposal } from '../../shared/model/proposal.ts';

/** What a test tells its child process to do. */
export type HoldsOrder = {
  dataFolder: string;
  org: { url: string; accessToken: string };
  feed: unknown;
  secrets: Record<string, string>;
  /** Approve what waits as soon as it can be, and end once nothing more comes of it. */
  approve: boolean;
  /** End as a power cut would at this point. */
  killAt: string | null;
};

const by = { kind: 'supervisor', user: '005000000000001AAA', name: 'Sam Ortiz' } as const;

await work(JSON.parse(process.argv[2] ?? '{}'));

/** A console as a process of its own; what it tells is one JSON line each. */
async function work(order: HoldsOrder): Promise<void> {
  const running = await startConsole({
    dataFolder: order.dataFolder,
    host: 'browser',
    // What is sealed has to be opened by the next process.
    secretBox: {
      kind: 'os',
      describe: 'a box of the test',
      seal: async (text) => Buffer.from(text).toString('base64'),
      open: async (sealed) => Buffer.from(sealed, 'base64').toString(),
    },
    org: order.org,
    practiceCalls: [],
    firstCalls: [],
    intake: { port: 0 },
    log: (message, cause) => tell({ log: message, cause: String(cause) }),
    checkpoint(point) {
      if (order.killAt === point) process.kill(process.pid, 'SIGKILL');
    },
  });
  const configured = feed.parse(order.feed);
  if (!running.feeds.book.get(configured.key)) await running.feeds.book.save(configured, order.secrets);
  await running.feeds.intake.follow();
  const found = running.feeds.book.get(configured.key);
  tell({ url: found && running.feeds.intake.localUrlOf(found) });
  const of = await ready();
  tell({ waiting: of.reference });
  if (!order.approve) return;
  if (of.status.state === 'waiting') await running.proposals.approve(of.id, of.revision, null, by);
  await running.idle();
  await running.stop();
  tell({ finished: true });

  async function ready(): Promise<Proposal> {
    for (;;) {
      const row = await running.store.db.selectFrom('proposals').select('id').executeTakeFirst();
      const stored = row && (await loadProposal(running.store.db, row.id));
      if (stored && (stored.proposal.readiness.state === 'ready' || stored.proposal.status.state !== 'waiting'))
        return stored.proposal;
      await new Promise<void>((resolve) => {
        const stop = running.store.onChange(() => {
          stop();
          resolve();
        });
      });
    }
  }
}

function tell(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
