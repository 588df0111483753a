import { describe, expect, it, test } from 'vitest';
import { idChecksum } from '../../../electron/salesforce/ids.ts';
import { readRecordAddress } from '../../../electron/salesforce/records/record-address.ts';
import { fc } from '../../support/properties.ts';

const id = '0035500001H9cakAAB';
const lightning = 'https://acme.lightning.force.com';

describe('a record named by its id', () => {
  it.each([
    ['an id of 18', id, null],
    ['an id of 15', id.slice(0, 15), null],
    ['an id with blanks around it', `  ${id}\n`, null],
    ['its page in Lightning', `${lightning}/lightning/r/Contact/${id}/view`, 'acme.lightning.force.com'],
    ['its page without the object', `${lightning}/lightning/r/${id}/view`, 'acme.lightning.force.com'],
    ['a related list', `${lightning}/lightning/r/Contact/${id}/related/Cases/view`, 'acme.lightning.force.com'],
    [
      'a subtab of another record',
      `${lightning}/lightning/r/Contact/${id}/view?ws=%2Flightning%2Fr%2FCase%2F5005500000AbCdEAAV%2Fview`,
      'acme.lightning.force.com',
    ],
    ['the first Lightning', `${lightning}/one/one.app#/sObject/${id}/view`, 'acme.lightning.force.com'],
    ['a wrapped Classic page', `${lightning}/lightning/_classic/%2F${id}`, 'acme.lightning.force.com'],
    ['Classic', `https://acme.my.salesforce.com/${id.slice(0, 15)}`, 'acme.my.salesforce.com'],
    ['editing in Classic', `https://acme.my.salesforce.com/${id}/e?retURL=%2F001`, 'acme.my.salesforce.com'],
    ['a page of the customer', `https://acme.my.salesforce.com/apex/Visit?id=${id}`, 'acme.my.salesforce.com'],
    ['a practice org', `http://127.0.0.1:8080/${id}`, '127.0.0.1:8080'],
  ])('is read from %s', (_, text, host) => {
    expect(readRecordAddress(text)).toEqual({ id, host });
  });

  it.each([
    ['words', 'Dana Reyes'],
    ['a wrong checksum', `${id.slice(0, 15)}AAA`],
    ['a list view', `${lightning}/lightning/o/Contact/list?filterName=Recent`],
    ['a set-up page', `${lightning}/lightning/setup/SetupOneHome/home`],
    ['an address of words with fifteen letters', 'https://acme.my.salesforce.com/straightforward'],
    ['another scheme', `javascript:alert('${id}')`],
    ['a file', `file:///${id}`],
    ['nothing', ' '],
    ['a very long text', `https://acme.my.salesforce.com/${id}?${'x'.repeat(3000)}`],
    ['a broken escape', 'https://acme.my.salesforce.com/%E0%A4%A'],
  ])('is not read from %s', (_, text) => {
    expect(readRecordAddress(text)).toBeNull();
  });
});

test('whatever is typed or pasted, only a whole id with a right checksum comes out', () => {
  const piece = fc.oneof(
    fc.constantFrom('/', '?id=', '#/sObject/', 'lightning/r/', '..', "'", '%2F', '}', ' OR ', 'https://a.example', id),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const read = readRecordAddress(pieces.join(''));
      if (!read) return;
      expect(read.id).toMatch(/^[A-Za-z0-9]{18}$/);
      expect(read.id.slice(15)).toBe(idChecksum(read.id.slice(0, 15)));
    }),
    { numRuns: 2000 },
  );
});
