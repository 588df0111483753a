/** The stretch of time that is looked at: so many days up to now, or from one day to another, both included. */
export type DateRange = { kind: 'last'; days: number } | { kind: 'days'; from: string; to: string };

/** Ranges that are offered. */
export const usualRanges = [
  { value: '1', label: 'Today' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
] as const;

const usual: DateRange = { kind: 'last', days: 7 };

/** The range as part of an address: `30` for so many days, or `2026-03-01~2026-03-08`. */
export function rangeText(range: DateRange): string {
  return range.kind === 'last' ? String(range.days) : `${range.from}~${range.to}`;
}

/** The range that an address names; the usual one where it names none. */
export function rangeNamed(text: string | undefined): DateRange {
  const [, from, to] = /^(\d{4}-\d\d-\d\d)~(\d{4}-\d\d-\d\d)$/.exec(text ?? '') ?? [];
  if (from && to) return { kind: 'days', from, to };
  const offered = usualRanges.find(({ value }) => value === text);
  return offered ? { kind: 'last', days: Number(offered.value) } : usual;
}

/** The range in milliseconds, by this computer's calendar; up to the end of today, so that asking again asks the same. */
export function boundsOf(range: DateRange, now: number): { from: number; to: number } {
  const today = new Date(now);
  const dayStart = (days: number) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + days).getTime();
  if (range.kind === 'last') return { from: dayStart(1 - range.days), to: dayStart(1) };
  const from = startOfDay(range.from, 0) ?? dayStart(0);
  const to = startOfDay(range.to, 1) ?? dayStart(1);
  // Turned round, it is read as it was meant.
  return from < to ? { from, to } : { from: startOfDay(range.to, 0) ?? from, to: startOfDay(range.from, 1) ?? to };
}

/** A moment as a day for a date input. */
export function dayOf(at: number): string {
  const day = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

function startOfDay(day: string, plusDays: number): number | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  return year && month && date ? new Date(Number(year), Number(month) - 1, Number(date) + plusDays).getTime() : null;
}
