import type { ProposalClock } from '../../../shared/contract/clock-view.ts';
import type { CallChange, CallSummary, CallsChange, ProposalsChange } from '../../../shared/contract/views.ts';
import { type Call, call } from '../../../shared/model/call.ts';
import { proposal } from '../../../shared/model/proposal.ts';
import type { SaidView } from '../../../shared/model/said-claim.ts';
import { callName, utterancesOf } from '../../calls/call-store.ts';
import { saidIn } from '../../calls/said/said-store.ts';
import type { AsksItself, CallDoorFinder } from '../../feeds/holds/find-door.ts';
import { readClocks } from '../../feeds/holds/read-clocks.ts';
import { replayFeedName } from '../../feeds/replay-feed.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store } from '../../store/open-store.ts';
import { createOpenProposals, openStates } from '../decisions/open-proposals.ts';
import { readDoors } from '../feeds/door-routes.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Reads what the window shows of calls and proposals. */
export type CallViews = {
  calls(since: number, reset: boolean, revision: number): Promise<CallsChange | null>;
  call(id: string, since: number, reset: boolean, revision: number): Promise<CallChange | null>;
  proposals(since: number, reset: boolean, revision: number): AsyncGenerator<ProposalsChange>;
  summaries(ids: readonly string[]): Promise<CallSummary[]>;
};

/** Makes the reader; `isReplaying` says of a replayed call whether it is still being played, `findDoor` what can be done in one. */
export function createCallViews(
  store: Store,
  now: () => number,
  isReplaying: (externalId: string) => boolean,
  findDoor: CallDoorFinder,
  asksItself: AsksItself,
): CallViews {
  const { db } = store;

  async function summaries(ids: readonly string[]): Promise<CallSummary[]> {
    if (ids.length === 0) return [];
    const rows = await db.selectFrom('calls').select(['id', 'body']).where('id', 'in', ids).execute();
    const counts = await db
      .selectFrom('proposals')
      .select((eb) => ['call', 'state', eb.fn.countAll<number>().as('number')])
      .where('call', 'in', ids)
      .groupBy(['call', 'state'])
      .execute();
    const count = (id: string, ...states: string[]): number =>
      counts
        .filter((each) => each.call === id && states.includes(each.state))
        .reduce((sum, each) => sum + each.number, 0);
    const said = await saidIn(db, ids);
    const read = new Map(rows.map((row) => [row.id, fromJson(call, row.body)]));
    return ids.flatMap((id) => {
      const of = read.get(id);
      if (!of) return [];
      return {
        call: of,
        name: callName(of),
        waiting: count(id, 'waiting', 'failed'),
        uncertain: count(id, 'uncertain'),
        written: count(id, 'written'),
        rejected: count(id, 'rejected'),
        ...toldIn(said.get(id)),
        replaying: replayedAs(of).some(isReplaying),
      };
    });
  }

  async function clocksOf(id: string): Promise<Map<string, ProposalClock>> {
    const open = await db
      .selectFrom('proposals')
      .innerJoin('calls', 'calls.id', 'proposals.call')
      .select(['proposals.body', 'calls.ended_at'])
      .where('proposals.call', '=', id)
      .where('proposals.state', 'in', openStates)
      .execute();
    const isLive = open[0]?.ended_at === null;
    return readClocks(
      db,
      open.map(({ body }) => fromJson(proposal, body)),
      () => isLive,
      asksItself,
    );
  }

  return {
    summaries,
    proposals: createOpenProposals(store, asksItself),
    async calls(since, reset, revision) {
      const rows = await db
        .selectFrom('calls')
        .select('id')
        .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', now() - dayMs)]))
        .$if(!reset, (query) =>
          query.where((eb) =>
            eb.or([
              eb('changed', '>', since),
              eb(
                'id',
                'in',
                eb
                  .selectFrom('proposals')
                  .select('call')
                  .where('changed', '>', since)
                  .where('call', 'is not', null)
                  .$castTo<{ call: string }>(),
              ),
            ]),
          ),
        )
        .orderBy('started_at', 'desc')
        .execute();
      if (rows.length === 0 && !reset) return null;
      return { revision, reset, calls: await summaries(rows.map((row) => row.id)) };
    },
    async call(id, since, reset, revision) {
      const [utterances, proposals, row] = await Promise.all([
        utterancesOf(db, id, since),
        db
          .selectFrom('proposals')
          .select('body')
          .where('call', '=', id)
          .where('changed', '>', since)
          .orderBy('number')
          .execute(),
        db.selectFrom('calls').select('changed').where('id', '=', id).executeTakeFirst(),
      ]);
      const changed = row !== undefined && row.changed > since;
      if (!reset && !changed && utterances.length === 0 && proposals.length === 0) return null;
      const said = await saidIn(db, [id]);
      const [summary] = changed || proposals.length > 0 || reset ? await summaries([id]) : [];
      return {
        revision,
        reset,
        summary: summary ?? null,
        utterances,
        proposals: proposals.map(({ body }) => fromJson(proposal, body)),
        said: said.get(id) ?? [],
        clocks: Object.fromEntries(await clocksOf(id)),
        doors: summary && (changed || reset) ? await readDoors(findDoor, summary.call) : null,
      };
    },
  };
}

function toldIn(said: readonly SaidView[] = []): Pick<CallSummary, 'told'> {
  const told = said.flatMap(({ alertAt }) => alertAt ?? []);
  return told.length > 0 ? { told } : {};
}

/** The platform ids under which a call is replayed; none for a call of another feed. */
export function replayedAs(of: Pick<Call, 'sources'>): string[] {
  return of.sources.filter((source) => source.feed === replayFeedName).map((source) => source.externalId);
}
