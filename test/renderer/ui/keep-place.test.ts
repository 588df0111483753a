import { expect, test } from 'vitest';
import { keepPlace } from '../../../renderer/ui/keep-place.ts';

const list = { height: 480, rowHeight: 48 };

test('rows let in above scroll the list by their height, so that the chosen row stays', () => {
  expect(keepPlace({ ...list, scrollTop: 96, before: 4, after: 7, moved: false })).toBe(96 + 3 * 48);
});

test('rows gone above scroll it back', () => {
  expect(keepPlace({ ...list, scrollTop: 480, before: 12, after: 10, moved: false })).toBe(480 - 2 * 48);
});

test('a row just chosen is brought into view with as little as possible', () => {
  expect(keepPlace({ ...list, scrollTop: 0, before: 12, after: 12, moved: true })).toBe(13 * 48 - 480);
  expect(keepPlace({ ...list, scrollTop: 960, before: 3, after: 3, moved: true })).toBe(3 * 48);
  expect(keepPlace({ ...list, scrollTop: 0, before: 2, after: 2, moved: true })).toBe(0);
});

test('a row that is gone moves nothing', () => {
  expect(keepPlace({ ...list, scrollTop: 77, before: 2, after: -1, moved: true })).toBe(77);
});
