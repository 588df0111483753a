import { normalisePhone } from '../normalise/phone.ts';
import type { Hearing } from '../reading/hearing.ts';
import { holdsSecret, type SaidNumber } from '../reading/secrets.ts';
import type { Heard } from './heard.ts';

/** Every phone number said, also where it was given in pieces over several turns. */
export function phonesIn({ turns, guarded, conversation }: Hearing): Heard[] {
  const found: Heard[] = [];
  turns.forEach((turn, index) => {
    for (const number of guarded.numbers[index] ?? []) {
      if (number.continues) continue;
      const whole = withPieces(number, guarded.numbers.slice(index + 1, index + 12));
      const digits = whole.digits;
      const named = number.label === 'phone';
      const unnamed = !guarded.banking && number.label === null && (digits.length === 10 || digits.length === 11);
      if (!(named && digits.length >= 5 && digits.length <= 15) && !unnamed) continue;
      if (holdsSecret(digits, guarded.secretDigits)) continue;
      const international = turn.text[number.start - 1] === '+' || turn.words[number.from - 1]?.text === 'plus';
      const { value, valid } = normalisePhone(digits, { country: conversation.country, international });
      found.push({
        detail: 'phone',
        value,
        turn: index,
        start: number.start,
        end: number.end,
        certainty: certaintyOf(valid, named),
        reasons: [
          named ? 'given as a phone number' : 'has the length of a phone number',
          ...(valid ? [] : [`not a valid number in ${conversation.country}: kept as said`]),
          ...(whole.pieces > 1 ? [`given in ${whole.pieces} pieces`] : []),
        ],
        resolvedFrom: null,
      });
    }
  });
  return found;
}

function certaintyOf(valid: boolean, named: boolean): Heard['certainty'] {
  if (!valid) return 'unsure';
  return named ? 'certain' : 'likely';
}

function withPieces(
  first: SaidNumber,
  following: readonly (readonly SaidNumber[])[],
): { digits: string; pieces: number } {
  let digits = first.digits;
  let pieces = 1;
  for (const numbers of following) {
    const [next] = numbers;
    if (!next) continue;
    if (!next.continues) break;
    digits += next.digits;
    pieces += 1;
  }
  return { digits, pieces };
}
