/** A stretch of text that both sides share, or that only one has. */
export type DiffRun = { kind: 'same' | 'changed'; text: string };

const words = /\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu;
// The table grows with the product of both lengths; beyond this a full replacement is shown.
const mostCells = 250_000;

/** Marks, word by word, what two texts do not share. */
export function wordDiff(before: string, after: string): { before: DiffRun[]; after: DiffRun[] } {
  const old = before.match(words) ?? [];
  const fresh = after.match(words) ?? [];
  const head = sharedHead(old, fresh);
  const tail = sharedTail(old.slice(head), fresh.slice(head));
  const oldMiddle = old.slice(head, old.length - tail);
  const freshMiddle = fresh.slice(head, fresh.length - tail);
  const kept =
    oldMiddle.length * freshMiddle.length > mostCells
      ? { old: new Set<number>(), fresh: new Set<number>() }
      : common(oldMiddle, freshMiddle);
  const same = (index: number, length: number, middle: Set<number>) =>
    index < head || index >= length - tail || middle.has(index - head);
  return {
    before: join(old, (index) => same(index, old.length, kept.old)),
    after: join(fresh, (index) => same(index, fresh.length, kept.fresh)),
  };
}

/** How much of the longer text both share, from 0 to 1. */
export function sharedPart(runs: readonly DiffRun[]): number {
  const total = runs.reduce((sum, run) => sum + run.text.length, 0);
  const same = runs.reduce((sum, run) => sum + (run.kind === 'same' ? run.text.length : 0), 0);
  return total === 0 ? 0 : same / total;
}

function sharedHead(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

function sharedTail(a: readonly string[], b: readonly string[]): number {
  return sharedHead(a.toReversed(), b.toReversed());
}

/** Indexes of a longest common subsequence on both sides. */
function common(a: readonly string[], b: readonly string[]): { old: Set<number>; fresh: Set<number> } {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const old = new Set<number>();
  const fresh = new Set<number>();
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      old.add(i);
      fresh.add(j);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return { old, fresh };
}

function join(tokens: readonly string[], isSame: (index: number) => boolean): DiffRun[] {
  const runs: DiffRun[] = [];
  tokens.forEach((token, index) => {
    const kind = isSame(index) ? 'same' : 'changed';
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += token;
    else runs.push({ kind, text: token });
  });
  return runs;
}
