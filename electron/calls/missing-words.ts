/** Most words on either side that are compared; of a longer conversation the end. */
const mostCompared = 2_000;

/** A word as it is compared, and where it stands in its text. */
export type Word = { word: string; start: number; end: number };

/** The words of a text, without punctuation or case: two transcripts of one turn differ in these first. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}•]+/gu), (match) => ({
    word: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * Which words of a whole are missing from what is known of it. Words that stand otherwise in the known (a number
 * written out, a masked one) are not missing; words where the known has nothing, are.
 */
export function missingWords(whole: readonly string[], known: readonly string[]): boolean[] {
  const missing = whole.map(() => false);
  let from = 0;
  while (from < whole.length && from < known.length && whole[from] === known[from]) from += 1;
  let to = 0;
  while (to < Math.min(whole.length, known.length) - from && whole.at(-1 - to) === known.at(-1 - to)) to += 1;
  const wholeFrom = Math.max(from, whole.length - to - mostCompared);
  const knownFrom = Math.max(from, known.length - to - mostCompared);
  const left = whole.slice(wholeFrom, whole.length - to);
  const right = known.slice(knownFrom, known.length - to);
  for (const gap of gapsBetween(left, right)) {
    const masked = gap.known.some((word) => word.includes('•'));
    if (masked || gap.known.length * 2 >= gap.whole.length) continue;
    for (const at of gap.whole) missing[wholeFrom + at] = true;
  }
  return missing;
}

type Gap = { whole: number[]; known: string[] };

/** The stretches between words that both have, along a longest common subsequence. */
function gapsBetween(left: readonly string[], right: readonly string[]): Gap[] {
  const width = right.length + 1;
  const longest = longestCommon(left, right);
  const lengthAt = (row: number, column: number) => longest[row * width + column] ?? 0;
  const gaps: Gap[] = [];
  let gap: Gap = { whole: [], known: [] };
  let row = 0;
  let column = 0;
  while (row < left.length || column < right.length) {
    const same = row < left.length && column < right.length && left[row] === right[column];
    if (same && lengthAt(row, column) === lengthAt(row + 1, column + 1) + 1) {
      gaps.push(gap);
      gap = { whole: [], known: [] };
      row += 1;
      column += 1;
    } else if (
      column >= right.length ||
      (row < left.length && lengthAt(row + 1, column) >= lengthAt(row, column + 1))
    ) {
      gap.whole.push(row);
      row += 1;
    } else {
      gap.known.push(right[column] ?? '');
      column += 1;
    }
  }
  return [...gaps, gap];
}

/** Lengths of the longest common subsequence from every pair of positions to the ends. */
function longestCommon(left: readonly string[], right: readonly string[]): Uint16Array {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const after = lengths[(row + 1) * width + column + 1] ?? 0;
      const below = lengths[(row + 1) * width + column] ?? 0;
      const beside = lengths[row * width + column + 1] ?? 0;
      lengths[row * width + column] = left[row] === right[column] ? after + 1 : Math.max(below, beside);
    }
  }
  return lengths;
}
