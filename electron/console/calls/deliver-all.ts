import type { DeliveredEvent } from '../../../shared/model/call-event.ts';
import type { Calls } from '../../calls/calls.ts';
import type { TakeEvents } from '../../feeds/intake/take-reading.ts';
import type { Desk } from './desk.ts';

/** Takes in the events of one request: those of calls together in one commit, what an agent asked for at the desk. */
export function createDeliverAll(calls: Pick<Calls, 'receiveAll'>, desk: Pick<Desk, 'deliver'>): TakeEvents {
  return async (events, also) => {
    let told: DeliveredEvent[] = [];
    for (const event of events) {
      if (event.event.type !== 'tool.requested') {
        told.push(event);
        continue;
      }
      // What was said before it is on disk before it, for the evidence.
      if (told.length > 0) await calls.receiveAll(told);
      told = [];
      await desk.deliver(event);
    }
    if (told.length > 0 || also) await calls.receiveAll(told, also);
  };
}
