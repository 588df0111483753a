import { expect, test } from 'vitest';
import { toCsv } from '../../../renderer/soql/to-csv.ts';
import type { SoqlColumn } from '../../../shared/contract/soql-contract.ts';
import { fc } from '../../support/properties.ts';
import { readCsv } from '../../support/read-csv.ts';

function column(path: string): SoqlColumn {
  return { path, label: null, type: null, field: null, refersTo: null, notEditable: null };
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', "'", '"', ',', ';'), fc.string())
    .map((both) => both.join('')),
);

const formula = /^[=+\-@\t\r\n＝＋－＠]/;

test('every text comes back as it was, and none of them begins as a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyText, anyText), { minLength: 1 }), anyText, (rows, heading) => {
      const csv = toCsv(
        [column(heading), column('Id')],
        rows.map((cells) => ({ id: null, cells })),
      );
      const read = readCsv(csv);
      const expected = [[heading, 'Id'], ...rows];
      expect(read).toHaveLength(expected.length);
      const pairs = read.flatMap((line, at) =>
        line.map((text, cell) => ({ text, original: expected[at]?.[cell] ?? '' })),
      );
      for (const { text, original } of pairs) {
        expect(text).not.toMatch(formula);
        expect(text).toBe(formula.test(original) ? `'${original}` : original);
      }
    }),
  );
});

test('numbers, ticks and blanks stay what they are', () => {
  const cells = [-5.5, true, null, '-5.5', { name: '=Dana', id: '003', object: 'Contact' }];
  expect(
    toCsv(
      cells.map((_, at) => column(`c${at}`)),
      [{ id: null, cells }],
    ),
  ).toBe('"c0","c1","c2","c3","c4"\r\n-5.5,true,,"\'-5.5","\'=Dana"\r\n');
});

test('child rows are told whole', () => {
  const children = {
    total: 2,
    columns: ['Id', 'Name'],
    rows: [
      ['1', 'a'],
      ['2', null],
    ],
    more: false,
  };
  expect(readCsv(toCsv([column('Contacts')], [{ id: null, cells: [children] }]))).toEqual([
    ['Contacts'],
    ['[{"Id":"1","Name":"a"},{"Id":"2","Name":null}]'],
  ]);
});
