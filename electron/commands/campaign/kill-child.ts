import { startConsole } from '../../console/start-console.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import { createMemoryBox } from '../../secrets/create-memory-box.ts';
import { ensureLogin, expireSessions, nobodysOrg, openBox, untilSent } from './kill-login.ts';
import { killScenario } from './kill-scenario.ts';
import type { PracticeApp } from './practice-login.ts';
import { seededRandom } from './seeded-random.ts';

/** What the campaign tells its child; the child tells back, line by line, what it acknowledged. */
export type KillOrder = {
  dataFolder: string;
  org: { url: string; accessToken: string };
  seed: number;
  run: string;
  /** It signs in to the org, whose sessions run out again and again; null where it comes with one that lasts. */
  login: PracticeApp | null;
  /** Kill at the `hit`-th passing of this point; null to run to the end. */
  kill: { point: string; hit: number } | null;
};

const by = { kind: 'supervisor', user: '005000000000001AAA', name: 'Sam Ortiz' } as const;

await work(JSON.parse(process.argv[2] ?? '{}'));

async function work(order: KillOrder): Promise<void> {
  let passed = 0;
  const running = await startConsole({
    dataFolder: order.dataFolder,
    host: 'browser',
    secretBox: order.login ? openBox : createMemoryBox(),
    org: order.login ? nobodysOrg : order.org,
    practiceCalls: [],
    firstCalls: [],
    log: (message, cause) => tell({ log: message, cause: String(cause) }),
    checkpoint(point) {
      tell({ point });
      if (order.kill?.point !== point) return;
      passed += 1;
      if (passed === order.kill.hit) process.kill(process.pid, 'SIGKILL');
    },
  });
  if (order.login) tell({ signedInAgain: await ensureLogin(running, order.login) });
  const { events, decisions } = killScenario(seededRandom(order.seed), order.run);
  for (const event of events) {
    await running.desk.deliver(event);
    tell({ acknowledged: event.id });
  }
  await running.idle();
  for (const [toolCall, decision] of Object.entries(decisions)) {
    const row = await running.store.db
      .selectFrom('tool_calls')
      .select('proposal')
      .where('feed', '=', 'kills')
      .where('tool_call', '=', toolCall)
      .executeTakeFirst();
    const stored = row ? await loadProposal(running.store.db, row.proposal) : null;
    if (stored?.proposal.status.state !== 'waiting' || decision === 'leave') continue;
    const { id, revision } = stored.proposal;
    if (order.login) await expireSessions(order.org);
    if (decision === 'approve') await running.proposals.approve(id, revision, null, by);
    else await running.proposals.reject(id, revision, { preset: 'other', text: '' }, by);
    tell({ decided: toolCall, decision });
  }
  await running.idle();
  if (order.login) await untilSent(running);
  await running.stop();
  tell({ finished: true });
}

/** Written at once: a line that is lost with the process was never told. */
function tell(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
