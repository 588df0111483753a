import type { Trigger } from '../../../shared/model/automation.ts';
import { nextTimeOfDay } from '../../policy/wall-clock.ts';

/** When a schedule comes round next; in step with `from`, whatever time it is. */
export function nextRound(
  when: Extract<Trigger, { kind: 'schedule' }>['when'],
  { zone, from, now }: { zone: string; from: number; now: number },
): number {
  if (when.every === 'day') return nextTimeOfDay(when.times, when.weekdays, when.zone ?? zone, now);
  const span = when.minutes * 60_000;
  return from + (Math.floor(Math.max(0, now - from) / span) + 1) * span;
}
