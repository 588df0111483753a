import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readHead } from '../../journal/journal-head.ts';
import { verifyJournal } from '../../journal/verify-journal.ts';
import { type PracticeOrg, startPracticeOrg } from '../../practice/org/start-practice-org.ts';
import { openStore } from '../../store/open-store.ts';
import type { CampaignReport } from './campaign-report.ts';
import type { KillOrder } from './kill-child.ts';
import { killScenario } from './kill-scenario.ts';
import { seededRandom } from './seeded-random.ts';
import { storesIn } from './stores-in.ts';

/** Every named point between "tool call received" and "result recorded". */
export const killPoints = [
  'tool.received',
  'proposal.before',
  'proposal.committed',
  'decision.before',
  'decision.committed',
  'intent.before',
  'intent.committed',
  'write.sending',
  'write.sent',
  'write.answered',
  'outcome.before',
  'outcome.committed',
  'token.response_read',
  'token.persisted',
] as const;

/** How often a point is passed in one scenario, at most. */
const mostHits = 3;

/** Runs after which somebody had to sign in again. */
const signIns = 'signed in again';

/** Runs going on at the same time. */
const lanes = 2;

type Told = {
  acknowledged: Set<string>;
  decided: Map<string, string>;
  /** A login that was there did not hold any more. */
  signedInAgain: boolean;
  finished: boolean;
  killed: boolean;
  logs: string[];
};

/**
 * Kills the process at every named point, starts it again until it ends by itself, and compares the practice org's own log
 * of what really committed with what was decided: each approved write once, no other ever, nothing acknowledged lost.
 */
export async function runKills(options: {
  runs: number;
  seed: number;
  say(line: string): void;
}): Promise<CampaignReport> {
  const report: CampaignReport = { runs: 0, failures: [], hits: {} };
  const left = Array.from({ length: options.runs }, (_, index) => index);
  // Each lane has an org of its own: the runs of one write to the same contact, one after the other.
  await Promise.all(Array.from({ length: lanes }, () => runLane(left, report, options)));
  const missed = killPoints.filter((point) => !report.hits[point]);
  if (options.runs >= killPoints.length) {
    for (const point of missed) report.failures.push({ seed: options.seed, what: `${point} was never passed` });
  }
  options.say(`killed at: ${killPoints.map((point) => `${point} ${report.hits[point] ?? 0}`).join(', ')}`);
  options.say(`${signIns}: ${report.hits[signIns] ?? 0}`);
  return report;
}

async function runLane(
  left: number[],
  report: CampaignReport,
  options: { seed: number; say(line: string): void },
): Promise<void> {
  const org = await startPracticeOrg({ control: true });
  // Its sessions run out all the time, which the runs without a login of their own would not live through.
  const expiring = await startPracticeOrg({ control: true });
  try {
    for (let index = left.shift(); index !== undefined; index = left.shift()) {
      const seed = options.seed * 100_000 + index;
      const point = killPoints[index % killPoints.length] ?? 'tool.received';
      const hit = 1 + (Math.floor(index / killPoints.length) % mostHits);
      const of = point.startsWith('token.') ? expiring : org;
      const { found, killed, signedInAgain } = await runOnce(of, seed, {
        kill: { point, hit },
        signsIn: of === expiring,
      });
      report.runs += 1;
      if (killed) report.hits[point] = (report.hits[point] ?? 0) + 1;
      if (signedInAgain) report.hits[signIns] = (report.hits[signIns] ?? 0) + 1;
      for (const what of found) report.failures.push({ seed, what: `${point} #${hit}: ${what}` });
      if (found.length > 0) options.say(`run ${index} (${point} #${hit}): ${found.join('; ')}`);
    }
  } finally {
    await org.stop();
    await expiring.stop();
  }
}

