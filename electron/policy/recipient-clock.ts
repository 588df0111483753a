import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { americanZones } from './american-zones.ts';
import { clockAt } from './wall-clock.ts';

/** The clocks somebody may live by, as far as their number tells; else the org’s own. */
export type RecipientClock = { zones: readonly string[]; from: 'number' | 'org' };

/** By whose clock, as part of a sentence. */
export function clockWords({ zones, from }: RecipientClock): string {
  const [first = '', ...others] = zones.map((zone) => zone.replaceAll('_', ' '));
  if (from === 'org') return `by the clock of the org (${first})`;
  if (others.length === 0) return `by the clock of their number (${first})`;
  return `by the clocks of their number (${first} and ${others.length === 1 ? others[0] : `${others.length} others`})`;
}

/** A country whose clocks lie further apart than this says nothing of the time of day. */
const mostApartMs = 3 * 60 * 60 * 1000;
const toMinuteMs = 60_000;

/** By which clocks it is day or night for whoever has a number, in E.164. */
export function recipientClock(number: string, orgZone: string, now: number): RecipientClock {
  const zones = number.startsWith('+1') ? americanZones(number) : zonesOfCountry(number, now);
  return zones.length > 0 ? { zones, from: 'number' } : { zones: [orgZone], from: 'org' };
}

function zonesOfCountry(number: string, now: number): readonly string[] {
  const country = parsePhoneNumberFromString(number)?.country;
  const zones = country ? (new Intl.Locale(`und-${country}`).getTimeZones() ?? []) : [];
  // Of zones that show the same, the first.
  const byOffset = new Map(zones.toReversed().map((zone) => [offsetOf(zone, now), zone]));
  const offsets = [...byOffset.keys()];
  return Math.max(...offsets) - Math.min(...offsets) <= mostApartMs ? [...byOffset.values()] : [];
}

/** How far the clock of a zone is ahead of UTC. */
function offsetOf(timeZone: string, at: number): number {
  const minute = Math.floor(at / toMinuteMs) * toMinuteMs;
  const { date, time } = clockAt(timeZone, minute);
  return Date.parse(`${date}T${time}:00Z`) - minute;
}
