import { parseQuery } from '@jetstreamapp/soql-parser-js';
import { describe, expect, it } from 'vitest';
import {
  anyOf,
  containing,
  identifier,
  identifiers,
  soql,
  startingWith,
} from '../../../electron/salesforce/search/soql.ts';
import { fc } from '../../support/properties.ts';

describe('soql', () => {
  it('turns values into literals', () => {
    const at = new Date('2026-11-03T10:20:30.400Z');
    expect(soql`a = ${"O'Neil\\"} b = ${3} c = ${true} d = ${null} e = ${at} f IN ${['x', "y'"]}`.text).toBe(
      "a = 'O\\'Neil\\\\' b = 3 c = true d = null e = 2026-11-03T10:20:30Z f IN ('x', 'y\\'')",
    );
  });

  it('keeps nested fragments as they are', () => {
    const names = identifiers(['Id', 'Account.Name']);
    const either = anyOf([soql`A = ${'1'}`, soql`B = ${'2'}`]);
    expect(soql`SELECT ${names} FROM ${identifier('Contact')} WHERE ${either}`.text).toBe(
      "SELECT Id, Account.Name FROM Contact WHERE (A = '1' OR B = '2')",
    );
  });

  it('takes the wildcards of a value literally', () => {
    expect(startingWith('50%_').text).toBe("'50\\%\\_%'");
    expect(containing("a'b").text).toBe("'%a\\'b%'");
  });

  it.each(['Id FROM User', 'Name;', "x'", '', '1a', 'A..B', 'a-b', 'A.B.C.D.E.F.G'])('refuses %j as a name', (name) => {
    expect(() => identifier(name)).toThrow(/not the name/);
  });

  it('refuses an empty list and a number that is none', () => {
    expect(() => soql`Id IN ${[]}`).toThrow(/empty/);
    expect(() => soql`LIMIT ${Number.NaN}`).toThrow(/finite/);
  });

  it('asks the same whatever the value is', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom("'", '\\', '"', '\n', ' OR ', 'x', '%', '--') }),
    );
    fc.assert(
      fc.property(hostile, (value) => {
        const parsed = parseQuery(soql`SELECT Id FROM Contact WHERE Email = ${value} LIMIT 1`.text);
        expect(parsed.where).toMatchObject({ left: { field: 'Email', operator: '=', literalType: 'STRING' } });
        expect(parsed.where).not.toHaveProperty('right');
        expect(parsed.limit).toBe(1);
      }),
    );
  });
});
