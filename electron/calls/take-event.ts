import { randomUUID } from 'node:crypto';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { Call } from '../../shared/model/call.ts';
import type { CallEvent, DeliveredEvent, SpokenUtterance } from '../../shared/model/call-event.ts';
import type { MaskedSpan } from '../../shared/model/utterance.ts';
import { appendJournal, type JournalLine } from '../journal/append-journal.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { callName, findCallOf, loadCall, saveCall } from './call-store.ts';
import { isOutrun } from './stream-turns.ts';

/** What an event did to a call. */
export type Taken = { call: string; what: 'started' | 'heard' | 'said' | 'ended' | 'nothing' };

/** Masks what was said; earlier utterances may turn out to hold a part of the same secret. */
export type Mask = (call: string, spoken: SpokenUtterance, final: boolean) => Masked;
export type Masked = {
  text: string;
  masked: MaskedSpan[];
  also: readonly { key: string; text: string; masked: MaskedSpan[] }[];
};

type Parts = { store: Store; tx: StoreTransaction; org: string; mask: Mask; now: number };

/** Takes one event into its call: in any order, delivered any number of times, it makes the same call. */
export async function takeEvent(parts: Parts, delivered: DeliveredEvent): Promise<Taken> {
  const { tx } = parts;
  const known = await findCallOf(tx, delivered.feed, delivered.call);
  const seen = await tx
    .insertInto('seen_events')
    .values({ feed: delivered.feed, external_id: delivered.call, event: delivered.id })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (seen.numInsertedOrUpdatedRows === 0n) return { call: known ?? '', what: 'nothing' };
  const { event } = delivered;
  switch (event.type) {
    case 'call.started':
      return startCall(parts, delivered, event, known);
    case 'utterance.partial':
    case 'utterance.final':
      return say(parts, known ?? (await stubCall(parts, delivered)), event.utterance, event.type === 'utterance.final');
    case 'call.ended':
      return endCall(parts, known ?? (await stubCall(parts, delivered)), event);
    case 'tool.requested':
      return { call: known ?? (await stubCall(parts, delivered)), what: 'nothing' };
    case 'call.transferred':
    case 'call.analysed':
    case 'call.troubled':
      return addTo(parts, known ?? (await stubCall(parts, delivered)), event);
    default:
      return assertNever(event);
  }
}

type Started = Extract<CallEvent, { type: 'call.started' }>;

async function startCall(
  parts: Parts,
  delivered: DeliveredEvent,
  started: Started,
  known: string | null,
): Promise<Taken> {
  const { store, tx, now } = parts;
  const carried = known ?? (await callOfCarrier(tx, started.carrierId));
  const before = carried ? await loadCall(tx, carried) : null;
  const source = {
    feed: delivered.feed,
    platform: delivered.platform,
    externalId: delivered.call,
    carrierId: started.carrierId,
    ...(delivered.unverified && { unverified: true }),
  };
  const others =
    before?.sources.filter((each) => each.feed !== source.feed || each.externalId !== source.externalId) ?? [];
  const of: Call = {
    ...before,
    id: before?.id ?? randomUUID(),
    org: parts.org,
    sources: [...others, source],
    channel: started.channel,
    direction: started.direction === 'unknown' ? (before?.direction ?? 'unknown') : started.direction,
    agent: started.agent ?? before?.agent ?? null,
    parties: started.parties.length > 0 ? started.parties : (before?.parties ?? []),
    variables: { ...before?.variables, ...started.variables },
    startedAt: started.startedAt,
    heldAt: started.heldAt,
    endedAt: before?.endedAt ?? null,
    endReason: before?.endReason ?? null,
    caller: before?.caller ?? { state: 'looking' },
  };
  await saveCall(store, tx, of);
  await addSource(tx, source, of.id);
  await appendJournal(tx, [callLine(of, 'call.started', `call started on ${delivered.platform}`, now)]);
  return { call: of.id, what: 'started' };
}

/** An event may come before its call's start: the call is made from what is known and filled in later. */
async function stubCall({ store, tx, org, now }: Parts, delivered: DeliveredEvent): Promise<string> {
  const source = {
    feed: delivered.feed,
    platform: delivered.platform,
    externalId: delivered.call,
    carrierId: null,
    ...(delivered.unverified && { unverified: true }),
  };
  const of: Call = {
    id: randomUUID(),
    org,
    sources: [source],
    channel: 'phone',
    direction: 'unknown',
    agent: null,
    parties: [],
    variables: {},
    startedAt: now,
    heldAt: null,
    endedAt: null,
    endReason: null,
    caller: { state: 'looking' },
  };
  await saveCall(store, tx, of);
  await addSource(tx, source, of.id);
  return of.id;
}

