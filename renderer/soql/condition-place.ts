import type { SoqlToken } from './soql-tokens.ts';

/** What may stand next in a condition, and of which field it is told. */
export type ConditionPlace = {
  next: 'field' | 'operator' | 'value' | 'joint';
  field: string | null;
  /** Inside a function's brackets. */
  within: boolean;
};

const wordOperators = ['LIKE', 'IN', 'INCLUDES', 'EXCLUDES'];
const lists = ['IN', 'INCLUDES', 'EXCLUDES'];
const start: Walk = { next: 'field', field: null, within: false, list: false };

type Walk = ConditionPlace & { list: boolean };

/** Walks a condition up to where it ends so far. */
export function conditionPlace(before: readonly SoqlToken[]): ConditionPlace {
  return before.reduce(step, start);
}

function step(at: Walk, token: SoqlToken): Walk {
  const word = token.kind === 'word' ? token.text.toUpperCase() : '';
  if (word === 'AND' || word === 'OR') return start;
  switch (at.next) {
    case 'field':
      if (token.kind === 'close' && at.within) return { ...at, next: 'operator', within: false };
      if (token.kind !== 'word' || word === 'NOT') return at;
      return { ...at, next: at.within ? 'field' : 'operator', field: token.text };
    case 'operator':
      // What looked like a field was a function.
      if (token.kind === 'open') return { ...at, next: 'field', within: true };
      if (token.kind === 'operator' || wordOperators.includes(word)) {
        return { ...at, next: 'value', list: lists.includes(word) };
      }
      return at;
    case 'value':
      if (token.kind === 'open' || token.kind === 'comma') return at;
      if (token.kind === 'close') return { ...at, next: 'joint', list: false };
      return { ...at, next: 'joint' };
    case 'joint':
      if (at.list && token.kind === 'comma') return { ...at, next: 'value' };
      return token.kind === 'close' ? { ...at, list: false } : at;
  }
}
