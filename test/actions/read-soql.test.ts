import { describe, expect, test } from 'vitest';
import { readSoql } from '../../electron/actions/read-soql.ts';

describe('a query of an agent', () => {
  test('is put together anew with a bound on its rows', () => {
    expect(
      readSoql("select Id,  Account.Name from Contact where Email = 'o\\'neil@x.example' order by Name limit 5000"),
    ).toEqual({
      object: 'Contact',
      text: "SELECT Id, Account.Name FROM Contact WHERE Email = 'o\\'neil@x.example' ORDER BY Name LIMIT 50",
      fields: ['Id', 'Account.Name'],
      named: ['Id', 'Account.Name', 'Email', 'Name'],
      rows: 50,
      equals: [{ field: 'Email', value: "o\\'neil@x.example" }],
    });
  });

  test('has no certain conditions where some are joined by OR or turned round', () => {
    const equalsOf = (where: string) => {
      const read = readSoql(`SELECT Id FROM Case WHERE ${where}`);
      return 'message' in read ? read.message : read.equals;
    };
    expect(equalsOf("ContactId = 'a' AND IsClosed = false")).toEqual([{ field: 'ContactId', value: 'a' }]);
    expect(equalsOf("ContactId = 'a' OR Subject != ''")).toEqual([]);
    expect(equalsOf("IsClosed = false AND (ContactId = 'a' OR Subject != '')")).toEqual([]);
    expect(equalsOf("NOT ContactId = 'a'")).toEqual([]);
    expect(equalsOf("(NOT ContactId = 'a') AND Subject = 'b'")).toEqual([]);
    expect(equalsOf("ContactId != 'a'")).toEqual([]);
  });

  test.each([
    ['a second statement', 'SELECT Id FROM Case; DELETE FROM Case'],
    ['nothing to read', 'DROP TABLE Case'],
    ['a lock', 'SELECT Id FROM Case FOR UPDATE'],
    ['a subquery in its fields', 'SELECT Id, (SELECT Id FROM Cases) FROM Contact'],
    ['a subquery in its conditions', 'SELECT Id FROM Contact WHERE Id IN (SELECT ContactId FROM Case)'],
    ['all fields', 'SELECT FIELDS(ALL) FROM Case LIMIT 200'],
    ['an aggregate', 'SELECT COUNT(Id) FROM Case GROUP BY Status'],
    ['system mode', 'SELECT Id FROM Case WITH SYSTEM_MODE'],
    ['a text of any length', `SELECT Id FROM Case WHERE Subject = '${'x'.repeat(5000)}'`],
  ])('is refused with %s', (_, text) => {
    expect(readSoql(text)).toMatchObject({ kind: 'invalid-input', message: expect.stringContaining('not run') });
  });
});
