/** One number word or group of digits in a text: "four", "forty two", "double five", "4242". */
export type NumberToken = { start: number; end: number; digits: string };

/** Number tokens that belong together: only blanks, dashes, commas or hesitation between them. */
export type NumberRun = { start: number; end: number; digits: string; tokens: NumberToken[] };

const ones = 'zero one two three four five six seven eight nine'.split(' ');
const teens = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const spoken = new Map<string, string>([
  ...ones.map((word, value): [string, string] => [word, String(value)]),
  ...teens.map((word, value): [string, string] => [word, String(value + 10)]),
  ...tens.map((word, value): [string, string] => [word, String((value + 2) * 10)]),
  ['oh', '0'],
  ['o', '0'],
  ['nought', '0'],
  ['niner', '9'],
]);
const repeats = new Map([
  ['double', 2],
  ['triple', 3],
  ['treble', 3],
]);
const hesitation = new Set(['uh', 'um', 'er', 'erm', 'hm', 'then', 'dash', 'hyphen', 'space']);
const wordOrDigits = /\d+|[\p{L}]+/gu;

/** Finds the numbers of a text, written or spoken, in one pass. */
export function findNumberRuns(text: string): NumberRun[] {
  const runs: NumberRun[] = [];
  let tokens: NumberToken[] = [];
  let repeat: { count: number; start: number; end: number } | null = null;
  let reached = 0;
  const close = () => {
    const [first, last] = [tokens[0], tokens.at(-1)];
    const digits = tokens.map((token) => token.digits).join('');
    if (first && last) runs.push({ start: first.start, end: last.end, digits, tokens });
    tokens = [];
    repeat = null;
  };
  for (const { 0: raw, index } of text.matchAll(wordOrDigits)) {
    const word = raw.length > 10 ? raw : raw.toLowerCase();
    const digits = spoken.get(word) ?? (/^\d/.test(raw) ? raw : null);
    const end = index + raw.length;
    if (!joins(text, reached, index)) close();
    const before: NumberToken | undefined = tokens.at(-1);
    if (digits === null) {
      const count = repeats.get(word);
      if (count) repeat = { count, start: index, end };
      else if (!hesitation.has(word)) close();
    } else if (repeat && digits.length === 1) {
      tokens.push({ start: repeat.start, end, digits: digits.repeat(repeat.count) });
      repeat = null;
    } else if (before && completesTens(before, digits, text.slice(before.end, index), word)) {
      tokens[tokens.length - 1] = { start: before.start, end, digits: `${before.digits[0] ?? ''}${digits}` };
    } else {
      tokens.push({ start: index, end, digits });
    }
    reached = end;
  }
  close();
  return runs;
}

// Longest gap first: slicing a megabyte of blanks for each word would not be linear.
function joins(text: string, from: number, to: number): boolean {
  if (to - from > 12) return false;
  const between = text.slice(from, to);
  // "45.50" is an amount and "11/28" a date; "four. two." and "4242-4242" are read out digit by digit.
  return /^[\s\-–—.,…·•]*$/.test(between) && between !== '.';
}

// "forty two" is 42, "forty, two" and "40 2" are not; the word of the tens stands alone in its token.
function completesTens(before: NumberToken, digits: string, between: string, word: string): boolean {
  const isSpokenTens = before.digits.length === 2 && before.digits.endsWith('0') && before.end - before.start > 4;
  return isSpokenTens && ones.indexOf(word) > 0 && digits.length === 1 && /^[ -]$/.test(between);
}
