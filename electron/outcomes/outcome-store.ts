import type { Outcome } from '../../shared/model/outcome.ts';
import { outcome } from '../../shared/model/outcome.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';

type Reader = Pick<StoreTransaction, 'selectFrom'>;

/** The action that writes an outcome into the org. */
export const logAction = 'log_call_outcome';

/** What became of a call; null where it did not end, or was not made out yet. */
export async function loadOutcome(db: Reader, call: string): Promise<Outcome | null> {
  const row = await db.selectFrom('outcomes').select('body').where('call', '=', call).executeTakeFirst();
  return row ? fromJson(outcome, row.body) : null;
}

/** Puts an outcome on disk, new or changed; `derivedAt` where it was made out anew. */
export async function saveOutcome(store: Store, tx: StoreTransaction, of: Outcome, derivedAt?: number): Promise<void> {
  const columns = { org: of.org, body: JSON.stringify(of), changed: await store.nextChange(tx) };
  const anew = derivedAt === undefined ? {} : { derived_at: derivedAt };
  await tx
    .insertInto('outcomes')
    .values({ call: of.call, derived_at: derivedAt ?? 0, ...columns })
    .onConflict((conflict) => conflict.column('call').doUpdateSet({ ...columns, ...anew }))
    .execute();
}

/** Calls that are over; one that turned out to be another is found as that. */
export function endedCalls(db: Reader) {
  return db.selectFrom('calls').where('calls.ended_at', 'is not', null).where('calls.search', '!=', '');
}

/** Calls that ended and were not made out, or of which something is newer than what was made out. */
export async function callsToDerive(db: Reader): Promise<string[]> {
  const rows = await endedCalls(db)
    .leftJoin('outcomes', 'outcomes.call', 'calls.id')
    .select('calls.id')
    .where((eb) =>
      eb.or([
        eb('outcomes.call', 'is', null),
        eb('calls.changed', '>', eb.ref('outcomes.derived_at')),
        eb.exists(
          eb
            .selectFrom('utterances')
            .select('utterances.id')
            .whereRef('utterances.call', '=', 'calls.id')
            .whereRef('utterances.changed', '>', 'outcomes.derived_at'),
        ),
      ]),
    )
    .orderBy('calls.ended_at', 'desc')
    .execute();
  return rows.map(({ id }) => id);
}

/** Logs of ended calls that changed after a change number; `told` says whether one of the call was told of as written. */
export async function changedLogs(
  db: Reader,
  since: number,
): Promise<{ call: string; proposal: string; written: boolean; told: boolean }[]> {
  const rows = await db
    .selectFrom('proposals')
    .innerJoin('outcomes', 'outcomes.call', 'proposals.call')
    .select(['outcomes.call', 'outcomes.log', 'proposals.id', 'proposals.state'])
    .where('proposals.changed', '>', since)
    .where('proposals.action', '=', logAction)
    .execute();
  return rows.map(({ call, log, id, state }) => ({
    call,
    proposal: id,
    written: state === 'written',
    told: log !== null,
  }));
}

/** The log of a call that is in the org; null where none is. */
export async function writtenLog(db: Reader, call: string): Promise<string | null> {
  const row = await db
    .selectFrom('proposals')
    .select('id')
    .where('call', '=', call)
    .where('action', '=', logAction)
    .where('state', '=', 'written')
    .executeTakeFirst();
  return row?.id ?? null;
}
