import { digitWords } from '../lexicon/numbers.ts';
import type { Word } from '../reading/words.ts';
import { digitsAt } from './digits.ts';

const nato: ReadonlySet<string> = new Set(
  'alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu'.split(
    ' ',
  ),
);

/** What a stretch of words spells, and how many words it took; null where the first is no letter or digit. */
export function spelledAt(words: readonly Word[], index: number): { text: string; used: number } | null {
  const word = words[index]?.text;
  if (word === undefined) return null;
  const digits = digitsAt(words, index);
  if (digits) return { text: digits.digits, used: digits.used };
  if (/^(?:double|triple)$/.test(word)) {
    const letter = words[index + 1]?.text;
    return letter && /^[a-z]$/.test(letter) ? { text: letter.repeat(word === 'double' ? 2 : 3), used: 2 } : null;
  }
  if (/^[a-z]$/.test(word)) return { text: word, used: 1 + asIn(words, index, word) };
  // "victor dot osei" is a name; "victor oscar six" is spelled.
  return nato.has(word) && (isSpelled(words[index - 1]) || isSpelled(words[index + 1]))
    ? { text: word.slice(0, 1), used: 1 }
    : null;
}

function isSpelled(word: Word | undefined): boolean {
  return word !== undefined && (/^(?:[a-z]|\d+)$/.test(word.text) || nato.has(word.text) || digitWords.has(word.text));
}

/** Words taken by "as in david", "for delta" or "like in tom" behind a letter. */
function asIn(words: readonly Word[], index: number, letter: string): number {
  const next = words[index + 1]?.text;
  const third = words[index + 2]?.text;
  const fourth = words[index + 3]?.text;
  if ((next === 'as' || next === 'like') && third === 'in' && fourth?.startsWith(letter)) return 3;
  return next === 'for' && third !== undefined && third.length > 2 && third.startsWith(letter) ? 2 : 0;
}
