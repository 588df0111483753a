import { addDays, type Day, firstOfMonth, weekdayOf } from './zoned-days.ts';

/** The days a date literal covers: from the first, up to but without the last. */
interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

/** The range of `TODAY`, `LAST_N_DAYS:3` and the like, seen from a day; null for a word that is no date literal. */
export function dateLiteralRange(literal: string, today: Day): DayRange | null {
  const [word = '', count] = literal.toUpperCase().split(':');
  const n = Number(count ?? 0);
  const plain = word.replace('_FISCAL_', '_');
  return fixedRange(plain, today) ?? countedRange(plain, n, today);
}

const days = (from: Day, length: number): DayRange => ({ from, to: addDays(from, length) });

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

/** The unit `offset` units away from the one that holds today, and `length` units long. */
function units(unit: Unit, today: Day, offset: number, length = 1): DayRange {
  if (unit === 'DAY') return days(addDays(today, offset), length);
  if (unit === 'WEEK') return days(addDays(today, offset * 7 - weekdayOf(today)), length * 7);
  const months = { MONTH: 1, QUARTER: 3, YEAR: 12 }[unit];
  const back = { MONTH: 0, QUARTER: (today.month - 1) % 3, YEAR: today.month - 1 }[unit];
  return {
    from: firstOfMonth(today, offset * months - back),
    to: firstOfMonth(today, (offset + length) * months - back),
  };
}

function isUnit(text: string): text is Unit {
  return ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'].includes(text);
}

function fixedRange(word: string, today: Day): DayRange | null {
  if (word === 'TODAY') return units('DAY', today, 0);
  if (word === 'YESTERDAY') return units('DAY', today, -1);
  if (word === 'TOMORROW') return units('DAY', today, 1);
  if (word === 'LAST_90_DAYS') return days(addDays(today, -90), 91);
  if (word === 'NEXT_90_DAYS') return days(addDays(today, 1), 90);
  const match = /^(THIS|LAST|NEXT)_(\w+)$/.exec(word);
  const unit = match?.[2] ?? '';
  if (match === null || !isUnit(unit)) return null;
  const offset = { THIS: 0, LAST: -1, NEXT: 1 }[match[1] ?? 'THIS'] ?? 0;
  return units(unit, today, offset);
}

function countedRange(word: string, n: number, today: Day): DayRange | null {
  const window = /^(LAST|NEXT)_N_(\w+)S$/.exec(word);
  const unit = window?.[2] ?? '';
  if (window !== null && isUnit(unit)) {
    // LAST_N_DAYS reaches up to and with today; the longer units end where the present one starts.
    if (window[1] === 'LAST' && unit === 'DAY') return days(addDays(today, -n), n + 1);
    return window[1] === 'LAST' ? units(unit, today, -n, n) : units(unit, today, 1, n);
  }
  const ago = /^N_(\w+)S_AGO$/.exec(word);
  const past = ago?.[1] ?? '';
  return isUnit(past) ? units(past, today, -n) : null;
}
