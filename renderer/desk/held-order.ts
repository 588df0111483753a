/** A list that does not move under the person: what is shown, what is chosen, and who chose it. */
export type HeldOrder = {
  /** Ids in the order on screen. */
  shown: readonly string[];
  selected: string | null;
  /** A selection the person did not make is guarded for a moment against keys already on their way. */
  selectedBy: 'person' | 'console';
  selectedAt: number;
};

/** Nothing shown yet. */
export const emptyOrder: HeldOrder = { shown: [], selected: null, selectedBy: 'console', selectedAt: 0 };

// People press a key some 200 ms after what they saw; less than this after a change, they meant what was there before.
const guardMs = 300;

/** How a list takes in what comes by itself. */
export type Arrival = {
  /** New rows may be added below without asking: nothing moves by it. */
  growsAtEnd?: boolean;
  /** It is still being read: what comes belongs where it belongs, and is no news. */
  filling?: boolean;
};

/** The list as it should be now has changed. Nothing moves while something is chosen, but a list that grows at the end may grow. */
export function arrive(
  held: HeldOrder,
  wanted: readonly string[],
  now: number,
  { growsAtEnd = false, filling = false }: Arrival = {},
): HeldOrder {
  if (held.selected === null || held.shown.length === 0) return selectFirst(wanted, held, now);
  if (filling && held.selectedBy === 'console') return selectFirst(wanted, held, now);
  if (filling) return { ...held, shown: settle(held.shown, wanted, held.selected) };
  if (!growsAtEnd) return held;
  const known = new Set(held.shown);
  const added = wanted.filter((id) => !known.has(id));
  return added.length === 0 ? held : { ...held, shown: [...held.shown, ...added] };
}

/** The person moves by one; what waited is let in. */
export function move(held: HeldOrder, wanted: readonly string[], step: 1 | -1, now: number): HeldOrder {
  // As nearly always: nothing waits to be let in.
  if (held.shown === wanted && held.selected !== null) {
    const next = wanted[wanted.indexOf(held.selected) + step];
    return next === undefined ? held : choose(held, next, now);
  }
  const still = new Set(wanted);
  const stay = held.selected !== null && still.has(held.selected) ? held.selected : (wanted[0] ?? null);
  const target = neighbour(held, still, step) ?? stay;
  return choose({ ...held, shown: settle(held.shown, wanted, target) }, target, now);
}

/** The person chooses a row. Choosing what is chosen already changes nothing: focus that follows a selection is no choice. */
export function choose(held: HeldOrder, id: string | null, now: number): HeldOrder {
  if (held.selected === id) return held;
  return { ...held, selected: id, selectedBy: 'person', selectedAt: now };
}

/** Something was decided: what waited is let in, and the next in the order the person saw is selected. */
export function decided(held: HeldOrder, wanted: readonly string[], id: string, now: number): HeldOrder {
  const left = wanted.filter((each) => each !== id);
  if (held.selected !== id) return { ...held, shown: settle(held.shown, left, held.selected) };
  const still = new Set(left);
  const next = neighbour(held, still, 1) ?? neighbour(held, still, -1) ?? left[0] ?? null;
  return { shown: left, selected: next, selectedBy: 'console', selectedAt: now };
}

/** Another takes the place of one, and is chosen if that was. */
export function replaced(held: HeldOrder, id: string, by: string, now: number): HeldOrder {
  const without = held.shown.filter((each) => each !== by);
  const shown = without.map((each) => (each === id ? by : each));
  if (held.selected !== id) return { ...held, shown };
  return { shown, selected: by, selectedBy: 'console', selectedAt: now };
}

/** Something the person asked for comes first, and is chosen. */
export function placed(held: HeldOrder, id: string, now: number): HeldOrder {
  const shown = [id, ...held.shown.filter((each) => each !== id)];
  return { shown, selected: id, selectedBy: 'console', selectedAt: now };
}

/** The person asks for what is new. */
export function letIn(held: HeldOrder, wanted: readonly string[], now: number): HeldOrder {
  const selected = held.selected ?? wanted[0] ?? null;
  return choose({ ...held, shown: settle(held.shown, wanted, selected) }, selected, now);
}

/** How many rows wait to be let in. */
export function countNew(held: Pick<HeldOrder, 'shown'>, wanted: readonly string[]): number {
  if (held.shown === wanted) return 0;
  const known = new Set(held.shown);
  return wanted.reduce((count, id) => (known.has(id) ? count : count + 1), 0);
}

/** Whether a key pressed now may act on the selection. `changedAt` is when the selected card last changed by itself. */
export function keysMayAct(held: HeldOrder, changedAt: number, now: number): boolean {
  const since = held.selectedBy === 'console' ? Math.max(held.selectedAt, changedAt) : changedAt;
  return now - since >= guardMs;
}

function selectFirst(wanted: readonly string[], held: HeldOrder, now: number): HeldOrder {
  const selected = wanted[0] ?? null;
  if (selected === held.selected && wanted.length === 0 && held.shown.length === 0) return held;
  if (selected === held.selected) return { ...held, shown: wanted };
  return { shown: wanted, selected, selectedBy: 'console', selectedAt: now };
}

/** The wanted order; a chosen row that is wanted no more keeps its place until the person leaves it. */
function settle(shown: readonly string[], wanted: readonly string[], selected: string | null): readonly string[] {
  if (selected === null || wanted.includes(selected)) return wanted;
  const still = new Set(wanted);
  const below = shown.slice(shown.indexOf(selected) + 1).find((id) => still.has(id));
  const place = below === undefined ? wanted.length : wanted.indexOf(below);
  return [...wanted.slice(0, place), selected, ...wanted.slice(place)];
}

function neighbour(held: HeldOrder, among: ReadonlySet<string>, step: 1 | -1): string | null {
  const from = held.selected === null ? -1 : held.shown.indexOf(held.selected);
  for (let at = from + step; at >= 0 && at < held.shown.length; at += step) {
    const id = held.shown[at];
    if (id !== undefined && among.has(id)) return id;
  }
  return null;
}
