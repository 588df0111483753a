import type { OutboundSettings } from '../../shared/model/outbound.ts';
import { clockAt, nextTimeOfDay } from './wall-clock.ts';

/** More than there are zones: where it is always quiet in one of them, nobody is ever called. */
const mostTurns = 12;

/** Until when it is quiet by one of these clocks; null where it is by none. */
export function quietUntil(
  hours: OutboundSettings['quietHours'],
  zones: readonly string[],
  now: number,
): number | null {
  if (!hours || hours.from === hours.to) return null;
  let until = now;
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const quiet = zones.find((zone) => isQuiet(hours, clockAt(zone, until).time));
    if (quiet === undefined) break;
    until = nextTimeOfDay([hours.to], [], quiet, until);
  }
  return until === now ? null : until;
}

function isQuiet({ from, to }: NonNullable<OutboundSettings['quietHours']>, time: string): boolean {
  return from < to ? time >= from && time < to : time >= from || time < to;
}
