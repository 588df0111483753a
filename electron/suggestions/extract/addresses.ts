import { isCommonWord } from '../lexicon/common-words.ts';
import { stateCodes, streetWords } from '../lexicon/places.ts';
import { addressParts, type Piece } from '../normalise/address.ts';
import { digitRunAt } from '../normalise/digits.ts';
import type { Hearing } from '../reading/hearing.ts';
import { type Bar, isBarred } from '../reading/secrets.ts';
import type { Turn } from '../reading/turns.ts';
import type { Word } from '../reading/words.ts';
import type { Detail, Heard } from './heard.ts';

/** One whole address as it was given. */
export type HeardAddress = { turn: number; parts: readonly Heard[]; certainty: Heard['certainty'] };

/** Every address the caller gave from a turn on. */
export function addressesIn({ turns, guarded }: Hearing, afterTurn: number): HeardAddress[] {
  return turns.flatMap((turn) => {
    const spoken = turn.by === 'caller' || turn.confirmed;
    if (!spoken || turn.index < afterTurn) return [];
    const found = addressIn(turn, guarded.bars[turn.index] ?? []);
    return found ? [found] : [];
  });
}

type Place = { from: number; to: number; certainty: Heard['certainty']; reason: string };

function addressIn(turn: Turn, bars: readonly Bar[]): HeardAddress | null {
  const place = named(turn, bars) ?? housed(turn, bars) ?? (turn.by === 'caller' ? answered(turn, bars) : null);
  if (!place) return null;
  const parts = addressParts(turn.words, { text: turn.text, from: place.from, to: place.to });
  const { certainty, reason } = place;
  const pieces: [Detail, Piece | null][] = [
    ['street', parts.street],
    ['city', parts.city],
    ['state', parts.state],
    ['postal-code', parts.postalCode],
    ['country', parts.country],
  ];
  const heard = pieces.flatMap(([detail, piece]) => (piece ? toHeard(turn, { detail, piece, certainty, reason }) : []));
  return heard.length > 0 ? { turn: turn.index, parts: heard, certainty } : null;
}

function toHeard(
  turn: Turn,
  { detail, piece, certainty, reason }: { detail: Detail; piece: Piece; certainty: Heard['certainty']; reason: string },
): Heard[] {
  const first = turn.words[piece.from];
  const last = turn.words[piece.to - 1];
  if (!first || !last) return [];
  const sure = detail === 'street' || detail === 'postal-code' || detail === 'state' ? certainty : lowered(certainty);
  return [
    {
      detail,
      value: piece.text,
      turn: turn.index,
      start: first.start,
      end: last.end,
      certainty: sure,
      reasons: [reason],
      resolvedFrom: saidOtherwise(piece.text, turn.text.slice(first.start, last.end)),
    },
  ];
}

/** The words behind a value that is not just these words: "uk", "forty two eighteen oak street". */
function saidOtherwise(value: string, words: string): string | null {
  return value.toLowerCase() === words.toLowerCase().replace(/\s+/g, ' ') ? null : words;
}

function lowered(certainty: Heard['certainty']): Heard['certainty'] {
  return certainty === 'certain' ? 'likely' : certainty;
}

/** "my new address is …", "change my address to …". */
function named(turn: Turn, bars: readonly Bar[]): Place | null {
  const { words } = turn;
  for (let at = words.length - 1; at >= 0; at -= 1) {
    if (!/^(?:address|adress|addresses)$/.test(words[at]?.text ?? '')) continue;
    if (/^(?:email|mail|e|ip|web)$/.test(words[at - 1]?.text ?? '') || words[at - 1]?.text === 'old') continue;
    const from = afterAddress(words, at);
    if (from === null) continue;
    const to = placeEnd(words, { from, bars, turn });
    if (isPlace(words, from, to)) return { from, to, certainty: 'certain', reason: 'given as the address' };
  }
  return null;
}

/** The word an address starts at behind "address is", "address on my account to", "address:". */
function afterAddress(words: readonly Word[], at: number): number | null {
  let from = at + 1;
  while (/^(?:of|in|on|for|the|my|our|credit|debit|card|account|this|new)$/.test(words[from]?.text ?? '')) from += 1;
  const said = from;
  while (/^(?:is|its|to|no|now|will|be|should|would|has|changed|at|the|following)$/.test(words[from]?.text ?? ''))
    from += 1;
  const announced = from > said || /[:,-]/.test(words[from - 1]?.gap ?? '') || /^\d/.test(words[from]?.text ?? '');
  if (announced) return from;
  const next = words[from];
  return next && !isCommonWord(next.text) ? from : null;
}

