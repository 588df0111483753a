import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Automation } from '../../shared/model/automation.ts';
import {
  type AutomationRun,
  automationRun,
  type RunLine,
  type RunState,
  runLine,
  stepRecord,
} from '../../shared/model/automation-run.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { noteFailure } from './note-failure.ts';
import type { Facts } from './places.ts';

type Reader = Pick<StoreTransaction, 'selectFrom'>;

const body = automationRun.omit({ steps: true });
const steps = z.array(stepRecord);

/** What starts a run: the same key never starts the same automation twice. */
export type Start = {
  key: string;
  startedBy: string;
  record: RecordRef | null;
  call: string | null;
  facts: Facts;
  /** Why it could not even begin. */
  failed?: string;
};

/** Those that no run of this automation began with yet. */
export async function notStarted<Of extends Pick<Start, 'key'>>(
  db: Reader,
  automation: string,
  starts: readonly Of[],
): Promise<Of[]> {
  const fresh: Of[] = [];
  for (let at = 0; at < starts.length; at += 500) {
    const some = starts.slice(at, at + 500);
    const keys = some.map(({ key }) => key);
    const rows = await db
      .selectFrom('automation_runs')
      .select('key')
      .where('automation', '=', automation)
      .where('key', 'in', keys)
      .execute();
    const known = new Set(rows.map(({ key }) => key));
    fresh.push(...some.filter(({ key }) => !known.has(key)));
  }
  return fresh;
}

/** Puts new runs on disk; answers with the ids of those that were not there yet. */
export async function insertRuns(
  store: Store,
  tx: StoreTransaction,
  of: Automation,
  starts: readonly Start[],
  at: number,
): Promise<string[]> {
  if (starts.length === 0) return [];
  const changed = await store.nextChange(tx);
  const made: string[] = [];
  for (const start of starts) {
    const run = toRun(of, start, at);
    const { changed: rows } = store.run(
      tx,
      `INSERT INTO automation_runs (id, automation, key, state, call, proposal, wakes_at, started_at, body, steps, changed)
        VALUES (?, ?, ?, ?, ?, NULL, NULL, ?, ?, '[]', ?) ON CONFLICT (automation, key) DO NOTHING`,
      [run.id, of.id, start.key, run.state, run.call, at, JSON.stringify(run), changed],
    );
    if (rows === 0) continue;
    made.push(run.id);
    if (run.state === 'failed') await noteFailure(store, tx, run);
  }
  return made;
}

function toRun(of: Automation, start: Start, at: number): z.infer<typeof body> {
  const { startedBy, record, call, facts, failed } = start;
  return {
    id: randomUUID(),
    automation: of.id,
    automationName: of.name,
    version: of.version,
    org: of.org,
    state: failed === undefined ? 'running' : 'failed',
    startedBy,
    record,
    call,
    at: failed === undefined ? (of.steps[0]?.label ?? null) : null,
    told: failed ?? 'Started.',
    wakesAt: null,
    startedAt: at,
    endedAt: failed === undefined ? null : at,
    facts,
  };
}

/** One run; null where there is none of that id (any more). */
export async function loadRun(db: Reader, id: string): Promise<AutomationRun | null> {
  const row = await db.selectFrom('automation_runs').select(['body', 'steps']).where('id', '=', id).executeTakeFirst();
  return row ? { ...fromJson(body, row.body), steps: fromJson(steps, row.steps) } : null;
}

/** Puts a run on disk as it stands. */
export async function saveRun(store: Store, tx: StoreTransaction, of: AutomationRun): Promise<void> {
  const { steps: taken, ...rest } = of;
  const held = taken.findLast(({ state }) => state === 'deciding' || state === 'failed')?.proposal ?? null;
  await tx
    .updateTable('automation_runs')
    .set({
      state: of.state,
      proposal: of.state === 'deciding' || of.state === 'failed' ? held : null,
      wakes_at: of.state === 'waiting' ? of.wakesAt : null,
      body: JSON.stringify(rest),
      steps: JSON.stringify(taken),
      changed: await store.nextChange(tx),
    })
    .where('id', '=', of.id)
    .execute();
}

/** Ids of runs that can go on: those that run, whose time has come, or whose proposal is decided and no longer under way. */
export async function runsToGoOn(db: Reader, at: number): Promise<string[]> {
  const runs = () => db.selectFrom('automation_runs as run').select(['run.id', 'run.started_at']);
  const decided = () => runs().innerJoin('proposals as of', 'of.id', 'run.proposal');
  const found = await Promise.all([
    runs().where('run.state', '=', 'running').execute(),
    runs().where('run.state', '=', 'waiting').where('run.wakes_at', '<=', at).execute(),
    decided().where('run.state', '=', 'deciding').where('of.state', 'not in', underWay).execute(),
    // What was refused, and mended since.
    decided().where('run.state', '=', 'failed').where('of.state', 'in', ['written', 'undone']).execute(),
  ]);
  return found
    .flat()
    .sort((a, b) => a.started_at - b.started_at)
    .map(({ id }) => id);
}

const underWay = ['waiting', 'approved', 'writing', 'uncertain'];

/** When the next run that waits for a moment goes on; null where none does. */
export async function nextWake(db: Reader): Promise<number | null> {
  const row = await db
    .selectFrom('automation_runs')
    .select((eb) => eb.fn.min('wakes_at').as('at'))
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Which runs a list shows; those that come after `before` in it. */
export type RunsAsked = {
  automation: string | null;
  state: RunState | null;
  before: { startedAt: number; id: string } | null;
};

/** Runs as lists show them, newest first. */
export async function listRuns(db: Reader, asked: RunsAsked & { most: number }): Promise<RunLine[]> {
  let query = db
    .selectFrom('automation_runs')
    .select('body')
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .limit(asked.most);
  if (asked.automation !== null) query = query.where('automation', '=', asked.automation);
  if (asked.state !== null) query = query.where('state', '=', asked.state);
  const { before } = asked;
  // Many may have begun in the same moment.
  if (before !== null) {
    query = query.where((eb) =>
      eb.or([
        eb('started_at', '<', before.startedAt),
        eb.and([eb('started_at', '=', before.startedAt), eb('id', '>', before.id)]),
      ]),
    );
  }
  return (await query.execute()).map((row) => fromJson(runLine, row.body));
}

/** How an automation's runs are, counted. */
export async function countRuns(db: Reader): Promise<Map<string, { states: Map<string, number>; lastAt: number }>> {
  const rows = await db
    .selectFrom('automation_runs')
    .select((eb) => ['automation', 'state', eb.fn.countAll<number>().as('number'), eb.fn.max('started_at').as('at')])
    .groupBy(['automation', 'state'])
    .execute();
  const counted = new Map<string, { states: Map<string, number>; lastAt: number }>();
  for (const { automation, state, number, at } of rows) {
    const of = counted.get(automation) ?? { states: new Map(), lastAt: 0 };
    of.states.set(state, number);
    of.lastAt = Math.max(of.lastAt, at);
    counted.set(automation, of);
  }
  return counted;
}
