import { expect, test } from 'vitest';
import { movedCell } from '../../../renderer/soql/grid-moves.ts';

const size = { rows: 100, columns: 5, page: 20 };
const plain = { ctrlKey: false, metaKey: false };
const from = (row: number, column: number, key: string, rest = {}) =>
  movedCell({ row, column }, { key, ...plain, ...rest }, size);

test('arrows go from cell to cell and stop at the edges', () => {
  expect(from(3, 2, 'ArrowDown')).toEqual({ row: 4, column: 2 });
  expect(from(0, 2, 'ArrowUp')).toEqual({ row: 0, column: 2 });
  expect(from(99, 4, 'ArrowRight')).toEqual({ row: 99, column: 4 });
  expect(from(3, 2, 'ArrowLeft')).toEqual({ row: 3, column: 1 });
});

test('pages, ends and corners are reached at once', () => {
  expect(from(90, 2, 'PageDown')).toEqual({ row: 99, column: 2 });
  expect(from(30, 2, 'PageUp')).toEqual({ row: 10, column: 2 });
  expect(from(30, 2, 'Home')).toEqual({ row: 30, column: 0 });
  expect(from(30, 2, 'End', { ctrlKey: true })).toEqual({ row: 99, column: 4 });
});

test('any other key moves nothing', () => {
  expect(from(3, 2, 'a')).toBeNull();
});
