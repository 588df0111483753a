import { join } from 'node:path';
import { digestOfToken } from '../../../shared/model/kept-recording.ts';
import { proposal } from '../../../shared/model/proposal.ts';
import { loadCall } from '../../calls/call-store.ts';
import type { FeedBook } from '../../feeds/feeds-store.ts';
import type { PracticeCall } from '../../feeds/replay-feed.ts';
import { recordingAddress } from '../../outcomes/call-recording.ts';
import { recordingAccess } from '../../platforms/recordings/recording-access.ts';
import { openRecordingShelf, type RecordingShelf } from '../../platforms/recordings/recording-shelf.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store } from '../../store/open-store.ts';

/** Its folder within the data folder. */
export const recordingsFolder = 'recordings';
/** While it is in one of these, its recording may still be sent. */
const open = ['waiting', 'approved', 'writing', 'uncertain', 'failed'] as const;

/** The shelf of this console, without what no proposal needs any more. */
export async function openRecordings(parts: {
  store: Store;
  book: Pick<FeedBook, 'get'>;
  dataFolder: string;
  practiceCalls: readonly PracticeCall[];
}): Promise<RecordingShelf> {
  const { store, book, dataFolder, practiceCalls } = parts;
  const shelf = openRecordingShelf({
    folder: join(dataFolder, recordingsFolder),
    local(address) {
      const key = /^practice-recording:([\w-]+)$/.exec(address)?.[1];
      return practiceCalls.find((each) => each.key === key)?.recording?.() ?? null;
    },
    access: (sources) => recordingAccess(sources.map(({ feed, platform }) => ({ platform, feed: book.get(feed) }))),
  });
  await shelf.sweep(await neededRecordings(store));
  return shelf;
}

/** Digests of the recordings that may still be sent. */
export async function neededRecordings(store: Store): Promise<Set<string>> {
  const rows = await withRecordings(store).where('state', 'in', open).execute();
  return digestsIn(rows);
}

/**
 * Digests of the recordings of calls and proposals. Those that were fetched to be heard are known by their address, and are
 * gone at the next start; those that were sent are named by the card.
 */
export async function recordingsOf(
  store: Store,
  shelf: Pick<RecordingShelf, 'digestAt'>,
  of: { calls: readonly string[]; proposals: readonly string[] },
): Promise<Set<string>> {
  const sent = new Set(of.proposals);
  const rows = (await withRecordings(store).execute()).filter(({ id }) => sent.has(id));
  const digests = digestsIn(rows);
  for (const id of of.calls) {
    const call = await loadCall(store.db, id);
    const address = call && (await recordingAddress(store.db, call));
    const digest = !call || address === null ? null : shelf.digestAt(address, call.sources);
    if (digest !== null) digests.add(digest);
  }
  return digests;
}

function withRecordings({ db }: Store) {
  return db.selectFrom('proposals').select(['id', 'body']).where('body', 'like', '%"sha256:%');
}

function digestsIn(rows: readonly { body: string }[]): Set<string> {
  const values = rows.flatMap(({ body }) => fromJson(proposal, body).values);
  return new Set(values.flatMap(({ value }) => digestOfToken(value) ?? []));
}
