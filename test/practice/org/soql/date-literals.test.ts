import { describe, expect, it } from 'vitest';
import { dateLiteralRange } from '../../../../electron/practice/org/soql/date-literals.ts';
import { dayAt, dayText, startOfDay } from '../../../../electron/practice/org/soql/zoned-days.ts';

/** A Wednesday. */
const today = { year: 2026, month: 11, day: 4 };
const range = (literal: string) => {
  const found = dateLiteralRange(literal, today);
  return found === null ? null : [dayText(found.from), dayText(found.to)];
};

describe('date literals', () => {
  it.each([
    ['TODAY', '2026-11-04', '2026-11-05'],
    ['YESTERDAY', '2026-11-03', '2026-11-04'],
    ['TOMORROW', '2026-11-05', '2026-11-06'],
    ['THIS_WEEK', '2026-11-01', '2026-11-08'],
    ['LAST_WEEK', '2026-10-25', '2026-11-01'],
    ['NEXT_MONTH', '2026-12-01', '2027-01-01'],
    ['LAST_90_DAYS', '2026-08-06', '2026-11-05'],
    ['THIS_QUARTER', '2026-10-01', '2027-01-01'],
    ['LAST_FISCAL_QUARTER', '2026-07-01', '2026-10-01'],
    ['THIS_YEAR', '2026-01-01', '2027-01-01'],
    ['LAST_N_DAYS:3', '2026-11-01', '2026-11-05'],
    ['NEXT_N_DAYS:3', '2026-11-05', '2026-11-08'],
    ['N_DAYS_AGO:2', '2026-11-02', '2026-11-03'],
    ['LAST_N_WEEKS:2', '2026-10-18', '2026-11-01'],
    ['LAST_N_MONTHS:2', '2026-09-01', '2026-11-01'],
    ['N_YEARS_AGO:1', '2025-01-01', '2026-01-01'],
  ])('%s is from %s to before %s', (literal, from, to) => {
    expect(range(literal)).toEqual([from, to]);
  });

  it('are nothing else', () => {
    expect(range('SOMEDAY')).toBeNull();
  });

  it('start at midnight of the user, also when the clocks change', () => {
    expect(startOfDay('America/Los_Angeles', { year: 2026, month: 11, day: 1 })).toBe(Date.UTC(2026, 10, 1, 7));
    expect(startOfDay('America/Los_Angeles', { year: 2026, month: 11, day: 2 })).toBe(Date.UTC(2026, 10, 2, 8));
    expect(dayAt('America/Los_Angeles', Date.UTC(2026, 10, 2, 7, 59))).toEqual({ year: 2026, month: 11, day: 1 });
  });
});
