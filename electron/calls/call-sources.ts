import { z } from 'zod';
import type { CallEvent, DeliveredEvent } from '../../shared/model/call-event.ts';
import { callEvent } from '../../shared/model/call-event.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';

/** What a source told of a call's start. */
export type Started = Extract<CallEvent, { type: 'call.started' }>;
/** What a source told of a call's end. */
export type Ended = z.infer<typeof endedShape>;

/**
 * Whether a source's words are the call's transcript. `heard`: they are, since it spoke first. `joined`: since another that
 * was heard before is over. `next`: it may be, as soon as words come after that end. `silent`: they are not.
 */
export const voice = z.enum(['heard', 'joined', 'next', 'silent']);
export type Voice = z.infer<typeof voice>;

/** One source of a call. */
export type Source = {
  feed: string;
  externalId: string;
  carrierId: string | null;
  call: string;
  voice: Voice;
  seqOffset: number;
  starts: readonly Started[];
  ended: Ended | null;
};

type Reader = Pick<StoreTransaction, 'selectFrom'>;

const startedShape = callEvent.options[0];
const startsShape = z.array(startedShape);
const endedShape = z.object({ at: z.number(), reason: z.string().nullable(), assumed: z.literal(true).optional() });

/** More of them tell nothing new; which are dropped does not depend on the order they came in. */
const mostStarts = 8;

const columns = ['feed', 'external_id', 'carrier_id', 'call', 'voice', 'seq_offset', 'starts', 'ended'] as const;

type Row = {
  feed: string;
  external_id: string;
  carrier_id: string | null;
  call: string;
  voice: string;
  seq_offset: number;
  starts: string;
  ended: string | null;
};

const findSourceSql = `select ${columns.join(', ')} from call_sources where feed = ? and external_id = ?`;

/** The source that a feed's id of a call names; null where it was never told of. */
export function findSource(
  store: Pick<Store, 'run'>,
  tx: StoreTransaction,
  { feed, call }: Pick<DeliveredEvent, 'feed' | 'call'>,
): Source | null {
  const [row] = store.run<Row>(tx, findSourceSql, [feed, call]).rows;
  return row ? toSource(row) : null;
}

/** Every source of a call, in an order that does not change. */
export async function sourcesOf(db: Reader, call: string): Promise<Source[]> {
  const rows = await db
    .selectFrom('call_sources')
    .select(columns)
    .where('call', '=', call)
    .orderBy('feed')
    .orderBy('external_id')
    .execute();
  return rows.map(toSource);
}

/** The call that a carrier's id belongs to; null where no source named it. */
export async function callOfCarrier(
  db: Reader,
  carrierId: string | null,
  except: string | null,
): Promise<string | null> {
  if (carrierId === null || carrierId === '') return null;
  const row = await db
    .selectFrom('call_sources')
    .select('call')
    .where('carrier_id', '=', carrierId)
    .where('call', '!=', except ?? '')
    .orderBy('call')
    .executeTakeFirst();
  return row?.call ?? null;
}

/** A source that was not told of before. */
export async function addSource(
  tx: StoreTransaction,
  { feed, call: externalId, platform }: Pick<DeliveredEvent, 'feed' | 'call' | 'platform'>,
  call: string,
): Promise<Source> {
  await tx
    .insertInto('call_sources')
    .values({ feed, external_id: externalId, platform, carrier_id: null, call, ended: null })
    .execute();
  return { feed, externalId, carrierId: null, call, voice: 'silent', seqOffset: 0, starts: [], ended: null };
}

/** Puts what changed of a source on disk. */
export async function changeSource(
  tx: StoreTransaction,
  of: Source,
  change: Partial<Pick<Source, 'carrierId' | 'voice' | 'seqOffset' | 'starts' | 'ended'>>,
): Promise<Source> {
  const { carrierId, seqOffset, starts, ended } = change;
  await tx
    .updateTable('call_sources')
    .set({
      ...(carrierId !== undefined && { carrier_id: carrierId }),
      ...(change.voice !== undefined && { voice: change.voice }),
      ...(seqOffset !== undefined && { seq_offset: seqOffset }),
      ...(starts !== undefined && { starts: JSON.stringify(starts) }),
      ...(ended !== undefined && { ended: ended && JSON.stringify(ended) }),
    })
    .where('feed', '=', of.feed)
    .where('external_id', '=', of.externalId)
    .execute();
  return { ...of, ...change };
}

/** Starts with one more, in an order of their own: the earliest first. */
export function withStart(starts: readonly Started[], one: Started): Started[] {
  const text = JSON.stringify(one);
  if (starts.some((each) => JSON.stringify(each) === text)) return [...starts];
  return [...starts, one].sort(inOrder).slice(0, mostStarts);
}

/** Which of two starts is told first: whichever order they came in. */
export function inOrder(a: Started, b: Started): number {
  return a.startedAt - b.startedAt || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
}

/** The end that holds where several were told: the earliest, with a reason if one has it; an assumed one only where there is no other. */
export function earlierEnd(held: Ended | null, told: Ended): Ended {
  if (!held) return told;
  if (held.assumed !== told.assumed) return told.assumed ? held : told;
  if (held.at !== told.at) return held.at < told.at ? held : told;
  const reasons = [held.reason, told.reason].filter((each) => each !== null).sort();
  return { ...held, reason: reasons[0] ?? null };
}

function toSource(row: Row): Source {
  return {
    feed: row.feed,
    externalId: row.external_id,
    carrierId: row.carrier_id,
    call: row.call,
    voice: voice.parse(row.voice),
    seqOffset: row.seq_offset,
    // Read when it is asked for: what is said does not need it, and is most of what comes.
    get starts() {
      return row.starts === '[]' ? [] : fromJson(startsShape, row.starts);
    },
    ended: row.ended === null ? null : fromJson(endedShape, row.ended),
  };
}
