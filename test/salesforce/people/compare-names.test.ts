import { describe, expect, it } from 'vitest';
import { compareNames } from '../../../electron/salesforce/people/compare-names.ts';

describe('names', () => {
  it.each([
    ['jane doe', 'Jane Doe'],
    ['Dr. José Pérez', 'Jose Perez'],
  ])('%s is %s', (said, written) => {
    expect(compareNames(said, written)).toBe('exact');
  });

  it.each([
    ['Jon Meier', 'John Meyer'],
    ['Kat Johnson', 'Katherine Johnson'],
    ['Okafor', 'Amara Okafor'],
    ['Stefan Kowalsky', 'Stephan Kowalski'],
  ])('%s may be %s', (said, written) => {
    expect(compareNames(said, written)).toBe('close');
  });

  it.each([
    ['Jane Doe', 'John Smith'],
    ['Jane Doe', 'Mark Doe'],
    ['Li Wu', 'Li Wa'],
    ['', 'Jane Doe'],
  ])('%s is not %s', (said, written) => {
    expect(compareNames(said, written)).toBeNull();
  });
});
