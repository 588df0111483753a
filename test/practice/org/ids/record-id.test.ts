import { describe, expect, it } from 'vitest';
import { checksumOf, nthRecordId, toRecordId } from '../../../../electron/practice/org/ids/record-id.ts';

describe('record ids', () => {
  it('carry the checksum of ids recorded from real orgs', () => {
    expect(checksumOf('0015500001QdQWa')).toBe('AAN');
    expect(checksumOf('0035500001H9cak')).toBe('AAB');
    expect(checksumOf('0057e00000RmwSW')).toBe('AAZ');
  });

  it('are accepted with 15 characters and given with 18', () => {
    expect(toRecordId('0015500001QdQWa')).toBe('0015500001QdQWaAAN');
    expect(toRecordId('0015500001QdQWaAAN')).toBe('0015500001QdQWaAAN');
  });

  it('are malformed with a wrong checksum, a wrong length or other characters', () => {
    expect(toRecordId('0015500001QdQWaAAA')).toBeNull();
    expect(toRecordId('0015500001QdQW')).toBeNull();
    expect(toRecordId('001550000/QdQWa')).toBeNull();
    expect(toRecordId('')).toBeNull();
  });

  it('differ by their number and start with the prefix of their object', () => {
    const ids = new Set(Array.from({ length: 5000 }, (_one, n) => nthRecordId('500', n)));
    expect(ids.size).toBe(5000);
    for (const id of ids) expect(toRecordId(id)).toBe(id);
  });
});
