import { casual, GB } from 'chrono-node/en';
import type { ReadingContext } from './reading-context.ts';

/** A date or datetime read from words; `relative` when it depends on when the call took place. */
export type ReadDate = { iso: string; relative: boolean };

/** Reads "next Tuesday", "March 3rd" or "2026-03-03" against the call's start in the org user's time zone. */
export function readDate(text: string, kind: 'date' | 'datetime', context: ReadingContext): ReadDate | null {
  const offset = zoneOffsetMinutes(context.startedAt, context.timeZone);
  const reference = { instant: new Date(context.startedAt), timezone: offset };
  const parser = /^en-(GB|AU|NZ|IE|IN|ZA)/.test(context.locale) ? GB : casual;
  const found = parser.parse(text, reference, { forwardDate: true })[0];
  if (!found) return null;
  const { start } = found;
  const parts = [start.get('year'), start.get('month'), start.get('day')];
  if (parts.some((part) => part === null)) return null;
  const relative =
    !start.isCertain('year') || !start.isCertain('month') || !start.isCertain('day') || isCounted(found.text);
  if (kind === 'date') {
    const [year = 0, month = 0, day = 0] = parts.map(Number);
    return { iso: `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`, relative };
  }
  return { iso: start.date().toISOString(), relative };
}

/** chrono marks a counted day ("tomorrow", "in two weeks") as certain, though it hangs on the day of the call. */
function isCounted(text: string): boolean {
  return !/\d{4}/.test(text);
}

function zoneOffsetMinutes(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(new Date(at));
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  if (!sign) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
