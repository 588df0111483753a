import { expect, test } from 'vitest';
import { isRequired, readDraft, toDraft } from '../../../../renderer/proposal/editing/field-draft.ts';
import { sampleField } from '../../../support/renderer-samples.ts';

const update = { operation: 'update' as const, timeZone: 'America/Los_Angeles' };
const create = { ...update, operation: 'create' as const };
const reason = (answer: ReturnType<typeof readDraft>) => (answer.ok ? null : answer.reason);

test('text is trimmed, blank is null', () => {
  expect(readDraft('  Owner ', sampleField('Title', 'string', { length: 20 }), update)).toEqual({
    ok: true,
    value: 'Owner',
  });
  expect(readDraft('  ', sampleField('Title', 'string'), update)).toEqual({ ok: true, value: null });
});

test('a required field cannot be left blank', () => {
  const field = sampleField('LastName', 'string', { nillable: false });
  expect(isRequired(field, 'create')).toBe(true);
  expect(reason(readDraft('', field, create))).toBe('LastName is required.');
  expect(reason(readDraft('', field, update))).toBe('LastName cannot be cleared.');
});

test('numbers stay numbers, and what would be rounded is refused', () => {
  const field = sampleField('Amount', 'currency', { precision: 8, scale: 2 });
  expect(readDraft('1 234.50', field, update)).toEqual({ ok: true, value: 1234.5 });
  expect(reason(readDraft('1.005', field, update))).toMatch(/at most 2 decimals/);
  expect(reason(readDraft('1,5', field, update))).toMatch(/not a number/);
  expect(reason(readDraft('12345678', field, update))).toMatch(/room for 6 digits/);
});

test('a tick is a boolean', () => {
  expect(readDraft(true, sampleField('IsEscalated', 'boolean'), update)).toEqual({ ok: true, value: true });
  expect(toDraft(false, 'boolean', 'UTC')).toBe(false);
});

test('a date and time is read in the zone of the org', () => {
  const field = sampleField('When__c', 'datetime');
  expect(toDraft('2026-11-21T22:05:00.000+0000', 'datetime', update.timeZone)).toBe('2026-11-21T14:05');
  expect(readDraft('2026-11-21T14:05', field, update)).toEqual({ ok: true, value: '2026-11-21T22:05:00.000Z' });
});

test('a value that the picklist does not have is refused', () => {
  const field = sampleField('Origin', 'picklist', {
    restrictedPicklist: true,
    picklistValues: [{ label: 'Phone', value: 'Phone', active: true, defaultValue: false }],
  });
  expect(readDraft('Phone', field, update).ok).toBe(true);
  expect(reason(readDraft('Fax', field, update))).toMatch(/not one of the values/);
});
