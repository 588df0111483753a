import { expect, test } from 'vitest';
import {
  arrive,
  choose,
  countNew,
  decided,
  emptyOrder,
  type HeldOrder,
  keysMayAct,
  letIn,
  move,
  replaced,
} from '../../../renderer/desk/held-order.ts';
import { fc } from '../../support/properties.ts';

const list = (shown: string[], selected: string | null): HeldOrder => ({
  shown,
  selected,
  selectedBy: 'person',
  selectedAt: 0,
});

test('the first to arrive is selected by the console', () => {
  expect(arrive(emptyOrder, ['a', 'b'], 5)).toEqual({
    shown: ['a', 'b'],
    selected: 'a',
    selectedBy: 'console',
    selectedAt: 5,
  });
});

test('arrivals and re-ordering wait while something is selected', () => {
  const held = list(['a', 'b'], 'b');
  const wanted = ['c', 'b', 'a'];
  expect(arrive(held, wanted, 5)).toBe(held);
  expect(countNew(held, wanted)).toBe(1);
});

test('a list that grows at its end takes arrivals below', () => {
  expect(arrive(list(['a', 'b'], 'a'), ['c', 'a', 'b'], 5, { growsAtEnd: true }).shown).toEqual(['a', 'b', 'c']);
});

test('a list that is still being read takes in what comes where it belongs, and keeps what a person chose', () => {
  const first = arrive(emptyOrder, ['b'], 5);
  expect(arrive(first, ['a', 'b'], 6, { filling: true })).toMatchObject({ shown: ['a', 'b'], selected: 'a' });
  const chosen = choose(arrive(emptyOrder, ['b', 'c'], 5), 'c', 6);
  expect(arrive(chosen, ['a', 'b', 'c'], 7, { filling: true })).toMatchObject({
    shown: ['a', 'b', 'c'],
    selected: 'c',
  });
});

test('a move goes to the next row the person saw, then lets in what waited', () => {
  const after = move(list(['a', 'b', 'c'], 'a'), ['x', 'c', 'b', 'a'], 1, 5);
  expect(after.selected).toBe('b');
  expect(after.selectedBy).toBe('person');
  expect(after.shown).toEqual(['x', 'c', 'b', 'a']);
});

test('a move passes over rows that need nobody any more', () => {
  expect(move(list(['a', 'b', 'c'], 'a'), ['a', 'c'], 1, 5).selected).toBe('c');
});

test('a move at the end stays', () => {
  expect(move(list(['a', 'b'], 'b'), ['a', 'b'], 1, 5).selected).toBe('b');
});

test('a row decided elsewhere keeps its place until the person leaves it', () => {
  const held = list(['a', 'b', 'c'], 'b');
  expect(arrive(held, ['a', 'c'], 5)).toBe(held);
  const after = letIn(held, ['n', 'a', 'c'], 6);
  expect(after.shown).toEqual(['n', 'a', 'b', 'c']);
  expect(after.selected).toBe('b');
  expect(move(after, ['n', 'a', 'c'], 1, 7).shown).toEqual(['n', 'a', 'c']);
});

test('after a decision the next in the order the person saw is selected, by the console', () => {
  const after = decided(list(['a', 'b', 'c'], 'b'), ['x', 'a', 'b', 'c'], 'b', 9);
  expect(after).toEqual({ shown: ['x', 'a', 'c'], selected: 'c', selectedBy: 'console', selectedAt: 9 });
});

test('after deciding the last, the one before it is selected', () => {
  expect(decided(list(['a', 'b'], 'b'), ['a', 'b'], 'b', 9).selected).toBe('a');
});

test('after deciding the only one, what arrived meanwhile is selected', () => {
  expect(decided(list(['a'], 'a'), ['a', 'n'], 'a', 9).selected).toBe('n');
  expect(decided(list(['a'], 'a'), ['a'], 'a', 9).selected).toBeNull();
});

test('deciding another than the selected leaves the selection alone', () => {
  const after = decided(list(['a', 'b', 'c'], 'a'), ['a', 'b', 'c'], 'c', 9);
  expect(after.selected).toBe('a');
  expect(after.selectedBy).toBe('person');
  expect(after.shown).toEqual(['a', 'b']);
});

test('focus that follows a selection is no choice of the person', () => {
  const held = decided(list(['a', 'b'], 'a'), ['a', 'b'], 'a', 9);
  expect(choose(held, 'b', 10)).toBe(held);
});

test('a key within 300 ms of a selection the person did not make does nothing', () => {
  const byConsole: HeldOrder = { ...list(['a'], 'a'), selectedBy: 'console', selectedAt: 1000 };
  expect(keysMayAct(byConsole, 0, 1299)).toBe(false);
  expect(keysMayAct(byConsole, 0, 1300)).toBe(true);
  expect(keysMayAct({ ...byConsole, selectedBy: 'person' }, 0, 1001)).toBe(true);
});

test('a key within 300 ms of a change of the selected card does nothing', () => {
  expect(keysMayAct(list(['a'], 'a'), 1000, 1200)).toBe(false);
});

test('whatever arrives, the selection and the order on screen stay until the person acts', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 });
  fc.assert(
    fc.property(ids, fc.array(ids, { maxLength: 8 }), (start, later) => {
      const held = choose(arrive(emptyOrder, start, 0), start[0] ?? null, 1);
      const after = later.reduce((order, wanted) => arrive(order, wanted, 2), held);
      expect(after).toBe(held);
    }),
  );
});

test('no decision selects what was just decided, and nothing is shown twice', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 });
  fc.assert(
    fc.property(ids, ids, fc.nat(5), (start, wanted, pick) => {
      const chosen = start[pick % start.length] ?? 'a';
      const after = decided(choose(arrive(emptyOrder, start, 0), chosen, 1), wanted, chosen, 2);
      expect(after.selected).not.toBe(chosen);
      expect(after.shown).not.toContain(chosen);
      expect(new Set(after.shown).size).toBe(after.shown.length);
    }),
  );
});

test('what takes the place of another stands where that stood, and is chosen in its stead', () => {
  const held = { shown: ['a', 'b', 'c'], selected: 'b', selectedBy: 'person' as const, selectedAt: 1 };
  expect(replaced(held, 'b', 'x', 5)).toEqual({
    shown: ['a', 'x', 'c'],
    selected: 'x',
    selectedBy: 'console',
    selectedAt: 5,
  });
  expect(replaced({ ...held, selected: 'a' }, 'b', 'c', 5)).toMatchObject({ shown: ['a', 'c'], selected: 'a' });
});
