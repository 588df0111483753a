/** A calendar day without a zone. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(timeZone: string, ms: number): number {
  const parts = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(ms)
      .map((part) => [part.type, Number(part.value)]),
  );
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}

/** The calendar day it is in the zone at an instant. */
export function dayAt(timeZone: string, ms: number): Day {
  const local = new Date(ms + offsetAt(timeZone, ms));
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

/** The instant a day starts in the zone. */
export function startOfDay(timeZone: string, day: Day): number {
  const utc = Date.UTC(day.year, day.month - 1, day.day);
  const first = utc - offsetAt(timeZone, utc);
  return utc - offsetAt(timeZone, first);
}

/** The same day some days later; months and years roll over. */
export function addDays(day: Day, days: number): Day {
  const at = new Date(Date.UTC(day.year, day.month - 1, day.day + days));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** The first day of the month some months later. */
export function firstOfMonth(day: Day, months: number): Day {
  const at = new Date(Date.UTC(day.year, day.month - 1 + months, 1));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: 1 };
}

/** Days since Sunday, the first day of the week in the org's locale. */
export function weekdayOf(day: Day): number {
  return new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay();
}

/** `YYYY-MM-DD`. */
export function dayText(day: Day): string {
  return new Date(Date.UTC(day.year, day.month - 1, day.day)).toISOString().slice(0, 10);
}
