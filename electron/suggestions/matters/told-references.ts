import type { Detail, Heard } from '../extract/heard.ts';
import { codesIn, referencesIn } from '../extract/references.ts';
import type { Hearing } from '../reading/hearing.ts';
import { settle } from './settle.ts';

const named: readonly Detail[] = [
  'account-number',
  'order-number',
  'case-number',
  'invoice-number',
  'policy-number',
  'claim-number',
  'booking-number',
  'room-number',
];

/** The numbers and codes the caller gave; an unnamed number of `unnamedFrom` digits or more is taken for the account's. */
export function toldReferences(hearing: Hearing, { unnamedFrom }: { unnamedFrom: number | null }): Heard[] {
  const found = [...referencesIn(hearing), ...codesIn(hearing)];
  const told = named.flatMap((detail) => settle(ofDetail(found, detail), hearing.turns) ?? []);
  const account =
    unnamedFrom !== null && !told.some((heard) => heard.detail === 'account-number')
      ? unnamedNumber(hearing, unnamedFrom)
      : null;
  return [...told, ...(account ? [account] : []), ...unnamedCodes(found)];
}

function ofDetail(found: readonly Heard[], detail: Detail): Heard[] {
  return found.filter((heard) => heard.detail === detail);
}

/** Codes nobody named stay apart: the first and the second of them. */
function unnamedCodes(found: readonly Heard[]): Heard[] {
  const codes = ofDetail(found, 'reference-number');
  const [first] = codes;
  const second = codes.find((heard) => first && heard.value !== first.value);
  return [...(first ? [first] : []), ...(second ? [{ ...second, detail: 'second-reference-number' as const }] : [])];
}

function unnamedNumber({ turns, guarded }: Hearing, shortest: number): Heard | null {
  for (const turn of turns) {
    if (turn.by !== 'caller' || turn.words.length > 8) continue;
    const number = guarded.numbers[turn.index]?.find(
      ({ label, digits }) => label === null && digits.length >= shortest && digits.length <= 12,
    );
    if (!number) continue;
    const { start, end, digits } = number;
    const reasons = ['a number given with the name, not said what it is'];
    return {
      detail: 'account-number',
      value: digits,
      turn: turn.index,
      start,
      end,
      certainty: 'unsure',
      reasons,
      resolvedFrom: null,
    };
  }
  return null;
}
