import { randomUUID } from 'node:crypto';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { Call } from '../../shared/model/call.ts';
import type { CallEvent, DeliveredEvent } from '../../shared/model/call-event.ts';
import { appendJournal, type JournalLine } from '../journal/append-journal.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import {
  addSource,
  callOfCarrier,
  changeSource,
  earlierEnd,
  findSource,
  type Source,
  type Started,
  sourcesOf,
  withStart,
} from './call-sources.ts';
import { callName, loadCall, saveCall } from './call-store.ts';
import { deriveCall } from './derive-call.ts';
import { joinCalls } from './join-calls.ts';
import { finishWords, type Mask, say } from './say.ts';

/** What an event did to a call. */
export type Taken = { call: string; what: 'started' | 'heard' | 'said' | 'ended' | 'analysed' | 'nothing' };

type Parts = { store: Store; tx: StoreTransaction; org: string; mask: Mask; now: number };

const seenSql = 'insert into seen_events (feed, external_id, event) values (?, ?, ?) on conflict do nothing';

/** Takes one event into its call: in any order, delivered any number of times, it makes the same call. */
export async function takeEvent(parts: Parts, delivered: DeliveredEvent): Promise<Taken> {
  const { store, tx } = parts;
  const found = findSource(store, tx, delivered);
  const seen = store.run(tx, seenSql, [delivered.feed, delivered.call, delivered.id]);
  if (seen.changed === 0) return { call: found?.call ?? '', what: 'nothing' };
  const { event } = delivered;
  const known = found && (await goneOn(parts, found, event));
  if (event.type === 'call.started') return startCall(parts, delivered, event, known);
  const source = known ?? (await stubCall(parts, delivered));
  switch (event.type) {
    case 'utterance.partial':
    case 'utterance.final':
      return {
        call: source.call,
        what: await say(parts, source, event.utterance, event.type === 'utterance.final'),
      };
    case 'call.ended':
      return endSource(parts, source, event);
    case 'tool.requested':
      return { call: source.call, what: 'nothing' };
    case 'call.transferred':
    case 'call.analysed':
    case 'call.troubled':
      return addTo(parts, source.call, event);
    default:
      return assertNever(event);
  }
}

/** A call whose end was only assumed goes on when more is told of it. */
async function goneOn(parts: Parts, source: Source, { type }: CallEvent): Promise<Source> {
  if (!source.ended?.assumed || type === 'call.ended' || type === 'call.analysed') return source;
  const open = await changeSource(parts.tx, source, { ended: null });
  await deriveAgain(parts, source.call);
  return open;
}

async function startCall(
  parts: Parts,
  delivered: DeliveredEvent,
  started: Started,
  known: Source | null,
): Promise<Taken> {
  const { store, tx, now } = parts;
  const carrierId = started.carrierId ?? known?.carrierId ?? null;
  const other = await callOfCarrier(tx, carrierId, known?.call ?? null);
  if (known && other) await joinCalls(store, tx, [known.call, other], now);
  const source =
    (known && other ? findSource(store, tx, delivered) : known) ??
    (other ? await joinSource(parts, delivered, other) : await stubCall(parts, delivered));
  const { starts, call } = await changeSource(tx, source, { carrierId, starts: withStart(source.starts, started) });
  const after = await deriveAgain(parts, call);
  if (after && source.starts.length === 0) {
    await appendJournal(tx, [callLine(after, 'call.started', `call started on ${delivered.platform}`, now)]);
  }
  return { call, what: starts.length > source.starts.length || (known && other) ? 'started' : 'nothing' };
}

