import { sql } from 'kysely';
import type { StoreTransaction } from '../../store/open-store.ts';
import { erasedName } from './erased-forms.ts';
import { openStates } from './find-person.ts';
import { type Found, nothingFound } from './found.ts';

type Reader = Pick<StoreTransaction, 'selectFrom'>;

const dayMs = 24 * 60 * 60 * 1000;

/** When what ended before is too old; null where it never is. */
export function dueBefore(days: number | null, now: number): number | null {
  return days === null ? null : now - days * dayMs;
}

/** Ended calls of which words are kept and that are too old, with what was proposed in them. */
export async function wordsDue(db: Reader, before: number): Promise<Found> {
  const calls = await oldCalls(db, before)
    .where((eb) =>
      eb.exists(eb.selectFrom('utterances').select('utterances.id').whereRef('utterances.call', '=', 'calls.id')),
    )
    .execute();
  const ids = calls.map(({ id }) => id);
  const requests = await db.selectFrom('kept_requests').select('id').where('at', '<', before).execute();
  return {
    ...nothingFound,
    calls: ids,
    proposals: await proposalsOf(db, ids),
    requests: requests.map(({ id }) => id),
  };
}

/** Ended calls that tell where a recording is and that are too old. */
export async function recordingsDue(db: Reader, before: number): Promise<Found> {
  const calls = await oldCalls(db, before)
    .where(sql<boolean>`json_extract(calls.body, '$.analysis.recordingUrl') is not null`)
    .execute();
  return { ...nothingFound, calls: calls.map(({ id }) => id) };
}

/** Calls, and what was decided outside of any, whose values are too old. */
export async function valuesDue(db: Reader, before: number): Promise<Found> {
  const calls = await oldCalls(db, before)
    // The one thing no call has that was erased.
    .where(sql<boolean>`(json_extract(calls.body, '$.caller.state') != 'none'
      or json_array_length(calls.body, '$.caller.lookedFor') > 0
      or exists (select 1 from json_each(calls.body, '$.parties') p where json_extract(p.value, '$.role') != 'agent'
        and coalesce(json_extract(p.value, '$.name'), json_extract(p.value, '$.phone'), json_extract(p.value, '$.email')) is not null)
      or exists (select 1 from utterances u where u.call = calls.id))`)
    .execute();
  const ids = calls.map(({ id }) => id);
  const alone = await db
    .selectFrom('proposals')
    .select('id')
    .where('call', 'is', null)
    .where('state', 'not in', openStates)
    .where(sql<boolean>`json_extract(body, '$.updatedAt') < ${before}`)
    .where(sql<boolean>`json_array_length(body, '$.values') > 0`)
    .execute();
  const followUps = await db.selectFrom('follow_ups').select('id').where('done_at', '<', before).execute();
  const runs = await db
    .selectFrom('automation_runs')
    .select('id')
    .where('state', 'in', ['done', 'stopped', 'failed'])
    .where(sql<boolean>`json_extract(body, '$.endedAt') < ${before}`)
    .where(sql<boolean>`json_extract(body, '$.startedBy') != ${erasedName}`)
    .execute();
  const handovers = await db.selectFrom('handovers').select('id').where('at', '<', before).execute();
  return {
    ...nothingFound,
    calls: ids,
    proposals: [...(await proposalsOf(db, ids)), ...alone.map(({ id }) => id)],
    followUps: followUps.map(({ id }) => id),
    runs: runs.map(({ id }) => id),
    handovers: handovers.map(({ id }) => id),
  };
}

/** Nothing of a call goes while something of it is open. */
function oldCalls(db: Reader, before: number) {
  return db
    .selectFrom('calls')
    .select('calls.id')
    .where('calls.ended_at', '<', before)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('proposals')
            .select('proposals.id')
            .whereRef('proposals.call', '=', 'calls.id')
            .where('proposals.state', 'in', openStates),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('follow_ups')
            .select('follow_ups.id')
            .whereRef('follow_ups.call', '=', 'calls.id')
            .where('follow_ups.done_at', 'is', null),
        ),
      ),
    );
}

async function proposalsOf(db: Reader, calls: readonly string[]): Promise<string[]> {
  if (calls.length === 0) return [];
  const rows = await db
    .selectFrom('proposals')
    .select('id')
    .where('call', 'in', sql<string>`(select value from json_each(${JSON.stringify(calls)}))`)
    .execute();
  return rows.map(({ id }) => id);
}
