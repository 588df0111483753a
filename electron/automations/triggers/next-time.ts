import type { Trigger } from '../../../shared/model/automation.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The next moment, after `now`, at which it is one of these times of day in a zone; no weekday named is every day. */
export function nextTimeOfDay(
  times: readonly string[],
  weekdays: readonly number[],
  timeZone: string,
  now: number,
): number {
  const moments: number[] = [];
  // Eight days hold every weekday, and the days on which a clock is put forward.
  for (let day = 0; day <= 8; day += 1) {
    const { date, weekday } = dayIn(timeZone, now + day * dayMs);
    if (weekdays.length > 0 && !weekdays.includes(weekday)) continue;
    for (const time of times) moments.push(momentOf(date, time, timeZone));
  }
  return Math.min(...moments.filter((at) => at > now), now + 9 * dayMs);
}

/** When a schedule comes round next; in step with `from`, whatever time it is. */
export function nextRound(
  when: Extract<Trigger, { kind: 'schedule' }>['when'],
  { zone, from, now }: { zone: string; from: number; now: number },
): number {
  if (when.every === 'day') return nextTimeOfDay(when.times, when.weekdays, when.zone ?? zone, now);
  const span = when.minutes * 60_000;
  return from + (Math.floor(Math.max(0, now - from) / span) + 1) * span;
}

/** Until when it is quiet at a moment; null where it is not. */
export function quietUntil(hours: { from: string; to: string } | null, timeZone: string, now: number): number | null {
  if (!hours || hours.from === hours.to) return null;
  const { time } = dayIn(timeZone, now);
  const { from, to } = hours;
  const isQuiet = from < to ? time >= from && time < to : time >= from || time < to;
  return isQuiet ? nextTimeOfDay([to], [], timeZone, now) : null;
}

function dayIn(timeZone: string, at: number): { date: string; time: string; weekday: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return { date, time: `${part('hour')}:${part('minute')}`, weekday: day === 0 ? 7 : day };
}

/** A wall-clock time in a zone as a moment; where the clock jumps over it, the moment right after. */
function momentOf(date: string, time: string, timeZone: string): number {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  let at = asUtc;
  // Twice: the first guess may lie on the other side of a change of the clock.
  for (let turn = 0; turn < 2; turn += 1) {
    const told = dayIn(timeZone, at);
    at += asUtc - Date.parse(`${told.date}T${told.time}:00Z`);
  }
  return at;
}
