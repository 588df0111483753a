import { expect, test } from 'vitest';
import { journalColumns, journalValues, otherDetail } from '../../../shared/model/journal-values.ts';
import { sampleDecision } from '../../support/renderer-samples.ts';

const values = [{ field: 'Email', label: 'Email', value: 'a@b.example', origin: 'said', evidence: null }];

test('what was proposed and what was approved stand side by side', () => {
  const rows = journalValues({
    values,
    payload: { org: 'o', fields: { Email: 'c@d.example' } },
    decision: sampleDecision(),
  });
  expect(rows).toEqual([{ field: 'Email', label: 'Email', values: { proposed: 'a@b.example', sent: 'c@d.example' } }]);
  expect(journalColumns(rows)).toEqual(['proposed', 'sent']);
});

test('what was read back after the write is told', () => {
  expect(journalValues({ result: { fields: { Email: null } } })[0]?.values).toEqual({ written: null });
});

test('erased values and values of another shape break nothing', () => {
  expect(journalValues(null)).toEqual([]);
  expect(journalValues({ values: 'nonsense', payload: 3 })).toEqual([]);
});

test('everything else is told line by line', () => {
  expect(otherDetail({ values, reason: 'why', decision: { by: { name: 'Sam' }, at: 0 } })).toEqual([
    { name: 'reason', text: 'why' },
    { name: 'decision by name', text: 'Sam' },
    { name: 'decision at', text: '1970-01-01T00:00:00.000Z' },
  ]);
});