async function addSource(tx: StoreTransaction, source: Call['sources'][number], id: string): Promise<void> {
  await tx
    .insertInto('call_sources')
    .values({
      feed: source.feed,
      external_id: source.externalId,
      platform: source.platform,
      carrier_id: source.carrierId,
      call: id,
    })
    .onConflict((conflict) => conflict.columns(['feed', 'external_id']).doUpdateSet({ carrier_id: source.carrierId }))
    .execute();
}

async function callOfCarrier(tx: StoreTransaction, carrierId: string | null): Promise<string | null> {
  if (!carrierId) return null;
  const row = await tx.selectFrom('call_sources').select('call').where('carrier_id', '=', carrierId).executeTakeFirst();
  return row?.call ?? null;
}

async function say(parts: Parts, id: string, spoken: SpokenUtterance, final: boolean): Promise<Taken> {
  const { store, tx, now } = parts;
  if (await isOutrun(tx, id, spoken, final)) return { call: id, what: 'nothing' };
  const held = await tx
    .selectFrom('utterances')
    .select(['id', 'state'])
    .where('call', '=', id)
    .where('key', '=', spoken.key)
    .executeTakeFirst();
  // A late partial must not undo the final words.
  if (held?.state === 'final' && !final) return { call: id, what: 'nothing' };
  const masked = parts.mask(id, spoken, final);
  const changed = await store.nextChange(tx);
  const columns = {
    seq: spoken.seq,
    party: spoken.party,
    state: final ? 'final' : 'partial',
    text: masked.text,
    start_ms: spoken.startMs,
    end_ms: spoken.endMs,
    masked: JSON.stringify(masked.masked),
    changed,
  };
  const utterance = held?.id ?? randomUUID();
  await tx
    .insertInto('utterances')
    .values({ id: utterance, call: id, key: spoken.key, received_at: now, ...columns })
    .onConflict((conflict) => conflict.columns(['call', 'key']).doUpdateSet(columns))
    .execute();
  for (const also of masked.also) {
    await tx
      .updateTable('utterances')
      .set({ text: also.text, masked: JSON.stringify(also.masked), changed })
      .where('call', '=', id)
      .where('key', '=', also.key)
      .execute();
  }
  if (final) await indexWords(tx, id, masked);
  return { call: id, what: final ? 'said' : 'heard' };
}

async function indexWords(tx: StoreTransaction, id: string, masked: Masked): Promise<void> {
  // Words that were masked afterwards must not stay findable: the call's index is written anew.
  if (masked.also.length > 0) {
    await tx.deleteFrom('call_words').where('call', '=', id).execute();
    const said = await tx
      .selectFrom('utterances')
      .select('text')
      .where('call', '=', id)
      .where('state', '=', 'final')
      .execute();
    for (const { text } of said) await tx.insertInto('call_words').values({ call: id, text }).execute();
    return;
  }
  await tx.insertInto('call_words').values({ call: id, text: masked.text }).execute();
}

async function endCall(
  { store, tx, now }: Parts,
  id: string,
  ended: Extract<CallEvent, { type: 'call.ended' }>,
): Promise<Taken> {
  const of = await loadCall(tx, id);
  if (!of || of.endedAt !== null) return { call: id, what: 'nothing' };
  const after: Call = { ...of, endedAt: ended.endedAt, endReason: ended.reason };
  await saveCall(store, tx, after);
  // Nobody will finish what was cut off: the words heard so far are what was said.
  await tx
    .updateTable('utterances')
    .set({ state: 'final', changed: await store.nextChange(tx) })
    .where('call', '=', id)
    .where('state', '=', 'partial')
    .execute();
  await appendJournal(tx, [callLine(after, 'call.ended', 'call ended', now)]);
  return { call: id, what: 'ended' };
}

type Told = Extract<CallEvent, { type: 'call.transferred' | 'call.analysed' | 'call.troubled' }>;

/** What may come at any time, also after the end. */
async function addTo({ store, tx }: Parts, id: string, told: Told): Promise<Taken> {
  const of = await loadCall(tx, id);
  if (of) await saveCall(store, tx, { ...of, ...additionTo(of, told) });
  return { call: id, what: 'nothing' };
}

function additionTo(of: Call, told: Told): Partial<Call> {
  switch (told.type) {
    case 'call.transferred':
      return { transfers: [...(of.transfers ?? []), { at: told.at, to: told.to }] };
    case 'call.analysed':
      return { analysis: told.analysis };
    case 'call.troubled':
      return { troubles: [...(of.troubles ?? []), { at: told.at, message: told.message }] };
    default:
      return assertNever(told);
  }
}

function callLine(of: Call, kind: 'call.started' | 'call.ended', summary: string, at: number): JournalLine {
  return {
    at,
    kind,
    org: of.org,
    call: of.id,
    proposal: null,
    actor: of.agent?.name ?? of.sources[0]?.platform ?? 'feed',
    summary,
    detail: { name: callName(of), sources: of.sources, parties: of.parties },
  };
}
