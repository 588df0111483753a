import { sql } from 'kysely';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { Store } from '../store/open-store.ts';
import { commandProposal, isProposal } from './proposal-store.ts';

/** Ends what nobody decided in time. */
export type Expiry = {
  /** Ends what is over already, and begins to watch. */
  start(): Promise<void>;
  idle(): Promise<void>;
  stop(): void;
};

/** What ending works with. */
export type ExpiryParts = {
  store: Store;
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  /** How long before its end a proposal is told of once more; 0 never. */
  reminderMs?(): number;
  /** What follows from it for the proposals that come after it. */
  onExpired(of: Proposal): Promise<void>;
  log(message: string, cause?: unknown): void;
};

/** A new proposal never ends sooner than this, so that looking this often misses none by much. */
const longestWaitMs = 60_000;
const mostAtOnce = 200;

/** Makes the watch over the ends of proposals; none of them is ever approved by time. */
export function createExpiry({ store, now, setTimer, onExpired, log, reminderMs = () => 0 }: ExpiryParts): Expiry {
  let cancel = () => {};
  let looking: Promise<void> = Promise.resolve();
  let stopped = false;

  function plan(ms: number): void {
    cancel();
    if (!stopped) cancel = setTimer(ms, look);
  }

  function look(): void {
    looking = lookOnce()
      .catch((cause) => {
        log('proposals whose time is over could not be ended', cause);
        return longestWaitMs;
      })
      .then(plan);
  }

  /** Ends what is over; answers with how long to wait for the next. */
  async function lookOnce(): Promise<number> {
    const at = now();
    const due = await waitingUntil(at);
    for (const { id } of due) {
      const ended = await commandProposal(store, id, { type: 'expire', at: now() }, now());
      if (isProposal(ended)) await onExpired(ended);
    }
    if (due.length === mostAtOnce) return 0;
    await remind(at);
    const next = await store.db
      .selectFrom('proposals')
      .select((eb) => eb.fn.min('expires_at').as('at'))
      .where('state', '=', 'waiting')
      .where('expires_at', '>', at)
      .executeTakeFirst();
    return Math.min(longestWaitMs, Math.max(0, (next?.at ?? Number.POSITIVE_INFINITY) - now()));
  }

  /** Tells once more of what ends soon; a short life is told of at its half. */
  async function remind(at: number): Promise<void> {
    const ms = reminderMs();
    if (ms === 0) return;
    const near = await store.db
      .selectFrom('proposals')
      .select('id')
      .where('state', '=', 'waiting')
      .where('expires_at', '>', at)
      .where(sql<boolean>`expires_at - min(${ms}, (expires_at - created_at) / 2) <= ${at}`)
      .where(sql<boolean>`json_extract(body, '$.remindedAt') IS NULL`)
      .orderBy('expires_at')
      .limit(mostAtOnce)
      .execute();
    for (const { id } of near) await commandProposal(store, id, { type: 'remind' }, now());
  }

  function waitingUntil(at: number) {
    return store.db
      .selectFrom('proposals')
      .select('id')
      .where('state', '=', 'waiting')
      .where('expires_at', '<=', at)
      .orderBy('expires_at')
      .limit(mostAtOnce)
      .execute();
  }

  return {
    async start() {
      look();
      await looking;
    },
    idle: () => looking,
    stop() {
      stopped = true;
      cancel();
    },
  };
}
