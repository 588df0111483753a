import type { OutcomeRow, OutcomesChange } from '../../shared/contract/outcomes-contract.ts';
import { call } from '../../shared/model/call.ts';
import { outcome, outcomeValue } from '../../shared/model/outcome.ts';
import { callName } from '../calls/call-store.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { endedCalls, logAction } from './outcome-store.ts';

type Reader = StoreTransaction | Store['db'];

/** States of a log that may still be written, or is. */
const goodLog = ['written', 'writing', 'uncertain', 'approved', 'waiting', 'failed'];
/** Rows of a page: reading them takes no longer than a frame. */
const chunk = 400;

/**
 * What is new in the list of outcomes, a page at a time; on a reset the newest, as many as are listed. Only the last page
 * tells the revision: who breaks off before it starts anew.
 */
export async function* readOutcomes(
  db: Reader,
  asked: { since: number; reset: boolean; revision: number; most: number },
): AsyncGenerator<OutcomesChange> {
  const { since, reset, revision, most } = asked;
  const ids = reset ? await newest(db, most) : await changedSince(db, since);
  if (ids.length === 0 && !reset) return;
  for (let at = 0; at === 0 || at < ids.length; at += chunk) {
    const page = ids.slice(at, at + chunk);
    const outcomes = await rowsOf(db, page);
    const listed = new Set(outcomes.map((row) => row.call));
    const gone = reset ? [] : page.filter((id) => !listed.has(id));
    yield { revision: at + chunk < ids.length ? 0 : revision, reset: reset && at === 0, outcomes, gone };
    // Calls go on meanwhile: what they tell is taken in between two pages.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The row of a call; null where it is not over. */
export async function outcomeRow(db: Reader, id: string): Promise<OutcomeRow | null> {
  const [row] = await rowsOf(db, [id]);
  return row ?? null;
}

/** The newest log of a call that is not given up; null where there is none. */
export async function logOf(
  db: Reader,
  id: string,
): Promise<{ id: string; number: number; state: string; body: string } | null> {
  const logs = await db
    .selectFrom('proposals')
    .select(['id', 'number', 'state', 'body'])
    .where('call', '=', id)
    .where('action', '=', logAction)
    .orderBy('number', 'desc')
    .execute();
  return bestLog(logs);
}

async function newest(db: Reader, most: number): Promise<string[]> {
  const rows = await endedCalls(db)
    .innerJoin('outcomes', 'outcomes.call', 'calls.id')
    .select('calls.id')
    .orderBy('calls.ended_at', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}

async function changedSince(db: Reader, since: number): Promise<string[]> {
  const outcomes = await db.selectFrom('outcomes').select('call').where('changed', '>', since).execute();
  const calls = await db
    .selectFrom('calls')
    .innerJoin('outcomes', 'outcomes.call', 'calls.id')
    .select('calls.id as call')
    .where('calls.changed', '>', since)
    .execute();
  const proposals = await db
    .selectFrom('proposals')
    .innerJoin('outcomes', 'outcomes.call', 'proposals.call')
    .select('outcomes.call')
    .where('proposals.changed', '>', since)
    .execute();
  const followUps = await db
    .selectFrom('follow_ups')
    .innerJoin('outcomes', 'outcomes.call', 'follow_ups.call')
    .select('outcomes.call')
    .where('follow_ups.changed', '>', since)
    .execute();
  return [...new Set([...outcomes, ...calls, ...proposals, ...followUps].map((row) => row.call))];
}

async function rowsOf(db: Reader, ids: readonly string[]): Promise<OutcomeRow[]> {
  if (ids.length === 0) return [];
  const found = await endedCalls(db)
    .innerJoin('outcomes', 'outcomes.call', 'calls.id')
    .select(['calls.id', 'calls.body as callBody', 'calls.ended_at', 'outcomes.body'])
    .where('calls.id', 'in', ids)
    .execute();
  const proposals = await db
    .selectFrom('proposals')
    .select((eb) => ['call', 'action', 'state', eb.fn.countAll<number>().as('number')])
    .where('call', 'in', ids)
    .groupBy(['call', 'action', 'state'])
    .execute();
  const owed = await db
    .selectFrom('follow_ups')
    .select((eb) => ['call', eb.fn.countAll<number>().as('number')])
    .where('call', 'in', ids)
    .where('done_at', 'is', null)
    .groupBy('call')
    .execute();
  const proposalsOf = Map.groupBy(proposals, (each) => each.call ?? '');
  const owedTo = new Map(owed.map((each) => [each.call, each.number]));
  const read = new Map(
    found.map((row) => {
      const all = proposalsOf.get(row.id) ?? [];
      return [row.id, toRow(row, { all, owed: owedTo.get(row.id) ?? 0 })];
    }),
  );
  return ids.flatMap((id) => read.get(id) ?? []);
}

type Counted = { action: string; state: string; number: number };

function toRow(
  row: { id: string; body: string; callBody: string; ended_at: number | null },
  { all, owed }: { all: readonly Counted[]; owed: number },
): OutcomeRow {
  const of = fromJson(outcome, row.body);
  const about = fromJson(call, row.callBody);
  const count = (...states: string[]) =>
    all
      .filter(({ action, state }) => action !== logAction && states.includes(state))
      .reduce((sum, { number }) => sum + number, 0);
  return {
    call: row.id,
    org: of.org,
    name: callName(about),
    platform: about.sources[0]?.platform ?? null,
    agent: about.agent?.name ?? null,
    channel: about.channel,
    startedAt: about.startedAt,
    endedAt: row.ended_at ?? about.startedAt,
    seconds: outcomeValue(of, 'seconds'),
    disposition: outcomeValue(of, 'disposition'),
    sentiment: outcomeValue(of, 'sentiment'),
    edited: Object.values(of.edits).some((each) => each !== undefined),
    reviewed: of.reviewed !== null,
    flagged: of.flag !== null,
    assigned: of.assigned?.to ?? null,
    agrees: of.verdict?.agrees ?? null,
    notes: of.notes.length,
    waiting: count('waiting', 'failed', 'uncertain', 'approved', 'writing'),
    written: count('written'),
    rejected: count('rejected'),
    owed,
    log: bestLog(all.filter(({ action }) => action === logAction))?.state ?? null,
  };
}

/** Of several logs the one that is furthest. */
function bestLog<Log extends { state: string }>(logs: readonly Log[]): Log | null {
  const rank = ({ state }: Log) => goodLog.indexOf(state);
  const [best] = logs.filter((log) => rank(log) >= 0).toSorted((one, other) => rank(one) - rank(other));
  return best ?? null;
}
