import type { SaidView } from '../../../shared/model/said-claim.ts';
import type { Afterthoughts } from '../../calls/afterthoughts.ts';
import { loadCall } from '../../calls/call-store.ts';
import type { Calls } from '../../calls/calls.ts';
import { owedWords } from '../../calls/said/owed-words.ts';
import { keepClaims, saidIn } from '../../calls/said/said-store.ts';
import type { FollowUps } from '../../feeds/follow-ups.ts';
import type { Store } from '../../store/open-store.ts';

/** Follows what agents tell callers: an alert while the call lives is read from it, a follow-up is owed once it ended. */
export type Said = {
  /** Takes up what an earlier process left, and follows what happens. */
  start(): Promise<void>;
  /** Owes, in a call that ended, what was told and is not so, and closes what has become so. */
  settle(call: string): Promise<void>;
  /** Resolves when nothing is being read or made good. */
  idle(): Promise<void>;
  stop(): void;
};

/** What following works with. */
export type SaidParts = {
  store: Store;
  calls: Pick<Calls, 'onNews'>;
  followUps: Pick<FollowUps, 'oweTold' | 'told' | 'setDone'>;
  afterwards: Afterthoughts;
  now(): number;
  log(message: string, cause?: unknown): void;
};

const dayMs = 24 * 60 * 60 * 1000;

/** Makes the part that follows what agents say. */
export function createSaid(parts: SaidParts): Said {
  const { store, followUps } = parts;
  const readUpTo = new Map<string, number>();
  const wanted = new Set<string>();
  let running: Promise<void> | null = null;
  let looking: Promise<void> | null = null;
  let changed = false;
  let stopped = false;
  let seen = 0;
  let stopWatching = () => {};

  parts.calls.onNews(({ call, what }) => {
    if (what === 'said' || what === 'ended') take(call);
  });

  function take(call: string): void {
    wanted.add(call);
    running ??= readAll().finally(() => {
      running = null;
    });
  }

  async function readAll(): Promise<void> {
    for (const call of wanted) {
      wanted.delete(call);
      if (stopped) return;
      await parts
        .afterwards(() => readOne(call))
        .catch((cause) => parts.log('what an agent told could not be read', cause));
    }
  }

  async function readOne(id: string): Promise<void> {
    readUpTo.set(id, await keepClaims(store, id, readUpTo.get(id) ?? 0));
    await settle(id);
  }

  async function settle(id: string): Promise<void> {
    const of = await loadCall(store.db, id);
    if (!of || of.endedAt === null || of.joinedTo !== undefined) return;
    readUpTo.delete(id);
    const said = (await saidIn(store.db, [id])).get(id) ?? [];
    const owed = said.filter((each) => each.alertAt !== null);
    if (owed.length > 0) {
      await store.transact(async (tx) => {
        for (const each of owed) {
          const { id: claim, proposal } = each;
          await followUps.oweTold(tx, { claim, call: of, proposal: proposal?.id ?? null, what: owedWords(each) });
        }
      });
    }
    for (const open of await followUps.told(id)) {
      const claim = said.find((each) => each.id === open.claim);
      const by = claim && closedBy(claim);
      if (by) await followUps.setDone(open.id, by, true);
    }
  }

  /** What proposals became since the last look, of calls that are over. */
  function look(): void {
    changed = true;
    if (looking || stopped) return;
    looking = (async () => {
      while (changed && !stopped) {
        changed = false;
        const upTo = await store.revision();
        for (const id of await endedCallsChanged(store, seen)) await settle(id);
        seen = upTo;
      }
    })()
      .catch((cause) => parts.log('what an agent told could not be made good', cause))
      .finally(() => {
        looking = null;
      });
  }

  return {
    settle,
    async start() {
      seen = await store.revision();
      stopWatching = store.onChange(look);
      const rows = await store.db
        .selectFrom('calls')
        .select('id')
        .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', parts.now() - dayMs)]))
        .orderBy('started_at', 'desc')
        .execute();
      for (const { id } of rows) take(id);
    },
    async idle() {
      for (;;) {
        await running;
        await looking;
        if (running === null && looking === null && !changed) return;
      }
    },
    stop() {
      stopped = true;
      stopWatching();
    },
  };
}

/** Why nothing is owed for it any more; null where it still is. */
function closedBy({ state, proposal, dismissedBy }: SaidView): string | null {
  if (dismissedBy !== null) return dismissedBy;
  return state === 'done' && proposal ? `Countersign: ${proposal.reference} was written` : null;
}

/** Calls that are over, and in which an agent told something, with a proposal that changed. */
async function endedCallsChanged(store: Store, since: number): Promise<string[]> {
  const rows = await store.db
    .selectFrom('proposals')
    .innerJoin('calls', 'calls.id', 'proposals.call')
    .select('calls.id')
    .distinct()
    .where('proposals.changed', '>', since)
    .where('calls.ended_at', 'is not', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('claims')
          .innerJoin('utterances', 'utterances.id', 'claims.utterance')
          .select('claims.start')
          .whereRef('utterances.call', '=', 'calls.id'),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}
