import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { verifyJournal } from '../../journal/verify-journal.ts';
import { createExecutor, type Executor } from '../../proposals/executor/executor.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import { openStore, type Store } from '../../store/open-store.ts';
import type { CampaignReport } from './campaign-report.ts';
import { brokenPromise, endOf, outOfOrder } from './faults-check.ts';
import { decideAsPlanned, putProposal } from './faults-proposals.ts';
import { type FaultScenario, faultScenario } from './faults-scenario.ts';
import { type FaultsWorld, type PreparedWrite, prepareWrites, startFaultsWorld } from './faults-world.ts';
import { seededRandom } from './seeded-random.ts';
import { storesIn } from './stores-in.ts';

/** Runs going on at the same time, each lane in a world of its own. */
const lanes = 4;

/** Pauses a run may take; with the longest of a minute each, hours. */
const mostPauses = 300;

/**
 * Lets everything go wrong between the console and Salesforce, for all classes of write, and compares the practice org's
 * own log of what really committed with what was decided and what the console says became of it.
 */
export async function runFaults(options: {
  runs: number;
  seed: number;
  say(line: string): void;
}): Promise<CampaignReport> {
  const seeds = Array.from({ length: options.runs }, (_, index) => options.seed * 100_000 + index);
  const report = await runFaultSeeds(seeds, options.say);
  const ends = Object.entries(report.hits).sort(([a], [b]) => a.localeCompare(b));
  for (const [end, count] of ends) options.say(`${end}: ${count}`);
  return report;
}

/** Runs these seeds, such as those that once failed. */
export async function runFaultSeeds(
  seeds: readonly number[],
  say: (line: string) => void = () => {},
): Promise<CampaignReport> {
  const report: CampaignReport = { runs: 0, failures: [], hits: {} };
  const left = [...seeds];
  await Promise.all(Array.from({ length: Math.min(lanes, seeds.length) }, () => runLane(left, report, say)));
  return report;
}

async function runLane(left: number[], report: CampaignReport, say: (line: string) => void): Promise<void> {
  const world = await startFaultsWorld();
  try {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const found = await runOnce(world, seed, report.hits);
      report.runs += 1;
      for (const what of found) report.failures.push({ seed, what });
      if (found.length > 0) say(`seed ${seed}: ${found.join('; ')}`);
    }
  } finally {
    await world.close();
  }
}

async function runOnce(world: FaultsWorld, seed: number, hits: Record<string, number>): Promise<string[]> {
  const folder = await mkdtemp(join(storesIn(), 'countersign-faults-'));
  const store = await openStore(folder);
  const scenario = faultScenario(seededRandom(seed), String(seed));
  try {
    const writes = await prepareWrites(world, scenario.proposals);
    const seen = world.org.effects().at(-1)?.seq ?? 0;
    await carryOut(world, store, scenario, writes);
    // A commit that came after its client had given up is in by the time the org answers this.
    for (let asked = 0; asked < 2; asked += 1) await world.calm.read({ method: 'GET', path: ['limits'] });
    return await check(world, store, writes, { seen, hits });
  } finally {
    world.org.faults.clear();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function carryOut(
  world: FaultsWorld,
  store: Store,
  scenario: FaultScenario,
  writes: readonly PreparedWrite[],
): Promise<void> {
  const { clock, target, org, orgId } = world;
  const start = (random: () => number): Executor =>
    createExecutor({ store, target, ...clock, random, checkpoint: () => {}, log: () => {} });
  let executor = start(() => 0.5);
  const waiting: Proposal[] = [];
  for (const [at, write] of writes.entries()) {
    waiting.push(await putProposal(store, write, { org: orgId, number: at + 1, at: clock.now() }));
  }
  for (const rule of scenario.faults) org.faults.add(rule);
  const approved: Proposal[] = [];
  for (const [at, { planned }] of writes.entries()) {
    const of = waiting[at];
    const decided = of ? await decideAsPlanned(store, of, planned, clock.now()) : null;
    if (decided?.status.state !== 'approved') continue;
    approved.push(decided);
    if (!scenario.inOneGo) executor.enqueue(decided);
  }
  if (scenario.inOneGo) for (const each of approved) executor.enqueue(each);
  if (scenario.restart) {
    await executor.stop();
    executor = start(() => 0.5);
    await executor.recover();
  }
  await untilEnded({ executor, store, approved }, world);
  await executor.stop();
}

/** Lets time pass until nothing more happens by itself; somebody logs in whenever that is what is waited for. */
async function untilEnded(
  of: { executor: Executor; store: Store; approved: readonly Proposal[] },
  { clock }: FaultsWorld,
): Promise<void> {
  for (let pauses = 0; pauses < mostPauses; pauses += 1) {
    await of.executor.idle();
    if (await allEnded(of.store, of.approved)) return;
    if (of.executor.sending().some((each) => each.state === 'paused' && each.why === 'login')) of.executor.wake();
    clock.skip();
  }
}

async function allEnded(store: Store, approved: readonly Proposal[]): Promise<boolean> {
  for (const { id } of approved) {
    const stored = await loadProposal(store.db, id);
    if (!stored || endOf(stored.proposal) === 'unended') return false;
  }
  return true;
}

async function check(
  world: FaultsWorld,
  store: Store,
  writes: readonly PreparedWrite[],
  { seen, hits }: { seen: number; hits: Record<string, number> },
): Promise<string[]> {
  const effects = world.org.effects(seen);
  const found: (string | null)[] = [outOfOrder(writes, effects)];
  for (const write of writes) {
    const stored = await loadProposal(store.db, write.planned.id);
    if (!stored) {
      found.push(`${write.planned.mark} is gone`);
      continue;
    }
    const end = `${write.planned.writeClass}${write.planned.after ? ' after another' : ''} ${endOf(stored.proposal)}`;
    hits[end] = (hits[end] ?? 0) + 1;
    found.push(brokenPromise(write, stored.proposal, effects));
  }
  const verdict = await verifyJournal(store, null, 0);
  if (!verdict.ok) found.push(`the journal is broken: ${verdict.problem}`);
  return found.filter((each) => each !== null);
}
