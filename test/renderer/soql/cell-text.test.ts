import { describe, expect, it } from 'vitest';
import { cellText, recordIn, storedText } from '../../../renderer/soql/cell-text.ts';
import { columnWidths } from '../../../renderer/soql/column-widths.ts';
import type { SoqlColumn } from '../../../shared/contract/soql-contract.ts';

const manner = { locale: 'en_US', timeZone: 'America/Los_Angeles', instanceUrl: '' };
const children = { total: 1200, columns: ['Id'], rows: [['1']], more: true };

function column(type: string | null, rest: Partial<SoqlColumn> = {}): SoqlColumn {
  return { path: 'X', label: null, type, field: 'X', refersTo: null, notEditable: null, ...rest };
}

describe('a cell', () => {
  it('shows times and numbers in the manner of the user, everything else as it is stored', () => {
    expect(cellText('2026-11-21T02:30:00.000+0000', column('datetime'), manner)).toBe('Nov 20, 2026, 6:30 PM');
    expect(cellText('2026-11-21', column('date'), manner)).toBe('Nov 21, 2026');
    expect(cellText(1234.5, column('currency'), manner)).toBe('1,234.5');
    expect(cellText(false, column('boolean'), manner)).toBe('false');
    expect(cellText('Closed_Won', column('picklist'), manner)).toBe('Closed_Won');
    expect(cellText(children, column('children'), manner)).toBe('1,200 rows');
  });

  it('is copied as it is stored', () => {
    expect([1234.5, null, true, { name: 'Dana', id: '003', object: 'Contact' }].map(storedText)).toEqual([
      '1234.5',
      '',
      'true',
      'Dana',
    ]);
  });

  it('names a record by its name or by an id', () => {
    expect(recordIn({ name: 'Dana', id: '003', object: 'Contact' }, column('string'))).toEqual({
      id: '003',
      object: 'Contact',
    });
    expect(recordIn('001', column('reference', { refersTo: 'Account' }))).toEqual({ id: '001', object: 'Account' });
    expect(recordIn('00T', column('reference'))).toEqual({ id: '00T', object: null });
    expect(recordIn('Dana', column('string'))).toBeNull();
  });
});

it('a column is as wide as its first rows need, within reason', () => {
  const columns = [column('string'), column('string'), column('boolean')];
  const rows = [{ id: null, cells: ['x'.repeat(500), 'some words here', true] }];
  const [long, middle, short] = columnWidths(columns, rows, manner);
  expect(long).toBe(320);
  expect(middle).toBeGreaterThan(short ?? 0);
  expect(short).toBe(64);
});
