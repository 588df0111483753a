import { type JournalGroup, journalGroup } from '../../shared/model/journal-entry.ts';
import { type Filters, noFilters } from './journal-filters.tsx';

/** The journal, narrowed to entries of a kind within days such as `2026-03-01`, both included. */
export function journalPath(of: { group: JournalGroup; from: string; to: string; org: string | null }): string {
  const { org, ...asked } = of;
  const query = new URLSearchParams({ ...asked, ...(org !== null && { org }) });
  return `/journal/in/${encodeURIComponent(query.toString())}`;
}

/** The journal, narrowed to what is told about a proposal. */
export function journalAbout(reference: string): string {
  return `/journal/in/${encodeURIComponent(new URLSearchParams({ text: reference }).toString())}`;
}

/** The words that the query of an address asks to be found. */
export function wordsNamed(query: string): string {
  return new URLSearchParams(query).get('text') ?? '';
}

/** The filters that the query of an address names. */
export function filtersNamed(query: string): Filters {
  const asked = new URLSearchParams(query);
  return {
    ...noFilters,
    group: journalGroup.safeParse(asked.get('group')).data ?? null,
    org: asked.get('org'),
    from: asked.get('from') ?? '',
    to: asked.get('to') ?? '',
  };
}
