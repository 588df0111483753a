const dayMs = 24 * 60 * 60 * 1000;

/** The next moment, after `now`, at which it is one of these times of day in a zone; no weekday named is every day. */
export function nextTimeOfDay(
  times: readonly string[],
  weekdays: readonly number[],
  timeZone: string,
  now: number,
): number {
  const moments: number[] = [];
  const today = Date.parse(`${clockAt(timeZone, now).date}T00:00:00Z`);
  // By the calendar: a day on which the clock is put forward is shorter than others, and would be stepped over. Eight hold every weekday.
  for (let day = 0; day <= 8; day += 1) {
    const date = new Date(today + day * dayMs).toISOString().slice(0, 10);
    const weekday = weekdayOf(date);
    if (weekdays.length > 0 && !weekdays.includes(weekday)) continue;
    for (const time of times) moments.push(momentOf(date, time, timeZone));
  }
  return Math.min(...moments.filter((at) => at > now), now + 9 * dayMs);
}

/** What the clock and the calendar of a zone show at a moment; weekdays are 1 (Monday) to 7. */
export function clockAt(timeZone: string, at: number): { date: string; time: string; weekday: number } {
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
  return { date, time: `${part('hour')}:${part('minute')}`, weekday: weekdayOf(date) };
}

function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** A wall-clock time in a zone as a moment; where the clock jumps over it, the moment right after. */
function momentOf(date: string, time: string, timeZone: string): number {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  let at = asUtc;
  // Twice: the first guess may lie on the other side of a change of the clock.
  for (let turn = 0; turn < 2; turn += 1) {
    const told = clockAt(timeZone, at);
    at += asUtc - Date.parse(`${told.date}T${told.time}:00Z`);
  }
  return at;
}
