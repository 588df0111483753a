import { describe, expect, test } from 'vitest';
import { incidentDatesIn } from '../../../electron/suggestions/extract/dates.ts';
import { hear } from '../../../electron/suggestions/reading/hearing.ts';
import { said } from '../said.ts';

const datesOf = (...lines: string[]) =>
  incidentDatesIn(hear(said(...lines)), 0).map(({ value, turn, start, end }) => [
    value,
    lines[turn]?.slice(start, end),
  ]);

describe('the day something happened', () => {
  test.each([
    ['i lost my card on 12 th june', '2025-06-12', '12 th june'],
    ['it was on the 3rd of March', '2026-03-03', '3rd of March'],
    ['18 th january it was', '2026-01-18', '18 th january'],
    ['i made a purchase 05052025 for 250 dollars', '2025-05-05', '05052025'],
    ['15052025', '2025-05-15', '15052025'],
  ])('%s → %s, from its own words', (line, day, words) => {
    expect(datesOf(line)).toEqual([[day, words]]);
  });

  test('is no number that names no day', () => {
    expect(datesOf('31312025')).toEqual([]);
  });
});
