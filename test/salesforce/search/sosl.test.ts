import { describe, expect, it } from 'vitest';
import { soslTerm } from '../../../electron/salesforce/search/sosl.ts';
import { fc } from '../../support/properties.ts';

describe('a SOSL term', () => {
  it('loses the meaning of reserved characters and operators', () => {
    expect(soslTerm('Acme (EU) and "Sons"')).toBe('Acme \\(EU\\) \\"Sons\\"');
    expect(soslTerm('jane*} RETURNING User(Id)')).toBe('jane\\*\\} RETURNING User\\(Id\\)');
  });

  it('is nothing when too little is left to search for', () => {
    expect(soslTerm(' a ')).toBeNull();
    expect(soslTerm('or NOT')).toBeNull();
  });

  it('never closes its braces', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('}', '{', '\\', 'a', ' ', '"') }), (text) => {
        const term = soslTerm(text) ?? '';
        expect(term.replace(/\\./g, '')).not.toMatch(/[{}"\\]/);
      }),
    );
  });
});
