/** Minutes a time zone is ahead of UTC at a moment. */
export function offsetMinutes(at: number, timeZone: string): number {
  const parts = partsIn(at, timeZone);
  const asUtc = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute);
  return Math.round((asUtc - Math.floor(at / 60_000) * 60_000) / 60_000);
}

/** The calendar day in a time zone, as `YYYY-MM-DD`. */
export function dayInZone(at: number, timeZone: string): string {
  const { year, month, day } = partsIn(at, timeZone);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

type Parts = { year: number; month: number; day: number; hour: number; minute: number };

function partsIn(at: number, timeZone: string): Parts {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  const found: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) found[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = found;
  return { year, month, day, hour, minute };
}
