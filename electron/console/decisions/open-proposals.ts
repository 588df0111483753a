import { setImmediate as turn } from 'node:timers/promises';
import type { ProposalClock } from '../../../shared/contract/clock-view.ts';
import type { ListedProposal, ProposalsChange } from '../../../shared/contract/views.ts';
import { type Call, call } from '../../../shared/model/call.ts';
import { proposal } from '../../../shared/model/proposal.ts';
import type { AsksItself } from '../../feeds/holds/find-door.ts';
import { readClocks } from '../../feeds/holds/read-clocks.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store } from '../../store/open-store.ts';

/** States of proposals that somebody may still have to do something about. */
export const openStates = ['waiting', 'approved', 'writing', 'uncertain', 'failed'];

/** The first page is soon on the screen; those after it are few messages. */
const firstPage = 120;
const page = 400;

/** Reads everything open across all calls: all of it to a reader that holds nothing, else only what changed. */
export function createOpenProposals(store: Store, asksItself: AsksItself) {
  const { db } = store;

  /** Roughly in order of need: what is needed most is on the first page. */
  async function allOpen(): Promise<string[]> {
    const rows = await db
      .selectFrom('proposals')
      .leftJoin('calls', 'calls.id', 'proposals.call')
      .select('proposals.id')
      .where('proposals.state', 'in', openStates)
      .orderBy(
        (eb) =>
          eb.exists(
            eb
              .selectFrom('answers')
              .select('answers.id')
              .whereRef('answers.proposal', '=', 'proposals.id')
              .where('answers.held_until', 'is not', null)
              .where('answers.state', 'in', ['owed', 'sending', 'unreachable']),
          ),
        'desc',
      )
      .orderBy((eb) => eb.and([eb('calls.id', 'is not', null), eb('calls.ended_at', 'is', null)]), 'desc')
      .orderBy('proposals.created_at')
      .execute();
    return rows.map(({ id }) => id);
  }

  async function changedSince(since: number): Promise<string[]> {
    const own = await db.selectFrom('proposals').select('id').where('changed', '>', since).execute();
    // A call that ended or got another caller changes what its waiting cards say.
    const ofCalls = await db
      .selectFrom('calls')
      .innerJoin('proposals', 'proposals.call', 'calls.id')
      .select('proposals.id')
      .where('calls.changed', '>', since)
      .where('proposals.state', 'in', openStates)
      .execute();
    return [...new Set([...own, ...ofCalls].map(({ id }) => id))];
  }

  async function listed(ids: readonly string[]): Promise<ListedProposal[]> {
    const rows = await db
      .selectFrom('proposals')
      .leftJoin('calls', 'calls.id', 'proposals.call')
      .select(['proposals.body', 'calls.search', 'calls.body as callBody', 'calls.ended_at'])
      .where('proposals.id', 'in', ids)
      .execute();
    const read = rows.map((row) => ({
      of: fromJson(proposal, row.body),
      callName: row.search?.split('\n')[0] ?? null,
      platform: row.callBody === null ? null : platformOf(fromJson(call, row.callBody)),
      callLive: row.callBody !== null && row.ended_at === null,
    }));
    const live = new Set(read.flatMap(({ of, callLive }) => (of.call !== null && callLive ? [of.call] : [])));
    const clocks = await readClocks(
      db,
      read.map(({ of }) => of),
      (id) => live.has(id),
      asksItself,
    );
    return read.map(({ of, ...rest }) => ({ proposal: of, clock: clocks.get(of.id) ?? noClock, ...rest }));
  }

  /** In pages: only the last one carries the revision, so that a reader that is cut off on the way begins again where it was. */
  return async function* read(since: number, reset: boolean, revision: number): AsyncGenerator<ProposalsChange> {
    const ids = reset ? await allOpen() : await changedSince(since);
    if (ids.length === 0 && !reset) return;
    const begun = reset ? 0 : since;
    let sent = 0;
    do {
      const next = ids.slice(sent, sent + (sent === 0 ? firstPage : page));
      const proposals = next.length > 0 ? await listed(next) : [];
      const first = sent === 0;
      sent += next.length;
      const more = ids.length - sent;
      yield { revision: more > 0 ? begun : revision, reset: reset && first, proposals, more };
      // Whoever waits for an answer meanwhile goes first.
      if (more > 0) await turn();
    } while (sent < ids.length);
  };
}

const noClock: ProposalClock = { state: 'none', heldUntil: null, platformLimit: null, expiresAt: null };

function platformOf(of: Call): string | null {
  return of.sources[0]?.platform ?? null;
}
