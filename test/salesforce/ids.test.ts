import { describe, expect, it } from 'vitest';
import { idChecksum, requireId, toId18 } from '../../electron/salesforce/ids.ts';
import { ProblemError } from '../../shared/model/problem.ts';

describe('record ids', () => {
  it('get the checksums recorded from real orgs', () => {
    expect(toId18('0015500001QdQWa')).toBe('0015500001QdQWaAAN');
    expect(toId18('0035500001H9cak')).toBe('0035500001H9cakAAB');
    expect(idChecksum('0057e00000RmwSW')).toBe('AAZ');
  });

  it('keep their 18-character form, whatever case the checksum was written in', () => {
    expect(toId18('0015500001QdQWaAAN')).toBe('0015500001QdQWaAAN');
    expect(toId18('0015500001QdQWaaan')).toBe('0015500001QdQWaAAN');
  });

  it.each([
    '',
    '001',
    '0015500001QdQWaAAA',
    '0015500001qdqwaAAN',
    '001/../../query?q=',
    '0015500001QdQW ',
    '0015500001QdQWaAANx',
  ])('are not made of %j', (text) => {
    expect(toId18(text)).toBeNull();
    expect(() => requireId(text)).toThrow(ProblemError);
  });

  it('of another object are refused', () => {
    expect(() => requireId('0015500001QdQWa', { keyPrefix: '003', label: 'Contact' })).toThrow(
      /does not belong to a contact/,
    );
    expect(requireId('0015500001QdQWa', { keyPrefix: '001', label: 'Account' })).toBe('0015500001QdQWaAAN');
  });
});