/** An event may come before its call's start: the call is made from what is known and filled in later. */
async function stubCall({ store, tx, org, now }: Parts, delivered: DeliveredEvent): Promise<Source> {
  const of: Call = {
    id: randomUUID(),
    org,
    sources: [sourceOf(delivered)],
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
  return addSource(tx, delivered, of.id);
}

/** One more platform tells of a call that another told of before. */
async function joinSource({ store, tx }: Parts, delivered: DeliveredEvent, call: string): Promise<Source> {
  const of = await loadCall(tx, call);
  if (of) await saveCall(store, tx, { ...of, sources: [...of.sources, sourceOf(delivered)] });
  return addSource(tx, delivered, call);
}

function sourceOf(delivered: DeliveredEvent): Call['sources'][number] {
  return {
    feed: delivered.feed,
    platform: delivered.platform,
    externalId: delivered.call,
    carrierId: null,
    ...(delivered.unverified && { unverified: true }),
  };
}

/** The call as its sources tell it now. */
async function deriveAgain({ store, tx }: Parts, id: string): Promise<Call | null> {
  const before = await loadCall(tx, id);
  if (!before) return null;
  const told = await sourcesOf(tx, id);
  const sources = before.sources.map((each) => {
    const same = told.find(({ feed, externalId }) => feed === each.feed && externalId === each.externalId);
    return { ...each, carrierId: same?.carrierId ?? each.carrierId };
  });
  const after = deriveCall({ ...before, sources }, told);
  await saveCall(store, tx, after);
  return after;
}

async function endSource(
  parts: Parts,
  source: Source,
  told: Extract<CallEvent, { type: 'call.ended' }>,
): Promise<Taken> {
  const { store, tx, now } = parts;
  const before = await loadCall(tx, source.call);
  const { endedAt: at, reason, assumed } = told;
  const ended = earlierEnd(source.ended, { at, reason, ...(assumed && { assumed }) });
  await changeSource(tx, source, { ended });
  if (source.voice === 'heard' || source.voice === 'joined') await letOthersGoOn(tx, source.call);
  const after = await deriveAgain(parts, source.call);
  if (!after || after.endedAt === null || before?.endedAt !== null) return { call: source.call, what: 'nothing' };
  await finishWords(store, tx, after.id);
  await appendJournal(tx, [callLine(after, 'call.ended', 'call ended', now)]);
  return { call: source.call, what: 'ended' };
}

/** Those that are still there may tell what is said from now on, such as after the caller was handed over. */
async function letOthersGoOn(tx: StoreTransaction, call: string): Promise<void> {
  await tx
    .updateTable('call_sources')
    .set({ voice: 'next' })
    .where('call', '=', call)
    .where('voice', '=', 'silent')
    .where('ended', 'is', null)
    .execute();
}

type Told = Extract<CallEvent, { type: 'call.transferred' | 'call.analysed' | 'call.troubled' }>;

/** Most of what is told of one call beside its words. */
const mostTold = 100;

/** What may come at any time, also after the end. */
async function addTo({ store, tx }: Parts, id: string, told: Told): Promise<Taken> {
  const of = await loadCall(tx, id);
  if (of) await saveCall(store, tx, { ...of, ...additionTo(of, told) });
  return { call: id, what: told.type === 'call.analysed' ? 'analysed' : 'nothing' };
}

function additionTo(of: Call, told: Told): Partial<Call> {
  switch (told.type) {
    case 'call.transferred':
      return { transfers: inTime([...(of.transfers ?? []), { at: told.at, to: told.to }]) };
    case 'call.analysed':
      return { analysis: mergeAnalysis(of.analysis, told.analysis) };
    case 'call.troubled':
      return { troubles: inTime([...(of.troubles ?? []), { at: told.at, message: told.message }]) };
    default:
      return assertNever(told);
  }
}

function inTime<T extends { at: number }>(all: T[]): T[] {
  return all.sort((a, b) => a.at - b.at || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)).slice(-mostTold);
}

/** What a later one leaves open, an earlier one may have told. */
function mergeAnalysis(held: Call['analysis'], told: NonNullable<Call['analysis']>): Call['analysis'] {
  if (!held) return told;
  return {
    summary: told.summary ?? held.summary,
    sentiment: told.sentiment ?? held.sentiment,
    successful: told.successful ?? held.successful,
    disposition: told.disposition ?? held.disposition,
    recordingUrl: told.recordingUrl ?? held.recordingUrl,
    values: { ...held.values, ...told.values },
  };
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