async function runOnce(
  org: PracticeOrg,
  seed: number,
  { kill, signsIn }: { kill: NonNullable<KillOrder['kill']>; signsIn: boolean },
): Promise<{ found: string[]; killed: boolean; signedInAgain: boolean }> {
  const dataFolder = await mkdtemp(join(storesIn(), 'countersign-kill-'));
  const run = String(seed);
  const { url, accessToken, clientId, username, redirectUri } = org;
  const login = signsIn ? { url, clientId, username, redirectUri } : null;
  const order = { dataFolder, org: { url, accessToken }, login, seed, run };
  try {
    const first = await runChild({ ...order, kill });
    const second = first.finished ? first : await runChild({ ...order, kill: null });
    const found = await check(org, dataFolder, seed, run, [first, second]);
    if (!second.finished) found.push(`did not end after the restart: ${second.logs.join(' | ')}`);
    // A refresh token that was used up and never kept is gone for good; one that was kept is good for the next start.
    if (second.signedInAgain && kill.point !== 'token.response_read') found.push('somebody had to sign in again');
    return { found, killed: first.killed, signedInAgain: second.signedInAgain };
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function check(
  org: PracticeOrg,
  dataFolder: string,
  seed: number,
  run: string,
  told: readonly Told[],
): Promise<string[]> {
  const found: string[] = [];
  const { decisions } = killScenario(seededRandom(seed), run);
  const marks: Record<string, string> = { update: `Owner ${run}`, 'case-1': `First ${run}`, 'case-2': `Second ${run}` };
  const effects = org.effects();
  for (const [toolCall, decision] of Object.entries(decisions)) {
    const mark = marks[toolCall] ?? '';
    const happened = effects.filter((effect) => Object.values(effect.fields).includes(mark)).length;
    const wanted = decision === 'approve' ? 1 : 0;
    if (happened !== wanted) found.push(`${toolCall} (${decision}) was written ${happened} times`);
  }
  const store = await openStore(dataFolder);
  const said = await store.db.selectFrom('utterances').select('key').execute();
  const asked = await store.db.selectFrom('tool_calls').select('tool_call').execute();
  const kept = new Set([...said.map((row) => row.key), ...asked.map((row) => row.tool_call), 'start']);
  for (const id of told.flatMap((each) => [...each.acknowledged]))
    if (!kept.has(id)) found.push(`${id} was acknowledged and lost`);
  const states = await store.db
    .selectFrom('tool_calls')
    .innerJoin('proposals', 'proposals.id', 'tool_calls.proposal')
    .select(['tool_calls.tool_call', 'proposals.state'])
    .execute();
  const expected = { approve: 'written', reject: 'rejected', leave: 'waiting' } as const;
  for (const { tool_call, state } of states) {
    const decision = decisions[tool_call];
    if (decision && state !== expected[decision]) found.push(`${tool_call} (${decision}) ended ${state}`);
  }
  const verdict = await verifyJournal(store, readHead(dataFolder), 0);
  if (!verdict.ok) found.push(`the journal is broken: ${verdict.problem}`);
  await store.close();
  return found;
}

function runChild(order: KillOrder): Promise<Told> {
  const told: Told = {
    acknowledged: new Set(),
    decided: new Map(),
    signedInAgain: false,
    finished: false,
    killed: false,
    logs: [],
  };
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./kill-child.ts', import.meta.url)), JSON.stringify(order)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(told, line);
  });
  child.stderr.on('data', (chunk: Buffer) => told.logs.push(chunk.toString().slice(0, 500)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      told.killed = signal === 'SIGKILL';
      resolve(told);
    });
  });
}

function take(told: Told, text: string): void {
  const line: Record<string, unknown> = JSON.parse(text);
  if (typeof line.acknowledged === 'string') told.acknowledged.add(line.acknowledged);
  if (typeof line.decided === 'string') told.decided.set(line.decided, String(line.decision));
  if (line.signedInAgain === true) told.signedInAgain = true;
  if (line.finished === true) told.finished = true;
  if (typeof line.log === 'string') told.logs.push(`${line.log}: ${String(line.cause)}`);
}
