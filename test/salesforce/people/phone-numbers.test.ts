import { describe, expect, it } from 'vitest';
import { comparePhones, nationalDigits, toE164 } from '../../../electron/salesforce/people/phone-numbers.ts';

describe('phone numbers', () => {
  it.each([
    ['+14155550142', '(415) 555-0142'],
    ['415.555.0142', '1-415-555-0142 x22'],
    ['+442079460018', '+44 20 7946 0018'],
  ])('%s is %s in the US', (a, b) => {
    expect(comparePhones(a, b, 'US')).toBe('exact');
  });

  it('reads a number without a country code in the country of the org', () => {
    expect(toE164('020 7946 0018', 'GB')).toBe('+442079460018');
    expect(nationalDigits('+1 (415) 555-0142', 'GB')).toBe('4155550142');
  });

  it('agree closely when one lacks its area code', () => {
    expect(comparePhones('+14155550142', '555-0142', 'US')).toBe('close');
  });

  it.each([
    ['+14155550142', '+14155550143'],
    ['0142', '+14155550142'],
    ['+14155550142', ''],
  ])('%s is not %s', (a, b) => {
    expect(comparePhones(a, b, 'US')).toBeNull();
  });
});
