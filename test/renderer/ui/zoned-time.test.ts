import { expect, test } from 'vitest';
import { fromWallClock, toWallClock } from '../../../renderer/ui/zoned-time.ts';

test('shows an instant as the wall clock of a zone', () => {
  expect(toWallClock('2026-11-21T22:05:00.000+0000', 'America/Los_Angeles')).toBe('2026-11-21T14:05');
});

test('reads a wall clock back as the same instant', () => {
  expect(fromWallClock('2026-11-21T14:05', 'America/Los_Angeles')).toBe('2026-11-21T22:05:00.000Z');
  expect(fromWallClock('2026-07-01T14:05', 'America/Los_Angeles')).toBe('2026-07-01T21:05:00.000Z');
});

test('stays right beside a change of the clocks', () => {
  expect(fromWallClock('2026-03-08T03:30', 'America/Los_Angeles')).toBe('2026-03-08T10:30:00.000Z');
  expect(fromWallClock('2026-10-25T03:30', 'Europe/Berlin')).toBe('2026-10-25T02:30:00.000Z');
});

test('says when something is no time', () => {
  expect(fromWallClock('soon', 'UTC')).toBeNull();
  expect(toWallClock('soon', 'UTC')).toBe('');
});
