import type { DeliveredEvent } from '../../../shared/model/call-event.ts';
import type { IntakeRequest } from '../../platforms/platform.ts';
import type { Understood } from '../../platforms/understood.ts';
import type { StoreTransaction } from '../../store/open-store.ts';
import type { CallDoors } from '../call-doors.ts';
import type { KeptRequests } from '../kept-requests.ts';
import type { RunningFeed } from '../running-feed.ts';
import type { HealthBook } from './feed-health.ts';

/** Puts the events of one request on disk, in one commit with what else `also` writes. */
export type TakeEvents = (
  events: readonly DeliveredEvent[],
  also?: (tx: StoreTransaction) => Promise<void>,
) => Promise<void>;

/** What taking a reading in works with. */
export type TakeParts = {
  take: TakeEvents;
  doors: CallDoors;
  kept: KeptRequests;
  health: HealthBook;
  log(message: string, cause?: unknown): void;
};

/** How a reading came. */
export type TakenFrom = {
  /** The platform signed it. */
  signed: boolean;
  /** Kept where parts were not understood; null where there is nothing that could be read again. */
  request: IntakeRequest | null;
  also?: (tx: StoreTransaction) => Promise<void>;
};

/** Takes in what was understood, and keeps what was not; everything is on disk when it resolves. */
export async function takeReading(
  parts: TakeParts,
  feed: RunningFeed,
  reading: Understood,
  from: TakenFrom,
): Promise<void> {
  const { doors, kept, health } = parts;
  const over = new Set(reading.events.filter(({ event }) => isOver(event.type)).map(({ call }) => call));
  for (const { call, url } of reading.doors) if (!over.has(call)) await doors.keep(feed.key, call, url);
  const events = reading.events.map(
    ({ call, id, event }): DeliveredEvent => ({
      feed: feed.key,
      platform: feed.platform,
      call,
      id,
      event,
      ...(!from.signed && { unverified: true }),
    }),
  );
  if (events.length > 0 || from.also) await parts.take(events, from.also);
  const [unknown] = reading.unknown;
  if (unknown && from.request) {
    const what = [...new Set(reading.unknown.map((each) => each.what))].join(', ');
    const why = `Not understood: ${what}`.slice(0, 300);
    await kept.keep(feed, from.request, { why, call: unknown.call, signed: from.signed });
  }
  health.took(feed.key, { events: events.length, asks: reading.asks.length });
  // After the answer: whoever waits for it has nothing to gain from a closed door.
  for (const call of over) {
    doors.forget(feed.key, call).catch((cause) => parts.log('the door of a call could not be forgotten', cause));
  }
}

function isOver(type: DeliveredEvent['event']['type']): boolean {
  return type === 'call.ended' || type === 'call.analysed';
}
