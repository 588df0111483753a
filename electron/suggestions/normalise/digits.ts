import { digitWords, repeatWords, scaleWords, teenWords, tensWords } from '../lexicon/numbers.ts';
import type { Word } from '../reading/words.ts';

/** A stretch of words that is a number, as digits. */
export type DigitRun = {
  digits: string;
  /** Indices of the first word and the one after the last. */
  from: number;
  to: number;
  /** Said in words rather than written in digits. */
  spoken: boolean;
};

type Step = { digits: string; used: number; spoken: boolean };

/** What one word, or a pair such as "forty two" or "double seven", adds to a number; null where it is no number. */
export function digitsAt(words: readonly Word[], index: number): Step | null {
  const word = words[index]?.text;
  if (word === undefined) return null;
  if (/^\d+$/.test(word)) return { digits: word, used: 1, spoken: false };
  if ((word === 'oh' || word === 'o') && !besideDigit(words, index)) return null;
  const repeat = repeatWords.get(word);
  const next = words[index + 1]?.text;
  if (repeat !== undefined) {
    const digit = next === undefined ? undefined : (digitWords.get(next) ?? (/^\d$/.test(next) ? next : undefined));
    return digit === undefined ? null : { digits: digit.repeat(repeat), used: 2, spoken: true };
  }
  // "twenty, seven" is 20 and 7.
  const joined = /^[\s-]*$/.test(words[index]?.gap ?? '');
  return spokenAt(word, joined ? next : undefined, words[index + 2]?.text);
}

/** "oh" is a zero only among digits. */
function besideDigit(words: readonly Word[], index: number): boolean {
  return [words[index - 1], words[index + 1]].some(
    (word) => word && (digitWords.has(word.text) || /^\d$/.test(word.text)) && word.text !== 'oh',
  );
}

function spokenAt(word: string, next: string | undefined, third: string | undefined): Step | null {
  const scale = next === undefined ? undefined : scaleWords.get(next);
  const digit = digitWords.get(word);
  if (digit !== undefined && scale === undefined) return { digits: digit, used: 1, spoken: true };
  const small = digit === undefined ? teenWords.get(word) : Number(digit);
  // "four hundred" closes a group: "eight hundred five five five" is 800 555.
  if (small !== undefined && scale !== undefined) return { digits: String(small * scale), used: 2, spoken: true };
  if (small !== undefined) return { digits: String(small), used: 1, spoken: true };
  const tens = tensWords.get(word);
  if (tens === undefined) return null;
  const unit = next === undefined ? undefined : digitWords.get(next);
  if (unit === undefined || unit === '0' || (third !== undefined && scaleWords.has(third))) {
    return { digits: String(tens), used: 1, spoken: true };
  }
  return { digits: String(tens + Number(unit)), used: 2, spoken: true };
}

const joins = /^[\s\-–.,()/+#]*$/;
const fillers = new Set(['dash', 'hyphen', 'uh', 'um', 'er', 'space', 'then', 'slash']);

/** The longest stretch of digits that starts at a word, across dashes, brackets and "dash"; null where none starts. */
export function digitRunAt(words: readonly Word[], from: number): DigitRun | null {
  let digits = '';
  let at = from;
  let to = from;
  let spoken = false;
  while (at < words.length && digits.length < 40) {
    const step = digitsAt(words, at);
    if (!step) {
      const filler = digits !== '' && fillers.has(words[at]?.text ?? '');
      if (!filler) break;
      at += 1;
      continue;
    }
    digits += step.digits;
    spoken ||= step.spoken;
    at += step.used;
    to = at;
    const last = words[at - 1];
    if (!last || !joins.test(last.gap)) break;
  }
  return digits === '' ? null : { digits, from, to, spoken };
}

/** Every stretch of digits in the words, left to right. */
export function digitRuns(words: readonly Word[]): DigitRun[] {
  const runs: DigitRun[] = [];
  let at = 0;
  while (at < words.length) {
    const run = digitRunAt(words, at);
    if (run) runs.push(run);
    at = run ? run.to : at + 1;
  }
  return runs;
}
