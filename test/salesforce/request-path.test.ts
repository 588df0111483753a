import { describe, expect, it } from 'vitest';
import { requestPath } from '../../electron/salesforce/request-path.ts';
import { fc } from '../support/properties.ts';

describe('a request path', () => {
  it('encodes every segment and every parameter', () => {
    expect(requestPath(['sobjects', 'Case', 'Key__c', 'a/b?c#d'], { q: "a&b='1'" })).toBe(
      '/sobjects/Case/Key__c/a%2Fb%3Fc%23d?q=a%26b%3D%271%27',
    );
  });

  it.each(['', '.', '..'])('refuses %j, which would climb or vanish', (segment) => {
    expect(() => requestPath(['sobjects', 'Case', segment])).toThrow(/missing/);
  });

  it('stays below where it starts, whatever the last segment is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 3 }), (segment) => {
        const { pathname, search, hash } = new URL(`https://org.test${requestPath(['sobjects', 'Case', segment])}`);
        expect(pathname.split('/')).toHaveLength(4);
        expect(pathname).toMatch(/^\/sobjects\/Case\/./);
        expect(search + hash).toBe('');
      }),
    );
  });
});
