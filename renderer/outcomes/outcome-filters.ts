import type { OutcomeRow } from '../../shared/contract/outcomes-contract.ts';
import { narrowText, type OutcomesNarrow } from './outcomes-narrow.ts';

/** A way to narrow what became of calls. */
export const outcomeFilters = [
  { show: 'review', label: 'Needs review' },
  { show: 'owed', label: 'Promised, not done' },
  { show: 'negative', label: 'Negative' },
  { show: 'long', label: 'Long' },
  { show: 'unwritten', label: 'Nothing written' },
  { show: 'flagged', label: 'Flagged' },
  { show: 'mine', label: 'Assigned to me' },
  { show: 'all', label: 'All' },
] as const;
export type OutcomeFilter = (typeof outcomeFilters)[number]['show'];

/** From here on a call is long, in seconds. */
const longSeconds = 600;

/** The filter that an address names; what needs review where it names none. */
export function filterNamed(show: string | undefined): OutcomeFilter {
  return outcomeFilters.find((each) => each.show === show)?.show ?? 'review';
}

/** Whether a call passes a filter; `me` is the supervisor's name. */
export function passesFilter(of: OutcomeRow, show: OutcomeFilter, me: string | null): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'review':
      return !of.reviewed;
    case 'owed':
      return of.owed > 0;
    case 'negative':
      return of.sentiment === 'negative';
    case 'long':
      return of.seconds >= longSeconds;
    case 'unwritten':
      return of.written === 0 && of.log !== 'written';
    case 'flagged':
      return of.flagged;
    case 'mine':
      return me !== null && of.assigned === me;
  }
}

/** Whether a call holds every word sought: in its caller, disposition, platform, agent or whom it is assigned to. */
export function holdsOutcomeWords(of: OutcomeRow, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const all = [of.name, of.disposition, of.platform, of.agent, of.assigned].filter(Boolean).join('\n').toLowerCase();
  return words.every((word) => all.includes(word));
}

type OutcomesAddress = {
  show: OutcomeFilter;
  call: string | null;
  text: string;
  narrow: OutcomesNarrow | null;
};

/** The screen's address, so that a link leads to the same view. */
export function outcomesPath(of: OutcomesAddress): string {
  const narrow = of.narrow && narrowText(of.narrow);
  const parts = [of.show, of.call, of.text, narrow].map((part) => encodeURIComponent(part || '-'));
  return `/outcomes/${parts.join('/')}`.replace(/(?:\/-)+$/, '');
}

/** A part of the address as it was before it became one; null where it says nothing. */
export function partOfAddress(text: string | undefined): string | null {
  if (text === undefined || text === '-') return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
