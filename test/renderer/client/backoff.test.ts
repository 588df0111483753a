import { expect, test } from 'vitest';
import { backoffMs } from '../../../renderer/client/backoff.ts';

test('waits longer after each failure, up to a limit', () => {
  const waits = [0, 1, 2, 5, 20].map((failures) => backoffMs(failures, () => 1));
  expect(waits).toEqual([250, 500, 1000, 4000, 4000]);
});

test('spreads windows over half of the wait', () => {
  expect(backoffMs(3, () => 0)).toBe(1000);
  expect(backoffMs(3, () => 1)).toBe(2000);
});
