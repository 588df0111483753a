import { amountsIn } from '../extract/amounts.ts';
import { emailsIn } from '../extract/emails.ts';
import type { Heard } from '../extract/heard.ts';
import { namesIn } from '../extract/names.ts';
import { phonesIn } from '../extract/phones.ts';
import type { Hearing } from '../reading/hearing.ts';
import { isBarred } from '../reading/secrets.ts';
import type { ValueKind } from './value-kind.ts';

/** Everything of one kind that anybody said, in order; nothing that touches a secret. */
export function saidOfKind(hearing: Hearing, kind: ValueKind): Heard[] {
  const { turns, guarded } = hearing;
  return ofKind(hearing, kind)
    .filter(({ turn, start, end }) => turns[turn] && !isBarred(guarded.bars[turn] ?? [], start, end))
    .sort((a, b) => a.turn - b.turn || a.start - b.start);
}

function ofKind(hearing: Hearing, kind: ValueKind): Heard[] {
  switch (kind) {
    case 'email':
      return hearing.turns.flatMap(emailsIn);
    case 'phone':
      return phonesIn(hearing);
    case 'name':
      return namesIn(hearing);
    case 'amount':
      return amountsIn(hearing, null);
    case 'number':
      return numbersIn(hearing);
    case 'words':
    case 'prose':
      return [];
  }
}

/** Numbers that are no phone's: orders, cases, accounts. */
function numbersIn({ turns, guarded }: Hearing): Heard[] {
  return turns.flatMap((turn) =>
    (guarded.numbers[turn.index] ?? [])
      .filter(({ digits, label }) => digits.length >= 4 && label !== 'phone')
      .map(({ digits, start, end, label }) => ({
        detail: 'reference-number' as const,
        value: digits,
        turn: turn.index,
        start,
        end,
        certainty: 'likely' as const,
        reasons: label ? [label] : [],
        resolvedFrom: null,
      })),
  );
}