/** A house number with a street behind it, wherever it stands in the turn. */
function housed(turn: Turn, bars: readonly Bar[]): Place | null {
  const { words } = turn;
  for (let at = 0; at < words.length; at += 1) {
    const number = digitRunAt(words, at);
    if (!number) continue;
    const next = number.to;
    at = next - 1;
    const start = words[number.from];
    const end = words[next - 1];
    if (!start || !end || isBarred(bars, start.start, end.end) || number.digits.length > 5) continue;
    const to = placeEnd(words, { from: number.from, bars, turn });
    const street = words.slice(next, to).findIndex((word) => streetWords.has(word.text));
    const behind = words[next];
    const alone =
      number.from <= 1 &&
      to - next >= 2 &&
      behind &&
      !isCommonWord(behind.text) &&
      words.slice(next, to).some((word) => /^\p{L}{3,}$/u.test(word.text) && !isCommonWord(word.text));
    if (
      (street >= 0 && street <= 5 && behind && !notBehindHouse.test(behind.text)) ||
      (alone && !notBehindHouse.test(behind.text))
    ) {
      return { from: number.from, to, certainty: 'likely', reason: 'a house number and a street' };
    }
  }
  return null;
}

const notBehindHouse =
  /^(?:st|nd|rd|th|and|gb|mb|am|pm|is|card|account|jan|feb|mar|apr|may|june|july|aug|sep|oct|nov|dec|for|dollars?|days?|months?)$/;

/** A turn that can only be an address, though it has no house number. */
function answered(turn: Turn, bars: readonly Bar[]): Place | null {
  const { words } = turn;
  let from = 0;
  while (from < words.length && /^(?:sure|yes|yeah|ok|okay|its|it|is|thats|the|new|my)$/.test(words[from]?.text ?? ''))
    from += 1;
  const to = placeEnd(words, { from, bars, turn });
  const own = words.slice(from, to);
  const street = own.findIndex(
    (word, at) => at > 0 && streetWords.has(word.text) && word.text !== 'way' && word.text !== 'place',
  );
  const asked = turn.asked.includes('address') && own.length >= 2;
  const talk = own.filter((word) => isCommonWord(word.text) && !streetWords.has(word.text)).length;
  if (to < words.length && !asked) return null;
  if (street > 0 && talk * 2 < own.length) return { from, to, certainty: 'likely', reason: 'reads as a street' };
  return asked && talk * 3 <= own.length
    ? { from, to, certainty: 'likely', reason: 'answers the question for the address' }
    : null;
}

/** Where an address ends: before thanks, before what goes on in another sentence, before something barred. */
function placeEnd(
  words: readonly Word[],
  { from, bars, turn }: { from: number; bars: readonly Bar[]; turn: Turn },
): number {
  let to = from;
  while (to < words.length && to < from + 22) {
    const word = words[to];
    if (!word || isBarred(bars, word.start, word.end)) break;
    if (
      /^(?:please|thank|thanks|this|thats|that|and|ok|okay|so|i|can|could|you|my|ph|phone|contact|is|instead|now|right|email|mail|ssn)$/.test(
        word.text,
      ) &&
      to > from
    ) {
      if (word.text !== 'and' || !continuesPlace(words, to)) break;
    }
    // A long number behind the postal code is a phone number.
    if (/^\d{8,}$/.test(word.text) && to > from) break;
    to += 1;
    if (/[.!?;\n]/.test(word.gap) && !/^(?:st|ave|rd|dr|blvd|apt|ln|no|n|s|e|w)$/.test(word.text)) {
      const next = words[to];
      const goesOn = next && (/^\d{5,6}$/.test(next.text) || stateCodes.has(next.text));
      if (!goesOn && turn.text.slice(word.end).trim() !== '') break;
    }
  }
  return to;
}

function continuesPlace(words: readonly Word[], at: number): boolean {
  return /^(?:zip|the|thats|in|postal|pin)$/.test(words[at + 1]?.text ?? '');
}

function isPlace(words: readonly Word[], from: number, to: number): boolean {
  const own = words.slice(from, to);
  if (own.length < 2) return false;
  const talk = own.filter((word) => isCommonWord(word.text) && !streetWords.has(word.text)).length;
  const number = own.some((word) => /\d/.test(word.text)) || digitRunAt(own, 0) !== null;
  return number
    ? own.length >= 2 && talk < own.length - 1
    : own.some((word) => streetWords.has(word.text)) || talk * 3 < own.length;
}
