import type { NumberRun, NumberToken } from './number-runs.ts';

/** Fewest and most digits of a card number. */
const shortest = 13;
const longest = 19;

/** A card number found in a run of numbers. */
export type FoundCard = { start: number; end: number; digits: string; ofKnownBrand: boolean };

/** The card numbers in a run: the run itself, or part of one that goes on (with an expiry date, say). */
export function findCards(run: Pick<NumberRun, 'tokens' | 'digits'>): FoundCard[] {
  const whole = cardOf(run.tokens, run.digits);
  if (whole && (whole.ofKnownBrand || isReadAsOne(run.tokens))) return [whole];
  const found: FoundCard[] = [];
  let from = 0;
  while (from < run.tokens.length) {
    const card = cardFrom(run.tokens, from);
    if (card) found.push(card.card);
    from = card ? card.next : from + 1;
  }
  return found;
}

// A telephone number and what was said after it are no card number, even where their digits pass the check.
function isReadAsOne(tokens: readonly NumberToken[]): boolean {
  return tokens.length === 1 || tokens.every((token) => token.digits.length <= 4);
}

// One in ten numbers passes the Luhn check by chance, and a long run has many parts: of a part, the brand is asked too.
function cardFrom(tokens: readonly NumberToken[], from: number): { card: FoundCard; next: number } | null {
  let digits = '';
  for (let to = from; to < tokens.length && digits.length < longest; to += 1) {
    digits += tokens[to]?.digits ?? '';
    const card = cardOf(tokens.slice(from, to + 1), digits);
    if (card?.ofKnownBrand) return { card, next: to + 1 };
  }
  return null;
}

function cardOf(tokens: readonly NumberToken[], digits: string): FoundCard | null {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last || digits.length < shortest || digits.length > longest || !passesLuhn(digits)) return null;
  return { start: first.start, end: last.end, digits, ofKnownBrand: hasKnownBrand(digits) };
}

/** Whether the digits pass the check of ISO/IEC 7812. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && /[1-9]/.test(digits);
}

function hasKnownBrand(digits: string): boolean {
  return [
    /^4(\d{12}|\d{15}|\d{18})$/,
    /^5[0-9]\d{14}$/,
    /^2[2-7]\d{14}$/,
    /^3[47]\d{13}$/,
    /^3[0689]\d{12}$/,
    /^35\d{14}$/,
    /^6\d{15,18}$/,
  ].some((brand) => brand.test(digits));
}
