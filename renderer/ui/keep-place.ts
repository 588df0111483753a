/** A list with rows of one height, and the place of its chosen row before and after a change. */
export type Placed = {
  scrollTop: number;
  height: number;
  rowHeight: number;
  /** Index before the change; -1 where it was not in the list. */
  before: number;
  after: number;
  /** Another row is chosen now: it has to be seen. */
  moved: boolean;
};

/** Where to scroll so that the chosen row keeps its place on the screen, and is seen if it was just chosen. */
export function keepPlace(of: Placed): number {
  if (of.after < 0) return of.scrollTop;
  const shift = of.before < 0 ? 0 : (of.after - of.before) * of.rowHeight;
  const kept = Math.max(0, of.scrollTop + shift);
  return of.moved ? revealed({ ...of, scrollTop: kept }) : kept;
}

/** Where to scroll so that the row is seen, moving as little as possible. */
export function revealed(of: Pick<Placed, 'scrollTop' | 'height' | 'rowHeight' | 'after'>): number {
  const top = of.after * of.rowHeight;
  if (top < of.scrollTop) return top;
  const bottom = top + of.rowHeight;
  return bottom > of.scrollTop + of.height ? bottom - of.height : of.scrollTop;
}
