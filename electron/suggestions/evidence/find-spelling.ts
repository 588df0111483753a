import type { EvidenceMark } from '../../../shared/model/evidence.ts';
import type { Heard } from '../extract/heard.ts';
import { spelledAt } from '../normalise/spelling.ts';
import type { Hearing } from '../reading/hearing.ts';
import type { Word } from '../reading/words.ts';
import { isSame, type Place, toEvidence } from './find-place.ts';
import { bareValue, type ValueKind } from './value-kind.ts';

/** Letters that are taken for each other on the phone. */
const soundAlike = ['bdegptvcz', 'mn', 'fsx', 'jk', 'iy', 'ah'];
const pairs: Readonly<Record<string, string>> = {
  b: 'd',
  d: 'b',
  e: 'i',
  g: 'j',
  p: 'b',
  t: 'd',
  v: 'b',
  c: 'z',
  z: 'c',
  m: 'n',
  n: 'm',
  f: 's',
  s: 'f',
  x: 's',
  j: 'g',
  k: 'j',
  y: 'i',
};
/** Words of an address that are heard as a number, or a number as a word. */
const homophones: Readonly<Record<string, string>> = {
  to: '2',
  too: '2',
  two: 'to',
  for: '4',
  four: 'for',
  won: '1',
  ate: '8',
  eight: 'ate',
  oh: 'the letter or a zero',
  you: 'u',
  are: 'r',
  see: 'c',
  sea: 'c',
  be: 'b',
  bee: 'b',
};
const teens: Readonly<Record<string, string>> = {
  thirteen: 'thirty',
  fourteen: 'forty',
  fifteen: 'fifty',
  sixteen: 'sixty',
  seventeen: 'seventy',
  eighteen: 'eighty',
  nineteen: 'ninety',
  thirty: 'thirteen',
  forty: 'fourteen',
  fifty: 'fifteen',
  sixty: 'sixteen',
  seventy: 'seventeen',
  eighty: 'eighteen',
  ninety: 'nineteen',
};

type Spelled = { value: unknown; kind: ValueKind; place: Place; of: readonly Heard[] };

/** Whether a value was spelled or spoken so that it can be read in two ways, and nobody read it back; null where not. */
export function findSpelling(hearing: Hearing, spelled: Spelled): EvidenceMark | null {
  const { value, kind, place } = spelled;
  if (kind === 'prose' || kind === 'words' || isWritten(value, place) || isReadBack(hearing, spelled)) return null;
  const words = place.turn.words.filter(({ start, end }) => start >= place.start && end <= place.end);
  const doubt =
    kind === 'phone' || kind === 'number' || kind === 'amount' ? ofDigits(words) : ofLetters(words, kind, place);
  if (!doubt) return null;
  return { kind: 'spelled', words: `can be read in two ways: ${doubt}`, evidence: toEvidence(place) };
}

/** It stands there as it would be written: nothing was put together from what was spelled. */
function isWritten(value: unknown, { turn, start, end }: Place): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}@.]/gu, '');
  const said = turn.text.slice(start, end);
  return bare(said) === bare(String(value)) && !/\b\p{L}\b[\s.-]+\b\p{L}\b/u.test(said);
}

/** The agent said it again, and the caller agreed. */
function isReadBack({ turns }: Hearing, { value, kind, place, of }: Spelled): boolean {
  const wanted = bareValue(kind, value);
  const text = String(value).toLowerCase();
  return turns.some(
    (turn) =>
      turn.by === 'agent' &&
      turn.confirmed &&
      turn.index > place.turn.index &&
      (turn.text.toLowerCase().includes(text) ||
        of.some((each) => each.turn === turn.index && isSame(kind, bareValue(kind, each.value), wanted))),
  );
}

function ofLetters(words: readonly Word[], kind: ValueKind, { turn, start, end }: Place): string | null {
  const said = turn.text.slice(start, end);
  if (kind === 'email' && !said.includes('@') && !words.some(({ text }) => text === 'at')) {
    return 'the transcript has neither “@” nor “at”';
  }
  const twice = doubled(words);
  if (twice) return twice;
  const letter = words.findIndex((word, at) => isUnclearLetter(words, at, word));
  const unclear = words[letter]?.text;
  if (unclear) return `“${unclear.toUpperCase()}” sounds like “${(pairs[unclear] ?? '').toUpperCase()}”`;
  const homophone = kind === 'email' ? words.find(({ text }) => text in homophones) : undefined;
  return homophone ? `“${homophone.text}” may be ${quoted(homophones[homophone.text] ?? '')}` : null;
}

/** A letter by itself among others that were spelled, without a word to tell it by. */
function isUnclearLetter(words: readonly Word[], at: number, { text }: Word): boolean {
  if (!/^[a-z]$/.test(text) || !(text in pairs) || !soundAlike.some((group) => group.includes(text))) return false;
  const beside = [words[at - 1], words[at + 1]].some((word) => word !== undefined && /^(?:[a-z]|\d)$/.test(word.text));
  return beside && (spelledAt(words, at)?.used ?? 1) === 1 && !isSaidBy(words, at);
}

/** "as in David", "for David", or the alphabet's own word for it. */
function isSaidBy(words: readonly Word[], at: number): boolean {
  const letter = words[at]?.text ?? '';
  return (
    /^(?:as|like|for)$/.test(words[at + 1]?.text ?? '') &&
    (words[at + 3] ?? words[at + 2])?.text.startsWith(letter) === true
  );
}

function ofDigits(words: readonly Word[]): string | null {
  const unclear = words.find(({ text }) => text in teens);
  if (unclear) return `“${unclear.text}” sounds like “${teens[unclear.text]}”`;
  return doubled(words);
}

/** "Double seven seven" is two sevens, or three; "double u" is a letter. */
function doubled(words: readonly Word[]): string | null {
  for (const [at, { text }] of words.entries()) {
    if (text !== 'double' && text !== 'triple') continue;
    const next = words[at + 1]?.text;
    if (next === 'u' || next === 'you') return `“${text} ${next}” may be “w”`;
    if (next !== undefined && next === words[at + 2]?.text)
      return `“${text} ${next} ${next}” may be more or fewer of them`;
  }
  return null;
}

function quoted(text: string): string {
  return text.includes(' ') ? text : `“${text}”`;
}
