import type { ListedProposal } from '../../shared/contract/views.ts';
import type { DeskGrouping } from '../../shared/model/desk-filter.ts';
import { groupOf } from './filters.ts';

/** Height of a row, in pixels: rows do not differ, so that nothing moves while scrolling. */
export const rowHeightPx = 48;
/** Height of what stands over a group. */
export const headHeightPx = 32;

/** A line of the list: a proposal, or what stands over those of a group. */
export type ListEntry = { id: string; index: number } | { head: string; label: string; ids: string[] };

/** The list as it is drawn, and where each row begins in it. */
export type ListEntries = {
  entries: readonly ListEntry[];
  /** In heights of a row from the top. */
  at: ReadonlyMap<string, number>;
};

type Group = { value: string | null; ids: string[] };

/** Puts a head over each group. */
export function listEntries(
  shown: readonly string[],
  by: DeskGrouping,
  find: (id: string) => ListedProposal | undefined,
): ListEntries {
  const entries: ListEntry[] = [];
  const at = new Map<string, number>();
  let group: Group = { value: null, ids: [] };
  let top = 0;
  for (const id of shown) {
    const listed = by === 'none' ? undefined : find(id);
    const its = listed && groupOf(by, listed);
    if (its && its.value !== group.value) {
      group = { value: its.value, ids: [] };
      entries.push({ head: `${its.value} ${entries.length}`, label: its.label, ids: group.ids });
      top += headHeightPx / rowHeightPx;
    }
    if (its) group.ids.push(id);
    entries.push({ id, index: at.size });
    at.set(id, top);
    top += 1;
  }
  return { entries, at };
}

/** The first row of the group after the one of a row, or of the one before it; null at either end. */
export function neighbourGroup({ entries }: ListEntries, id: string | null, step: 1 | -1): string | null {
  const groups = entries.flatMap((each) => ('head' in each ? [each.ids] : []));
  const here = groups.findIndex((ids) => id !== null && ids.includes(id));
  return groups[here + step]?.[0] ?? null;
}
