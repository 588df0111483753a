import type { Care } from '../../../shared/model/deciding.ts';

/** What each degree of care is called. */
export const careWords: Record<Care, string> = {
  'as-usual': 'As usual',
  'two-steps': 'Two steps',
  'two-people': 'Two people',
};
