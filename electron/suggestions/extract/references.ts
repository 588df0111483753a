import { isCommonWord } from '../lexicon/common-words.ts';
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
      const label = number.label ?? (code.letters ? labelBefore(turn.words, number.from - 1) : null);
      // In a bank's matters a code nobody named may be half a card number.
      const unnamed = code.letters && label === null && !hearing.guarded.banking ? 'reference-number' : null;
      const detail = (label && detailByLabel[label]) ?? unnamed;
      if (!detail || number.continues || isBarred(hearing.guarded.bars[turn.index] ?? [], code.start, code.end))
        return [];
      const pieces = wholeNumber(hearing, turn.index, number);
      const written = number.spoken || pieces !== number.digits ? pieces : turn.text.slice(code.start, code.end);
      const value = code.letters ? turn.text.slice(code.start, code.end).toUpperCase() : written;
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

/** "XYZ 123", "l 45 h 53": the letters before a number, and what alternates with it. */
function withLetters(turn: Turn, number: SaidNumber): { start: number; end: number; letters: boolean } {
  const { words } = turn;
  const before = words[number.from - 1];
  const glued = before && /^[\s-]?$/.test(before.gap);
  const isCode =
    glued &&
    /^[a-z]{1,4}$/.test(before.text) &&
    !isCommonWord(before.text) &&
    !notCode.has(before.text) &&
    number.digits.length >= (before.text.length > 1 ? 2 : 3);
  if (!isCode) return { start: number.start, end: number.end, letters: false };
  return { start: before.start, end: number.end, letters: true };
}

const notCode = new Set(
  'cvv ssn pin ph no acc acno usd rs jan feb mar apr jun jul aug sep sept oct nov dec st nd rd th am pm gb mb tb at ave dr old'.split(
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
