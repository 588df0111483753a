import type { PartyRole } from '../../shared/model/call.ts';
import type { Evidence } from '../../shared/model/evidence.ts';
import type { Utterance } from '../../shared/model/utterance.ts';

/** Shortest text worth looking for: shorter ones are found by accident. */
const shortest = 2;
/** Digits that a number must share to count as said. */
const fewestDigits = 4;

/** Where somebody, usually the caller, said a value in so many words, latest first; numbers are compared by their digits. Null where never. */
export function findQuote(value: unknown, utterances: readonly Utterance[], by: PartyRole = 'caller'): Evidence | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const wanted = String(value).trim();
  if (wanted.length < shortest || wanted.length > 500) return null;
  for (const utterance of utterances.toReversed()) {
    if (utterance.party !== by || utterance.state !== 'final') continue;
    const span = spanOf(wanted, utterance.text);
    if (span) return { utterance: utterance.id, ...span, quote: utterance.text.slice(span.start, span.end) };
  }
  return null;
}

function spanOf(wanted: string, text: string): { start: number; end: number } | null {
  return wordSpan(wanted.toLowerCase(), text) ?? digitSpan(wanted, text);
}

/** The last place where the words stand by themselves: "OR" is not said by who says "for". */
function wordSpan(wanted: string, text: string): { start: number; end: number } | null {
  const lower = text.toLowerCase();
  // Lower-casing can change a text's length (İ); a span is only true where it did not.
  if (lower.length !== text.length) return null;
  for (
    let start = lower.lastIndexOf(wanted);
    start >= 0;
    start = start === 0 ? -1 : lower.lastIndexOf(wanted, start - 1)
  ) {
    const end = start + wanted.length;
    const alone = !isWordPart(lower[start - 1]) && !isWordPart(lower[end]);
    if (alone && !isInAddress(lower, start, end)) return { start, end };
  }
  return null;
}

/** "Dana" is not said by who says "dana@reyes.example". */
function isInAddress(text: string, start: number, end: number): boolean {
  return (
    /[@\p{L}\p{N}][@.]$/u.test(text.slice(Math.max(0, start - 2), start)) ||
    /^(?:@|\.[\p{L}\p{N}])/u.test(text.slice(end, end + 2))
  );
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function digitSpan(wanted: string, text: string): { start: number; end: number } | null {
  const digits = wanted.replace(/\D/g, '');
  if (digits.length < fewestDigits || /[a-z]{2}/i.test(wanted)) return null;
  const places: number[] = [];
  let said = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character >= '0' && character <= '9') {
      said += character;
      places.push(at);
    }
  }
  const national = digits.length > 10 ? digits.slice(-10) : digits;
  for (const sought of [digits, national]) {
    const found = said.indexOf(sought);
    const start = places[found];
    const end = places[found + sought.length - 1];
    if (found >= 0 && start !== undefined && end !== undefined) return { start, end: end + 1 };
  }
  return null;
}
