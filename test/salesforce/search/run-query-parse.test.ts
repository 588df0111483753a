import { describe, expect, it } from 'vitest';
import { isRefused, queryOfRow, readQuery } from '../../../electron/salesforce/search/run-query-parse.ts';

function refusal(text: string) {
  const read = readQuery(text);
  if (!isRefused(read)) throw new Error('it was understood');
  return { message: read.problem.message, place: read.place };
}

describe('a query of the supervisor', () => {
  it('goes out as it was typed, without what hangs on at its end', () => {
    expect(readQuery(' select id\nfrom Account ;\n')).toMatchObject({
      text: ' select id\nfrom Account',
      object: 'Account',
    });
  });

  it.each([
    ['SELECT Id, FROM Account', '“FROM”', { row: 1, column: 12 }],
    ['SELECT Id FORM Account', '“Account”', { row: 1, column: 16 }],
    ["SELECT Id\nFROM Account\nWHERE Name == 'x'", '“=”', { row: 3, column: 13 }],
    ['SELECT Id FROM Account WHERE', 'ends too early', { row: 1, column: 29 }],
    ["SELECT Id FROM Account WHERE Name = 'x", "a ' is missing", { row: 1, column: 37 }],
    ['SELECT Id FROM Account WHERE Name # 1', 'The character #', { row: 1, column: 35 }],
    ["SELECT Id FROM Case WHERE Subject = 'from' AND FROM = 1", '“FROM”', { row: 1, column: 48 }],
  ])('tells where %s breaks off', (text, words, place) => {
    const told = refusal(text);
    expect(told.message).toContain(words);
    expect(told.place).toEqual(place);
  });

  it.each([
    'DELETE FROM Account',
    'UPDATE Account SET Name = 1',
    'FIND {x} IN ALL FIELDS',
    'SELECT Id FROM Account; SELECT Id FROM Case',
    '',
  ])('is refused where it is no single SELECT: %s', (text) => {
    expect(isRefused(readQuery(text))).toBe(true);
  });

  it.each(['FOR UPDATE', 'FOR VIEW', 'FOR REFERENCE', 'UPDATE TRACKING', 'UPDATE VIEWSTAT'])(
    'is refused where it would mark records: %s',
    (words) => {
      const told = refusal(`SELECT Id FROM Case ${words}`);
      expect(told.message).toContain(words);
      expect(told.place).toEqual({ row: 1, column: 21 });
    },
  );

  it('is refused where it does not fit into an address', () => {
    expect(refusal(`SELECT Id FROM Account WHERE Name = '${'ü'.repeat(4000)}'`).message).toContain('too long');
  });
});

describe('the query of one row', () => {
  it('keeps the columns and asks for that record alone', () => {
    const query = readQuery(
      "SELECT c.Id, c.Account.Name, (SELECT Id FROM Cases) FROM Contact c WHERE c.Name LIKE 'D%' ORDER BY c.Name LIMIT 9 OFFSET 2",
    );
    if (isRefused(query)) throw new Error(query.problem.message);
    expect(queryOfRow(query, '003000000000001AAA')).toBe(
      "SELECT c.Id, c.Account.Name, (SELECT Id FROM Cases) FROM Contact c WHERE c.Id = '003000000000001AAA' LIMIT 1",
    );
  });

  it('is none where rows are no records', () => {
    const query = readQuery('SELECT Status, COUNT(Id) FROM Case GROUP BY Status');
    if (isRefused(query)) throw new Error(query.problem.message);
    expect(queryOfRow(query, '003000000000001AAA')).toBeNull();
  });
});
