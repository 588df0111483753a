import { parse } from 'chrono-node/en';
import { dayInZone, offsetMinutes } from '../normalise/zone.ts';
import type { Hearing } from '../reading/hearing.ts';
import { isBarred } from '../reading/secrets.ts';
import type { Turn } from '../reading/turns.ts';
import type { Heard } from './heard.ts';

const hint =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,7}\b|\b(?:today|yesterday|ago|last|tonight)\b|\d{1,2}[/.-]\d{1,2}|\d ?(?:st|nd|rd|th)\b/i;
const packed = /^(\d{1,2})(\d{2})(\d{4})$/;

/** When what the caller reports happened: dates in the past, told against the day of the call. */
export function incidentDatesIn(hearing: Hearing, afterTurn: number): Heard[] {
  const found: Heard[] = [];
  for (const turn of hearing.turns) {
    if (turn.by !== 'caller' || turn.index < afterTurn || turn.asked.includes('birthdate')) continue;
    const heard = packedDate(hearing, turn) ?? spokenDate(hearing, turn);
    if (heard) found.push(heard);
  }
  return found;
}

/** "05062018" where the caller says it is a date, or that something was paid then. */
function packedDate({ guarded }: Hearing, turn: Turn): Heard | null {
  for (const number of guarded.numbers[turn.index] ?? []) {
    const [, first = '', second = '', year = ''] = packed.exec(number.digits) ?? [];
    const labelled = number.label === null || number.label === 'date' || number.label === 'amount';
    if (!labelled || !/^(?:19|20)/.test(year)) continue;
    const value = isoDay(year, first, second) ?? isoDay(year, second, first);
    if (value) return dated(turn, { value, start: number.start, end: number.end }, 'likely');
  }
  return null;
}

function isoDay(year: string, month: string, day: string): string | null {
  const valid = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return valid ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

function spokenDate({ guarded, conversation }: Hearing, turn: Turn): Heard | null {
  const read = turn.text.slice(0, 600);
  if (!hint.test(read)) return null;
  // "18 th june" is a transcript's "18th june"; the blank moves before the number so that offsets stay true.
  const text = read.replace(/(\d{1,2})( )(st|nd|rd|th)\b/gi, '$2$1$3');
  const reference = {
    instant: new Date(conversation.startedAt),
    timezone: offsetMinutes(conversation.startedAt, conversation.timeZone),
  };
  for (const result of parse(text, reference)) {
    const lead = /^(?:\s*(?:on|from|since|at|in)\s+)/i.exec(result.text)?.[0].length ?? 0;
    const found = result.index + lead;
    const moved = /\d/.test(text[found] ?? '') && text[found - 1] === ' ' && /\d/.test(read[found - 1] ?? '');
    const start = moved ? found - 1 : found;
    const end = result.index + result.text.length;
    const known = ['day', 'month', 'weekday'] as const;
    const says = known.some((part) => result.start.isCertain(part));
    const exact = result.start.isCertain('day') || result.start.isCertain('weekday');
    if (!says || /^(?:now|tonight)$/i.test(result.text) || isBarred(guarded.bars[turn.index] ?? [], start, end))
      continue;
    const value = inThePast(result.start.date(), { yearKnown: result.start.isCertain('year'), conversation });
    return dated(turn, { value, start, end }, exact ? 'likely' : 'unsure');
  }
  return null;
}

function inThePast(
  date: Date,
  { yearKnown, conversation }: { yearKnown: boolean; conversation: Hearing['conversation'] },
): string {
  const past = new Date(date);
  if (!yearKnown && past.getTime() > conversation.startedAt + 86_400_000)
    past.setUTCFullYear(past.getUTCFullYear() - 1);
  return dayInZone(past.getTime(), conversation.timeZone);
}

function dated(
  turn: Turn,
  { value, start, end }: { value: string; start: number; end: number },
  certainty: Heard['certainty'],
): Heard {
  const words = turn.text.slice(start, end);
  return {
    detail: 'incident-date',
    value,
    turn: turn.index,
    start,
    end,
    certainty,
    reasons: ['a date told with the matter'],
    resolvedFrom: words === value ? null : words,
  };
}
