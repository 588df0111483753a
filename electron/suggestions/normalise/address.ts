import { compassWords, countries, stateByName, stateCodes, streetWords, unitWords } from '../lexicon/places.ts';
import type { Word } from '../reading/words.ts';
import { digitRunAt } from './digits.ts';

/** A run of words `from`–`to` and what it says. */
export type Piece = { text: string; from: number; to: number };

/** An address in the parts Salesforce keeps it in. */
export type AddressParts = {
  street: Piece | null;
  city: Piece | null;
  state: Piece | null;
  postalCode: Piece | null;
  country: Piece | null;
};

/** Takes an address apart from its end: country, postal code, state, then the city behind the street. */
export function addressParts(
  words: readonly Word[],
  { text, from, to }: { text: string; from: number; to: number },
): AddressParts {
  const parts: AddressParts = { street: null, city: null, state: null, postalCode: null, country: null };
  let end = to;
  for (let pass = 0; pass < 2; pass += 1) {
    const country = parts.country ?? countryAt(words, from, end);
    if (country && country !== parts.country && country.from > from) {
      parts.country = country;
      end = country.from;
    }
    const code = parts.postalCode ?? postalCodeAt(words, { text, from, end });
    if (code && code !== parts.postalCode && code.from > from) {
      parts.postalCode = code;
      end = code.from;
    }
  }
  end = withoutWords(words, from, end);
  parts.state = stateAt(words, from, end);
  if (parts.state) end = parts.state.from;
  const split = streetEnd(words, { from, end, hasRegion: parts.state !== null || parts.postalCode !== null });
  if (split > from) parts.street = streetPiece(words, { text, from, to: split });
  const cityFrom = skipWords(words, split, end);
  if (cityFrom < end) parts.city = piece(words, { text, from: cityFrom, to: end });
  return parts;
}

function piece(words: readonly Word[], { text, from, to }: { text: string; from: number; to: number }): Piece | null {
  const first = words[from];
  const last = words[to - 1];
  return first && last ? { text: titled(text.slice(first.start, last.end)), from, to } : null;
}

/** Spoken house numbers become digits: "forty two eighteen oak street" → "4218 Oak Street". */
function streetPiece(
  words: readonly Word[],
  { text, from, to }: { text: string; from: number; to: number },
): Piece | null {
  const number = digitRunAt(words, from);
  const rest = piece(words, { text, from, to });
  if (!number?.spoken || number.to >= to) return rest;
  const behind = piece(words, { text, from: number.to, to });
  return behind ? { text: `${number.digits} ${behind.text}`, from, to } : rest;
}

function countryAt(words: readonly Word[], from: number, end: number): Piece | null {
  const last = words[end - 1];
  const previous = words[end - 2];
  if (last?.text === 'states' && previous?.text === 'united') return { text: 'United States', from: end - 2, to: end };
  if (last?.text === 'kingdom' && previous?.text === 'united')
    return { text: 'United Kingdom', from: end - 2, to: end };
  const country = last && end - 1 > from ? countries.get(last.text) : undefined;
  return country ? { text: country, from: end - 1, to: end } : null;
}

function postalCodeAt(
  words: readonly Word[],
  { text, from, end }: { text: string; from: number; end: number },
): Piece | null {
  const last = words[end - 1];
  const previous = words[end - 2];
  if (!last) return null;
  // ZIP+4, and British "SW1A 1AA".
  if (/^\d{4}$/.test(last.text) && previous && /^\d{5}$/.test(previous.text) && previous.gap.trim() === '-') {
    return { text: text.slice(previous.start, last.end), from: end - 2, to: end };
  }
  if (/^\d[a-z]{2}$/.test(last.text) && previous && /^[a-z]{1,2}\d[a-z\d]?$/.test(previous.text)) {
    return { text: text.slice(previous.start, last.end).toUpperCase(), from: end - 2, to: end };
  }
  if (/^\d{5,7}$/.test(last.text) && end - 1 > from) return { text: last.text, from: end - 1, to: end };
  // Spoken: "nine four one oh seven" at the end.
  for (let at = Math.max(from + 1, end - 5); at < end; at += 1) {
    const run = digitRunAt(words, at);
    if (run && run.to === end && run.digits.length === 5) return { text: run.digits, from: at, to: end };
  }
  return null;
}

function stateAt(words: readonly Word[], from: number, end: number): Piece | null {
  for (const length of [3, 2, 1]) {
    const at = end - length;
    if (at <= from) continue;
    const name = words
      .slice(at, end)
      .map((word) => word.text)
      .join(' ');
    const code = stateByName.get(name) ?? (length === 1 && stateCodes.has(name) ? name.toUpperCase() : undefined);
    if (!code) continue;
    // "dc" after Washington is the state; "85 first street virginia va" names it twice.
    const twice = length === 1 && stateByName.get(words[at - 1]?.text ?? '') === code ? at - 1 : at;
    return { text: code, from: Math.max(twice, from + 1), to: end };
  }
  return null;
}

/** Index behind the street: after its last street word, with unit and compass point; else up to a comma, else all. */
function streetEnd(
  words: readonly Word[],
  { from, end, hasRegion }: { from: number; end: number; hasRegion: boolean },
): number {
  let split = -1;
  for (let at = from + 1; at < end; at += 1) {
    const word = words[at];
    if (!word || !streetWords.has(word.text)) continue;
    // "st louis", "court street": a street word right before another, or before the first word, names the street.
    if (word.text === 'st' && split !== -1) continue;
    split = at + 1;
    if (word.gap.includes(',')) break;
  }
  if (split === -1) return commaEnd(words, { from, end, hasRegion });
  while (split < end && compassWords.has(words[split]?.text ?? '') && !namesPlace(words, split, end)) split += 1;
  if (unitWords.has(words[split]?.text ?? '')) split = Math.min(split + 2, end);
  else if (split < end && /^\d{1,5}[a-z]?$/.test(words[split]?.text ?? '')) split += 1;
  return split;
}

/** "north charleston": a compass point that opens a city's name. */
function namesPlace(words: readonly Word[], at: number, end: number): boolean {
  return (words[at]?.text.length ?? 0) > 2 && at + 1 < end && !(words[at]?.gap.includes(',') ?? false);
}

function commaEnd(
  words: readonly Word[],
  { from, end, hasRegion }: { from: number; end: number; hasRegion: boolean },
): number {
  for (let at = end - 2; at > from; at -= 1) if (words[at]?.gap.includes(',')) return at + 1;
  return hasRegion && end - from > 3 && /^\d/.test(words[from]?.text ?? '') ? end - 1 : end;
}

const linking = new Set('and in the zip code zipcode is city of postal pin pincode its thats state'.split(' '));

function withoutWords(words: readonly Word[], from: number, end: number): number {
  let at = end;
  while (at > from + 1 && linking.has(words[at - 1]?.text ?? '')) at -= 1;
  return at;
}

function skipWords(words: readonly Word[], from: number, end: number): number {
  let at = from;
  while (at < end && linking.has(words[at]?.text ?? '')) at += 1;
  return at;
}

/** An address in lower case gets its capitals; one with capitals stays as written. */
export function titled(text: string): string {
  const tidy = text.replace(/\s+/g, ' ').replace(/[,\s]+$/, '');
  return /\p{Lu}/u.test(tidy)
    ? tidy
    : tidy.replace(/(^|[\s-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
}
