import { loadCall, utterancesOf } from '../../electron/calls/call-store.ts';
import { createCalls } from '../../electron/calls/calls.ts';
import type { IntakeRequest, OpenFeed, Platform } from '../../electron/platforms/platform.ts';
import { openStore } from '../../electron/store/open-store.ts';
import type { Call } from '../../shared/model/call.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { understood } from './understood.ts';

/** A call as the console has it after some requests of its platform. */
export type HeardCall = { call: Call; said: string[] };

/** Delivers requests to a console's calls, as the intake does, and tells what became of the one call in them. */
export async function heardCall(
  platform: Platform,
  feed: OpenFeed,
  requests: readonly IntakeRequest[],
): Promise<HeardCall> {
  const store = await openStore(temporaryFolder());
  const calls = createCalls({
    store,
    orgOf: () => 'org',
    now: () => 1000,
    setTimer: () => () => {},
    findPeople: async () => [],
    heard: () => ({ name: null, email: null }),
    log: () => {},
  });
  for (const request of requests) {
    for (const { call, id, event } of understood(platform.read(request, feed, 1000)).events) {
      await calls.receive({ feed: feed.key, platform: feed.platform, call, id, event });
    }
  }
  await calls.idle();
  const row = await store.db.selectFrom('calls').select('id').executeTakeFirstOrThrow();
  const call = await loadCall(store.db, row.id);
  const said = await utterancesOf(store.db, row.id);
  await store.close();
  if (!call) throw new Error('no call');
  return {
    call,
    said: said.map(({ party, text, state }) => `${party}: ${text}${state === 'partial' ? ' …' : ''}`),
  };
}
