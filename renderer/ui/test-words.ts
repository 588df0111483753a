import type { ValueTest } from '../../shared/model/rule.ts';

/** What is asked of a value. */
export const testWords: Readonly<Record<ValueTest['test'], string>> = {
  is: 'is',
  'is-not': 'is not',
  contains: 'contains',
  matches: 'matches the pattern',
  above: 'is above',
  below: 'is below',
  blank: 'is blank',
  'not-blank': 'is not blank',
};
