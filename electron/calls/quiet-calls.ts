import type { DeliveredEvent } from '../../shared/model/call-event.ts';
import type { Store } from '../store/open-store.ts';

/** Ends calls of which nothing is told any more: the platform tells no end, or it was lost on the way. */
export type QuietCalls = {
  /** Something was told of it just now. */
  heard(call: string): void;
  /** Looks for them from now on. */
  start(): void;
  stop(): void;
};

/** What looking for quiet calls works with. */
export type QuietCallsParts = {
  store: Pick<Store, 'db'>;
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  receive(delivered: readonly DeliveredEvent[]): Promise<unknown>;
  log(message: string, cause?: unknown): void;
};

const lookMs = 5 * 60 * 1000;
const hourMs = 60 * 60 * 1000;
/** Of a call with a transcript words would come: Twilio ends any call after four hours. */
const quietMs = { asked: hourMs, spoken: 4 * hourMs };

const assumedReason = 'assumed ended: nothing more was told of it';

/** Makes the search for quiet calls. An end that is assumed makes room for a real one, and for whatever else is told. */
export function createQuietCalls({ store, now, setTimer, receive, log }: QuietCallsParts): QuietCalls {
  const lastHeard = new Map<string, number>();
  let since = now();
  let stopped = false;
  let cancel = () => {};

  async function look(): Promise<void> {
    const live = await store.db
      .selectFrom('calls')
      .select(['id', 'started_at'])
      .where('ended_at', 'is', null)
      .execute();
    const ids = new Set(live.map(({ id }) => id));
    for (const id of lastHeard.keys()) if (!ids.has(id)) lastHeard.delete(id);
    for (const { id, started_at } of live) {
      const quiet = now() - (lastHeard.get(id) ?? since);
      if (quiet < quietMs.asked) continue;
      const spoken = await lastWords(id);
      if (spoken === null || quiet >= quietMs.spoken) await end(id, lastHeard.get(id) ?? spoken ?? started_at);
    }
  }

  async function lastWords(call: string): Promise<number | null> {
    const words = store.db.selectFrom('utterances').where('call', '=', call);
    return (await words.select((eb) => eb.fn.max('received_at').as('at')).executeTakeFirst())?.at ?? null;
  }

  async function end(call: string, endedAt: number): Promise<void> {
    const open = await store.db
      .selectFrom('call_sources')
      .select(['feed', 'platform', 'external_id'])
      .where('call', '=', call)
      .where('ended', 'is', null)
      .execute();
    const event = { type: 'call.ended', endedAt, reason: assumedReason, assumed: true } as const;
    await receive(
      open.map(({ feed, platform, external_id }) => ({
        feed,
        platform,
        call: external_id,
        id: `assumed-ended:${endedAt}`,
        event,
      })),
    );
  }

  function again(): void {
    if (stopped) return;
    cancel = setTimer(lookMs, () => {
      look()
        .catch((cause) => log('quiet calls could not be looked for', cause))
        .finally(again);
    });
  }

  return {
    heard: (call) => void lastHeard.set(call, now()),
    start() {
      since = now();
      cancel();
      again();
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
