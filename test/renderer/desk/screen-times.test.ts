import { expect, it } from 'vitest';
import { createScreenTimes } from '../../../renderer/desk/screen-times.ts';

function clocked() {
  let now = 0;
  const times = createScreenTimes(() => now);
  return { times, pass: (ms: number) => (now += ms) };
}

it('counts from when something is shown until it is gone, over all the times it was', () => {
  const { times, pass } = clocked();
  expect(times.msOf('p', 'a')).toBe(0);
  const leave = times.shown('p', 'a');
  pass(300);
  leave();
  pass(1000);
  const again = times.shown('p', 'a');
  pass(200);
  expect(times.msOf('p', 'a')).toBe(500);
  again();
});

it('does not count while the window is hidden', () => {
  const { times, pass } = clocked();
  times.shown('p', 'a');
  pass(100);
  times.setHidden(true);
  pass(5000);
  times.setHidden(false);
  pass(50);
  expect(times.msOf('p', 'a')).toBe(150);
});

it('begins anew with what there is to read', () => {
  const { times, pass } = clocked();
  const leave = times.shown('p', 'a');
  pass(900);
  leave();
  times.shown('p', 'b');
  pass(10);
  expect(times.msOf('p', 'a')).toBe(0);
  expect(times.msOf('p', 'b')).toBe(10);
});
