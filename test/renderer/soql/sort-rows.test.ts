import { expect, test } from 'vitest';
import { nextOrder, sortedPlaces } from '../../../renderer/soql/sort-rows.ts';
import type { SoqlCell } from '../../../shared/contract/soql-contract.ts';

const sorted = (cells: SoqlCell[], descending = false) => {
  const rows = cells.map((cell) => ({ id: null, cells: [cell] }));
  return sortedPlaces(rows, { column: 0, descending }).map((place) => cells[place]);
};

test('numbers are sorted as numbers, names as people read them, and blanks are last either way', () => {
  expect(sorted([10, null, 9, 0])).toEqual([0, 9, 10, null]);
  expect(sorted([10, null, 9, 0], true)).toEqual([10, 9, 0, null]);
  expect(sorted(['Item 10', 'élan', '', 'item 9', 'Zoë'])).toEqual(['élan', 'item 9', 'Item 10', 'Zoë', '']);
  expect(sorted([true, false])).toEqual([false, true]);
  const named = (name: string) => ({ name, id: '001', object: 'Account' });
  expect(sorted([named('b'), named('A')])).toEqual([named('A'), named('b')]);
});

test('equal rows stay as they came, in both directions', () => {
  const rows = ['b', 'a', 'b', 'a'].map((cell, at) => ({ id: String(at), cells: [cell] }));
  expect(sortedPlaces(rows, { column: 0, descending: false })).toEqual([1, 3, 0, 2]);
  expect(sortedPlaces(rows, { column: 0, descending: true })).toEqual([0, 2, 1, 3]);
});

test('a heading that is pressed again turns the order round, then gives it back to the query', () => {
  const up = nextOrder(null, 2);
  const down = nextOrder(up, 2);
  expect([up, down, nextOrder(down, 2)]).toEqual([
    { column: 2, descending: false },
    { column: 2, descending: true },
    null,
  ]);
  expect(nextOrder(down, 1)).toEqual({ column: 1, descending: false });
});
