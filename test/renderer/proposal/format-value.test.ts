import { expect, test } from 'vitest';
import { formatValue } from '../../../renderer/proposal/format-value.ts';
import { sampleField } from '../../support/renderer-samples.ts';

const manner = { locale: 'en_US', timeZone: 'America/Los_Angeles' };

test('a picklist shows its label and keeps the API name', () => {
  const describe = sampleField('Priority', 'picklist', {
    picklistValues: [{ label: 'High priority', value: 'HIGH', active: true, defaultValue: false }],
  });
  expect(formatValue('HIGH', 'picklist', describe, manner)).toEqual({ text: 'High priority', stored: 'HIGH' });
  expect(formatValue('HIGH;Other', 'multipicklist', describe, manner).text).toBe('High priority; Other');
});

test('dates stand in the manner of the org, on their own day in every zone', () => {
  expect(formatValue('2026-11-02', 'date', null, manner)).toEqual({ text: 'Nov 2, 2026', stored: '2026-11-02' });
  expect(formatValue('2026-11-22T03:05:00.000+0000', 'datetime', null, manner).text).toMatch(/Nov 21, 2026, 7:05/);
});

test('numbers, money and ticks are written out', () => {
  expect(formatValue(1234.5, 'currency', sampleField('A', 'currency', { scale: 2 }), manner).text).toBe('1,234.50');
  expect(formatValue(5, 'percent', null, manner).text).toBe('5 %');
  expect(formatValue(true, 'boolean', null, manner).text).toBe('Yes');
});

test('what is no date is shown as it is', () => {
  expect(formatValue('soon', 'date', null, manner)).toEqual({ text: 'soon', stored: null });
});
