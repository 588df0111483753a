import { join } from 'node:path';
import { digestOfToken } from '../../shared/model/kept-recording.ts';
import { proposal } from '../../shared/model/proposal.ts';
import type { PracticeCall } from '../feeds/replay-feed.ts';
import { openRecordingShelf, type RecordingShelf } from '../platforms/recordings/recording-shelf.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store } from '../store/open-store.ts';

/** Its folder within the data folder. */
export const recordingsFolder = 'recordings';
/** While it is in one of these, its recording may still be sent. */
const open = ['waiting', 'approved', 'writing', 'uncertain', 'failed'] as const;

/** The shelf of this console, without what no proposal needs any more. */
export async function openRecordings(
  store: Store,
  dataFolder: string,
  practiceCalls: readonly PracticeCall[],
): Promise<RecordingShelf> {
  const shelf = openRecordingShelf({
    folder: join(dataFolder, recordingsFolder),
    local(address) {
      const key = /^practice-recording:([\w-]+)$/.exec(address)?.[1];
      return practiceCalls.find((each) => each.key === key)?.recording?.() ?? null;
    },
  });
  await shelf.sweep(await neededRecordings(store));
  return shelf;
}

/** Digests of the recordings that may still be sent. */
export async function neededRecordings(store: Store): Promise<Set<string>> {
  const rows = await store.db
    .selectFrom('proposals')
    .select('body')
    .where('state', 'in', open)
    .where('body', 'like', '%"sha256:%')
    .execute();
  const values = rows.flatMap(({ body }) => fromJson(proposal, body).values);
  return new Set(values.flatMap(({ value }) => digestOfToken(value) ?? []));
}
