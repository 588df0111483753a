import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { RecordWatchState } from '../../../shared/contract/record-watch-contract.ts';
import { call as callModel } from '../../../shared/model/call.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { callName } from '../../calls/call-store.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store } from '../../store/open-store.ts';
import type { RecordWatch, WatchedRecord } from './record-watch.ts';

/** What answers about open cards. */
export type RecordWatchRoutesParts = {
  store: Pick<Store, 'db' | 'onChange'>;
  records: RecordWatch;
  setTimer(ms: number, run: () => void): () => void;
};

/** Who else is at a record is told this often at most: every word of every call is a change of the store. */
const pauseMs = 500;

/** Answers the windows that look at a card. */
export function createRecordWatchRoutes({ store, records, setTimer }: RecordWatchRoutesParts) {
  const os = implement(contract).recordWatch;

  async function* follow(id: string, signal: AbortSignal | undefined): AsyncGenerator<RecordWatchState> {
    let wake = () => {};
    let changed = true;
    const notice = () => {
      changed = true;
      wake();
    };
    const stopStore = store.onChange(notice);
    signal?.addEventListener('abort', notice);
    let watched: string | null = null;
    let close = () => {};
    let told = '';
    try {
      while (!signal?.aborted) {
        if (!changed) await new Promise<void>((resolve) => (wake = resolve));
        if (signal?.aborted) return;
        changed = false;
        const of = (await loadProposal(store.db, id))?.proposal ?? null;
        const record = of && recordOf(of);
        const compared = of && record && isCompared(of) ? record : null;
        if ((compared?.id ?? null) !== watched) {
          close();
          watched = compared?.id ?? null;
          close = compared ? records.open(compared, notice) : () => {};
        }
        const watching = compared ? records.state(compared) : ({ how: 'none', why: null } as const);
        const state = { ...watching, calls: of && record ? await otherCalls(store.db, of, record) : [] };
        const next = JSON.stringify(state);
        if (next !== told) yield state;
        told = next;
        await new Promise<void>((resolve) => setTimer(pauseMs, resolve));
      }
    } finally {
      stopStore();
      close();
      signal?.removeEventListener('abort', notice);
    }
  }

  return {
    follow: os.follow.handler(({ input, signal }) => follow(input.proposal, signal)),
  };
}

function recordOf({ org, record, status, operation }: Proposal): WatchedRecord | null {
  if (!record || status.state !== 'waiting' || operation === 'read') return null;
  return { org, object: record.object, id: record.id };
}

/** Whether what others change in it is shown beside what is proposed. */
function isCompared({ operation, undoes }: Proposal): boolean {
  return operation === 'update' && !undoes;
}

/** Live calls of others about the same record. */
async function otherCalls(
  db: Store['db'],
  of: Proposal,
  { id, org }: WatchedRecord,
): Promise<RecordWatchState['calls']> {
  const rows = await db
    .selectFrom('calls')
    .select(['id', 'body'])
    .where('ended_at', 'is', null)
    .where('org', '=', org)
    .where('id', '!=', of.call ?? '')
    .where((eb) =>
      eb.or([
        eb(eb.fn<string | null>('json_extract', ['body', eb.val('$.caller.person.record.id')]), '=', id),
        eb(
          'id',
          'in',
          eb
            .selectFrom('proposals')
            .select('call')
            .where('record', '=', id)
            .where('state', '=', 'waiting')
            .$castTo<{ call: string }>(),
        ),
      ]),
    )
    .orderBy('started_at', 'desc')
    .limit(5)
    .execute();
  return rows.flatMap(({ id: call, body }) => {
    const other = fromJson(callModel, body);
    // Everything of it is told under the call it turned out to be.
    return other.joinedTo === undefined ? [{ call, name: callName(other) }] : [];
  });
}
