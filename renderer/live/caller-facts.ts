import type { CallerPanel } from '../../shared/contract/caller-contract.ts';

/** What is known of the caller, in a line. */
export function knownInShort(known: CallerPanel | null): string {
  if (!known) return '';
  const open = known.cases?.open.length ?? 0;
  const cases = known.cases
    ? `${open}${known.cases.more ? ' and more' : ''} open ${open === 1 ? 'case' : 'cases'}`
    : null;
  const last = known.activities?.[0];
  const day = last ? dayOf(last.at) : '';
  const activity = last ? `last: ${last.record.name}${day ? `, ${day}` : ''}` : null;
  return [cases, activity].filter((each) => each !== null).join(' · ');
}

/** The day of an instant, or of a day without one; empty where it is none. */
export function dayOf(at: string | null): string {
  if (at === null) return '';
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(at);
  const time = Date.parse(at);
  if (Number.isNaN(time)) return '';
  // A day without a time is the same day everywhere.
  return new Date(time).toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...(isDay ? { timeZone: 'UTC' } : {}),
  });
}
