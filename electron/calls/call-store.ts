import { z } from 'zod';
import { type Call, call, callerParty } from '../../shared/model/call.ts';
import { maskedSpan, type Utterance, utterance } from '../../shared/model/utterance.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';

type Reader = Pick<StoreTransaction, 'selectFrom'>;

const spans = z.array(maskedSpan);

/** Reads one call; null where there is none of that id. */
export async function loadCall(db: Reader, id: string): Promise<Call | null> {
  const row = await db.selectFrom('calls').select('body').where('id', '=', id).executeTakeFirst();
  return row ? fromJson(call, row.body) : null;
}

/** The call that a platform's id names; null where the feed has not told of it. */
export async function findCallOf(db: Reader, feed: string, externalId: string): Promise<string | null> {
  const row = await db
    .selectFrom('call_sources')
    .select('call')
    .where('feed', '=', feed)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  return row?.call ?? null;
}

/** Puts a call on disk, new or changed. */
export async function saveCall(store: Store, tx: StoreTransaction, of: Call): Promise<void> {
  const columns = {
    org: of.org,
    started_at: of.startedAt,
    ended_at: of.endedAt,
    body: JSON.stringify(of),
    search: searchText(of),
    changed: await store.nextChange(tx),
  };
  await tx
    .insertInto('calls')
    .values({ id: of.id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

/** What was said in a call after a change number, in order. */
export async function utterancesOf(db: Reader, id: string, since = 0): Promise<Utterance[]> {
  const rows = await db
    .selectFrom('utterances')
    .selectAll()
    .where('call', '=', id)
    .where('changed', '>', since)
    .where('doubled', '=', 0)
    .orderBy('seq')
    .orderBy('received_at')
    .execute();
  return rows.map((row) =>
    utterance.parse({
      id: row.id,
      call: row.call,
      seq: row.seq,
      party: row.party,
      text: row.text,
      state: row.state,
      startMs: row.start_ms,
      endMs: row.end_ms,
      receivedAt: row.received_at,
      masked: fromJson(spans, row.masked),
    }),
  );
}

/** What people call a call: the caller's name, else the number, else "Unknown caller". */
export function callName(of: Pick<Call, 'caller' | 'parties'>): string {
  if (of.caller.state === 'matched') return of.caller.person.record.name;
  const party = callerParty(of);
  return party?.name ?? party?.phone ?? party?.email ?? 'Unknown caller';
}

/** First line: the call's name. The rest: whatever else it may be looked for by. */
function searchText(of: Call): string {
  // It is found as the call it turned out to be.
  if (of.joinedTo !== undefined) return '';
  const party = callerParty(of);
  const phone = party?.phone ?? '';
  const person = of.caller.state === 'matched' ? of.caller.person : null;
  const words = [
    party?.name,
    phone,
    phone.replace(/\D/g, ''),
    party?.email,
    person?.record.id,
    person?.record.detail,
    person?.email,
    of.agent?.name,
    ...of.sources.flatMap((source) => [source.platform, source.externalId]),
  ];
  return [callName(of), words.filter(Boolean).join(' ')].join('\n');
}
