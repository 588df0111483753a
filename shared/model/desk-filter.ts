import { z } from 'zod';

/** What stands out about a proposal, as a way to narrow what waits. */
export const deskShow = z.enum([
  'all',
  'caller-waiting',
  'on-the-line',
  'expiring',
  'escalated',
  'changed',
  'refused',
  'no-record',
  'unsure',
  'high-risk',
  'mine',
]);
export type DeskShow = z.infer<typeof deskShow>;

/** What rows that belong together have in common. */
export const deskGrouping = z.enum(['none', 'call', 'agent', 'action']);
export type DeskGrouping = z.infer<typeof deskGrouping>;

/** What it is narrowed by beside that: one of each at most. */
export const deskFacets = ['call', 'agent', 'platform', 'feed', 'action', 'object'] as const;
export type DeskFacet = (typeof deskFacets)[number];

const one = z.string().max(200).optional();

/** Which of what waits is listed, and how. What is left out is not asked about. */
export const deskFilter = z.object({
  show: deskShow,
  text: z.string().max(200),
  by: deskGrouping,
  call: one,
  agent: one,
  platform: one,
  feed: one,
  action: one,
  object: one,
  /** The card that is sought out. */
  card: one,
});
export type DeskFilter = z.infer<typeof deskFilter>;

/** Everything that waits, ungrouped. */
export const wholeDesk: DeskFilter = { show: 'all', text: '', by: 'none' };

/** A filter a person gave a name to. */
export const savedView = z.object({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(60),
  filter: deskFilter.omit({ card: true }),
});
export type SavedView = z.infer<typeof savedView>;

/** A console keeps no more than there are keys for. */
export const savedViews = z.array(savedView).max(9);

/** Where the window shows what waits, narrowed so. */
export function deskPath(filter: Partial<DeskFilter>): string {
  const told = new URLSearchParams();
  for (const [key, value] of Object.entries(filter)) {
    if (value !== undefined && value !== '' && value !== 'all' && value !== 'none') told.set(key, value);
  }
  const query = told.toString();
  return query === '' ? '/approvals' : `/approvals/in/${encodeURIComponent(query)}`;
}

/** Reads the filter of such a place; what cannot be understood is left out. */
export function readDeskFilter(query: string): DeskFilter {
  const told = { ...wholeDesk, ...Object.fromEntries(new URLSearchParams(query)) };
  const read = deskFilter.safeParse(told);
  if (read.success) return read.data;
  const wrong = new Set(read.error.issues.map(({ path }) => path[0]));
  const right = Object.fromEntries(Object.entries(told).filter(([key]) => !wrong.has(key)));
  return deskFilter.catch(wholeDesk).parse({ ...wholeDesk, ...right });
}

/** Where the window shows one proposal: in its call, or where it stands among what waits. */
export function cardPath(of: { id: string; call: string | null }): string {
  if (of.call === null) return deskPath({ card: of.id });
  return `/live/${encodeURIComponent(of.call)}/${encodeURIComponent(of.id)}`;
}
