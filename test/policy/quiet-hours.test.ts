import { describe, expect, test } from 'vitest';
import { quietUntil } from '../../electron/policy/quiet-hours.ts';
import { clockWords, recipientClock } from '../../electron/policy/recipient-clock.ts';

const hours = { from: '20:00', to: '08:00' };
const at = (text: string) => Date.parse(text);
const until = (zones: readonly string[], now: string) => {
  const found = quietUntil(hours, zones, at(now));
  return found && new Date(found).toISOString();
};

describe('quiet hours', () => {
  test('go over midnight, and end to the minute', () => {
    expect(until(['UTC'], '2026-11-22T19:59:59Z')).toBeNull();
    expect(until(['UTC'], '2026-11-22T20:00:00Z')).toBe('2026-11-23T08:00:00.000Z');
    expect(until(['UTC'], '2026-11-23T07:59:00Z')).toBe('2026-11-23T08:00:00.000Z');
    expect(until(['UTC'], '2026-11-23T08:00:00Z')).toBeNull();
    expect(quietUntil(null, ['UTC'], at('2026-11-22T23:00:00Z'))).toBeNull();
  });

  test('end with the clock, on the night on which it changes', () => {
    expect(until(['America/New_York'], '2026-03-08T04:00:00Z')).toBe('2026-03-08T12:00:00.000Z');
  });

  test('hold while it is quiet by one of several clocks', () => {
    const both = ['America/Chicago', 'America/New_York'];
    expect(until(both, '2026-11-23T01:30:00Z')).toBe('2026-11-23T14:00:00.000Z');
    expect(until(both, '2026-11-23T13:30:00Z')).toBe('2026-11-23T14:00:00.000Z');
    expect(until(both, '2026-11-23T18:00:00Z')).toBeNull();
  });
});

describe('the clock of whoever has a number', () => {
  const of = (number: string) => recipientClock(number, 'Europe/Vienna', at('2026-11-22T12:00:00Z'));

  test.each([
    ['+14155550190', ['America/Los_Angeles']],
    ['+12125550190', ['America/New_York']],
    ['+16025550190', ['America/Phoenix']],
    ['+18505550190', ['America/New_York', 'America/Chicago']],
    ['+16045550190', ['America/Los_Angeles']],
    ['+17875550190', ['America/Puerto_Rico']],
    ['+442079460000', ['Europe/London']],
    ['+919876543210', ['Asia/Calcutta']],
  ])('is told by its country or area: %s', (number, zones) => {
    expect(of(number)).toEqual({ zones, from: 'number' });
  });

  test('is each of them in a country of a few clocks, and the org’s own where the number tells none', () => {
    const australia = of('+61291234567');
    expect(australia.zones).toEqual(expect.arrayContaining(['Australia/Perth', 'Australia/Brisbane']));
    expect(clockWords(australia)).toMatch(/^by the clocks of their number \(.+ and \d others\)$/);
    for (const number of ['+18005550190', '+74951234567', '+999', 'nobody']) {
      expect(of(number)).toEqual({ zones: ['Europe/Vienna'], from: 'org' });
    }
  });
});
