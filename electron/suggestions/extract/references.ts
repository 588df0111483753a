import { isCommonWord } from '../lexicon/common-words.ts';
import { digitsAt } from '../normalise/digits.ts';
import type { Hearing } from '../reading/hearing.ts';
import { type Label, labelBefore } from '../reading/labels.ts';
import { isBarred, type SaidNumber } from '../reading/secrets.ts';
import type { Turn } from '../reading/turns.ts';
import type { Detail, Heard } from './heard.ts';

const detailByLabel: Partial<Record<Label, Detail>> = {
  account: 'account-number',
  policy: 'policy-number',
  claim: 'claim-number',
  order: 'order-number',
  case: 'case-number',
  invoice: 'invoice-number',
  booking: 'booking-number',
  room: 'room-number',
  'postal-code': 'postal-code',
};

const nounByDetail: Partial<Record<Detail, string>> = {
  'account-number': 'an account number',
  'policy-number': 'a policy number',
  'claim-number': 'a claim number',
  'order-number': 'an order number',
  'case-number': 'a case number',
  'invoice-number': 'an invoice number',
  'booking-number': 'a booking number',
  'room-number': 'a room number',
  'postal-code': 'a postal code',
};

/** Every number or code the caller gave with a name to it: account, order, policy, claim, room. */
export function referencesIn(hearing: Hearing): Heard[] {
  return hearing.turns.flatMap((turn) => {
    if (turn.by !== 'caller' && !turn.confirmed) return [];
    const numbers = hearing.guarded.numbers[turn.index] ?? [];
    return numbers.flatMap((number) => {
      const code = withLetters(turn, number);
      const label = number.label ?? (code.letters !== '' ? labelBefore(turn.words, number.from - 1) : null);
      // In a bank's matters a code nobody named may be half a card number.
      const unnamed = code.letters !== '' && label === null && !hearing.guarded.banking ? 'reference-number' : null;
      const detail = (label && detailByLabel[label]) ?? unnamed;
      if (!detail || number.continues || isBarred(hearing.guarded.bars[turn.index] ?? [], code.start, code.end))
        return [];
      const pieces = wholeNumber(hearing, turn.index, number);
      const written = number.spoken || pieces !== number.digits ? pieces : turn.text.slice(code.start, code.end);
      const value = code.letters !== '' ? codeValue(turn, number, code) : written;
      return [toReference(turn, { detail, value, start: code.start, end: code.end })];
    });
  });
}

function toReference(turn: Turn, found: { detail: Detail; value: string; start: number; end: number }): Heard {
  const noun = nounByDetail[found.detail];
  return {
    ...found,
    turn: turn.index,
    certainty: noun ? 'certain' : 'unsure',
    reasons: [noun ? `given as ${noun}` : 'looks like a reference, and was not named'],
    resolvedFrom: null,
  };
}

/** Spelled codes are put together; written ones stay as they are, in capitals. */
function codeValue(turn: Turn, number: SaidNumber, code: Code): string {
  const spelled = number.spoken || /\s\d\s\d/.test(turn.text.slice(code.start, code.end));
  if (!spelled) return turn.text.slice(code.start, code.end).toUpperCase();
  const digits = turn.words
    .slice(number.from, number.to)
    .map((word, at) => (isDash(word.text) ? '-' : (digitsAt(turn.words, number.from + at)?.digits ?? '')));
  return `${code.letters}${number.spoken ? number.digits : digits.join('')}`.toUpperCase();
}

type Code = { start: number; end: number; letters: string };

/** "XYZ 123", "P L 3 3 0 7", "S D dash 4 4 0 9": the letters before a number. */
function withLetters(turn: Turn, number: SaidNumber): Code {
  const { words } = turn;
  let from = number.from;
  if (isDash(words[from - 1]?.text)) from -= 1;
  const spelledTo = from;
  while (
    from > 0 &&
    from > spelledTo - 5 &&
    /^[a-z]$/.test(words[from - 1]?.text ?? '') &&
    isGlued(words[from - 1]?.gap)
  )
    from -= 1;
  const first = words[from];
  if (first && spelledTo - from >= 2) {
    const letters = words.slice(from, number.from).map(({ text }) => (isDash(text) ? '-' : text));
    return { start: first.start, end: number.end, letters: letters.join('') };
  }
  const before = words[number.from - 1];
  const isCode =
    before &&
    isGlued(before.gap) &&
    /^[a-z]{1,4}$/.test(before.text) &&
    !isCommonWord(before.text) &&
    !notCode.has(before.text) &&
    number.digits.length >= (before.text.length > 1 ? 2 : 3);
  if (!before || !isCode) return { start: number.start, end: number.end, letters: '' };
  return { start: before.start, end: number.end, letters: before.text };
}

function isDash(text: string | undefined): boolean {
  return text === 'dash' || text === 'hyphen';
}

function isGlued(gap: string | undefined): boolean {
  return gap !== undefined && /^[\s-]?$/.test(gap);
}

const notCode = new Set(
  'plus dash cvv ssn pin ph no acc acno usd rs jan feb mar apr jun jul aug sep sept oct nov dec st nd rd th am pm gb mb tb at ave dr old'.split(
    ' ',
  ),
);

function wholeNumber(hearing: Hearing, turn: number, number: SaidNumber): string {
  let digits = number.digits;
  for (const numbers of hearing.guarded.numbers.slice(turn + 1, turn + 10)) {
    const [next] = numbers;
    if (!next) continue;
    if (!next.continues) break;
    digits += next.digits;
  }
  return digits;
}

const codePattern = /(?<![\p{L}\p{N}])#?[A-Z0-9][A-Z0-9-]{5,13}(?![\p{L}\p{N}])/gu;

/** Codes written with letters and digits together, such as `W5061109` or `#A-1042`. */
export function codesIn({ turns, guarded }: Hearing): Heard[] {
  return turns.flatMap((turn) => {
    if (turn.by !== 'caller') return [];
    return [...turn.text.matchAll(codePattern)].flatMap((match) => {
      const start = match.index;
      const end = start + match[0].length;
      if (!/\d/.test(match[0]) || !/[A-Z#]/.test(match[0])) return [];
      if (isBarred(guarded.bars[turn.index] ?? [], start, end)) return [];
      const named =
        /\border\b/i.test(turn.text.slice(Math.max(0, start - 40), start)) || turn.asked.includes('order-number');
      return [toReference(turn, { detail: named ? 'order-number' : 'reference-number', value: match[0], start, end })];
    });
  });
}
