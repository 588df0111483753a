import { call as callRoute } from '@orpc/server';
import { startConsole } from '../../electron/console/start-console.ts';
import { loadProposal } from '../../electron/proposals/proposal-store.ts';
import { createMemoryBox } from '../../electron/secrets/create-memory-box.ts';

/** What a test tells its child process to do with the outcome of a call, until it is killed. */
export type OutcomesOrder = {
  dataFolder: string;
  org: { url: string; accessToken: string };
  call: string;
  /** Edit it over and over, each edit told once it is acknowledged; or write it back, and end as a power cut would here. */
  work: 'edit' | { writeUntil: string };
};

const by = { kind: 'supervisor', user: '005000000000001AAA', name: 'Sam Ortiz' } as const;

await work(JSON.parse(process.argv[2] ?? '{}'));

async function work(order: OutcomesOrder): Promise<void> {
  const { call, work: what } = order;
  const running = await startConsole({
    dataFolder: order.dataFolder,
    host: 'browser',
    secretBox: createMemoryBox(),
    org: order.org,
    practiceCalls: [],
    firstCalls: [],
    intake: { port: 0 },
    log: () => {},
    checkpoint(point) {
      if (what !== 'edit' && what.writeUntil === point) process.kill(process.pid, 'SIGKILL');
    },
  });
  const { edit, write } = running.router.outcomes;
  for (let nth = 1; what === 'edit'; nth += 1) {
    await callRoute(edit, { call, values: { disposition: `Edit ${nth}` } });
    process.stdout.write(`${nth}\n`);
  }
  const { proposed } = await callRoute(write, { calls: [call], transcript: true });
  await running.idle();
  const stored = await loadProposal(running.store.db, proposed[0]?.proposals[0] ?? '');
  if (!stored) throw new Error('nothing was proposed');
  await running.proposals.approve(stored.proposal.id, stored.proposal.revision, null, by);
  await running.idle();
}
