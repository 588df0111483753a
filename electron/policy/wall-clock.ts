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

/** A wall-clock time in a zone as a moment: the first of two where the clock is put back, as much later where it jumps over it. */
function momentOf(date: string, time: string, timeZone: string): number {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  // How far the zone is ahead of UTC a day before, and a day after: between them the clock may have been changed.
  const before = wallClock(timeZone, wanted - dayMs) - (wanted - dayMs);
  const after = wallClock(timeZone, wanted + dayMs) - (wanted + dayMs);
  const found = [wanted - before, wanted - after].find((at) => wallClock(timeZone, at) === wanted);
  return found ?? wanted - before;
}

function wallClock(timeZone: string, at: number): number {
  const { date, time } = clockAt(timeZone, at);
  return Date.parse(`${date}T${time}:00Z`);
}
