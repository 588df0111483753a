/** What a person picked of a list, to decide about all of it. */
export type Picked = {
  ids: ReadonlySet<string>;
  /** Where a range begins. */
  anchor: string | null;
};

/** Nothing picked. */
export const nothingPicked: Picked = { ids: new Set(), anchor: null };

/** Picks one, or lets it go. */
export function toggled({ ids }: Picked, id: string): Picked {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Picks everything between the anchor and a row, in the order shown. */
export function extended(held: Picked, shown: readonly string[], to: string): Picked {
  const anchor = held.anchor !== null && shown.includes(held.anchor) ? held.anchor : to;
  const [from, until] = [shown.indexOf(anchor), shown.indexOf(to)].sort((a, b) => a - b);
  return { ids: new Set([...held.ids, ...shown.slice(from, (until ?? 0) + 1)]), anchor };
}

/** Picks all of these. */
export function pickedAll(ids: readonly string[]): Picked {
  return { ids: new Set(ids), anchor: ids[0] ?? null };
}
