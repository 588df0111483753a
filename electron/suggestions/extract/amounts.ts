import type { Hearing } from '../reading/hearing.ts';
import { isBarred } from '../reading/secrets.ts';
import type { Heard } from './heard.ts';

const money =
  /([$£€₹]) ?(\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(\.\d{1,2})?|\b(\d{1,9}(?:\.\d{1,2})?) ?(?:dollars?|bucks|usd|euros?|pounds?|rupees|rs)\b/gi;

/** Every amount of money the caller named; `afterMatter` admits a bare short number given in a dispute about money. */
export function amountsIn({ turns, guarded }: Hearing, afterMatter: number | null): Heard[] {
  return turns.flatMap((turn) => {
    if (turn.by !== 'caller') return [];
    const bars = guarded.bars[turn.index] ?? [];
    const written = [...turn.text.matchAll(money)].map((match) => ({
      value: Number(`${(match[2] ?? match[4] ?? '').replaceAll(',', '')}${match[3] ?? ''}`),
      start: match.index,
      end: match.index + match[0].length,
      sure: true,
    }));
    const named = (guarded.numbers[turn.index] ?? [])
      .filter(
        (number) =>
          !number.continues && isAmount(number.label, number.digits, afterMatter !== null && turn.index >= afterMatter),
      )
      .filter(
        (number) =>
          number.label === 'amount' || (number.to - number.from === turn.words.length && number.digits !== '0'),
      )
      .map((number) => ({
        value: Number(number.digits),
        start: number.start,
        end: number.end,
        sure: number.label === 'amount',
      }));
    return [...written, ...(written.length > 0 ? [] : named)]
      .filter((found) => found.value > 0 && !isBarred(bars, found.start, found.end))
      .map(({ value, start, end, sure }) => ({
        detail: 'amount' as const,
        value,
        turn: turn.index,
        start,
        end,
        certainty: sure ? ('likely' as const) : ('unsure' as const),
        reasons: [sure ? 'named as an amount' : 'a number by itself in a matter of money'],
        resolvedFrom: null,
      }));
  });
}

function isAmount(label: string | null, digits: string, inMatter: boolean): boolean {
  return label === 'amount'
    ? digits.length <= 7
    : label === null && inMatter && digits.length <= 3 && digits.length >= 2;
}
