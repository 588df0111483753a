import { expect, test } from 'vitest';
import { isSameMatter } from '../../../../renderer/proposal/parts/same-matter.ts';

test.each([
  ['Lamp damaged in transit', 'The lamp was damaged when it came'],
  ['Lamp damaged in transit', 'Refund for a damaged lamp'],
  ['Invoice', 'Wrong invoice for May'],
  ['Delivery is late', 'late deliveries'],
])('“%s” and “%s” are one matter', (one, other) => {
  expect(isSameMatter(one, other)).toBe(true);
  expect(isSameMatter(other, one)).toBe(true);
});

test.each([
  ['Lamp damaged in transit', 'Where is my invoice?'],
  ['Lamp damaged in transit', 'A lamp for the lobby, please call about a new order'],
  ['', 'Lamp damaged in transit'],
  ['I need help with this', 'Please help with the problem'],
])('“%s” and “%s” are two', (one, other) => {
  expect(isSameMatter(one, other)).toBe(false);
});
