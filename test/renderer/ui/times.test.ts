import { expect, test } from 'vitest';
import { ageInWords, clock } from '../../../renderer/ui/times.ts';

test('a clock counts minutes and seconds, and hours when there are any', () => {
  expect([0, 41_000, 725_000, 3_729_000, -5].map(clock)).toEqual(['0:00', '0:41', '12:05', '1:02:09', '0:00']);
});

test('an age is told in one unit', () => {
  expect([5_000, 180_000, 7_200_000, 400_000_000].map(ageInWords)).toEqual(['under a minute', '3 min', '2 h', '4 d']);
});
