import { describe, expect, test } from 'vitest';
import { readDate } from '../../electron/actions/read-date.ts';
import { readFieldValue } from '../../electron/actions/read-field-value.ts';
import type { ReadingContext } from '../../electron/actions/reading-context.ts';
import { checkFieldValue } from '../../shared/model/check-field-value.ts';
import { sampleField } from '../support/sample-describe.ts';

/** A Friday evening in San Francisco that is already Saturday in UTC. */
const us: ReadingContext = {
  startedAt: Date.parse('2026-11-21T04:30:00Z'),
  timeZone: 'America/Los_Angeles',
  locale: 'en-US',
  country: 'US',
};
const germany: ReadingContext = { ...us, timeZone: 'Europe/Berlin', locale: 'de-DE', country: 'DE' };

describe('a value that was said or sent', () => {
  test.each([
    ['phone', '(415) 555-0134', us, '+1 415 555 0134'],
    ['phone', '030 901820', germany, '+49 30 901820'],
    ['phone', 'extension 12', us, 'extension 12'],
    ['email', ' Dana@Reyes.EXAMPLE ', us, 'Dana@reyes.example'],
    ['currency', '$1,234.50', us, 1234.5],
    ['currency', '1.234,50 €', germany, 1234.5],
    ['int', '12 thousand', us, '12 thousand'],
    ['boolean', 'yes', us, true],
    ['date', '2026-12-01', us, '2026-12-01'],
    ['picklist', 'high', us, 'High'],
    ['string', '', us, null],
  ])('of a %s field: %j reads as its form', (type, raw, context, expected) => {
    const field = sampleField({
      type,
      picklistValues: [{ label: 'High priority', value: 'High', active: true, defaultValue: false }],
    });
    expect(readFieldValue(field, raw, context).value).toBe(expected);
  });

  test('that is a relative date resolves against the start of the call in the zone of the org', () => {
    expect(readDate('tomorrow', 'date', us)).toEqual({ iso: '2026-11-21', relative: true });
    expect(readDate('tomorrow', 'date', germany)).toEqual({ iso: '2026-11-22', relative: true });
    expect(readDate('next Tuesday', 'date', us)?.iso).toBe('2026-11-24');
  });

  test('that names its year does not hang on the day of the call', () => {
    expect(readDate('March 3rd 2027', 'date', us)).toEqual({ iso: '2027-03-03', relative: false });
  });
});

describe('a value for a field', () => {
  test.each([
    ['email', 'not an address', 'is not an email address'],
    ['date', '2026-02-30', 'is not a date'],
    ['int', 1.5, 'whole number'],
    ['phone', 'unknown', 'is not a phone number'],
    ['reference', '../query', 'is not the id of a record'],
    ['string', 'x'.repeat(41), '1 characters too long'],
  ])('of type %s: %j is refused before any request', (type, value, why) => {
    expect(checkFieldValue(sampleField({ type, length: 40 }), value, 'update')).toContain(why);
  });

  test('of a restricted picklist is one of its active values', () => {
    const field = sampleField({
      type: 'picklist',
      restrictedPicklist: true,
      picklistValues: [{ label: 'A', value: 'a', active: false, defaultValue: false }],
    });
    expect(checkFieldValue(field, 'a', 'update')).toContain('is not one of the values');
    expect(checkFieldValue({ ...field, restrictedPicklist: false }, 'anything', 'update')).toBeNull();
  });

  test('may be blank only where the field may', () => {
    expect(checkFieldValue(sampleField({ nillable: false }), null, 'create')).toContain('is required');
    expect(checkFieldValue(sampleField({ nillable: false }), '', 'update')).toContain('cannot be cleared');
    expect(checkFieldValue(sampleField({ nillable: true }), '', 'update')).toBeNull();
  });
});
