import type { Action } from '../../../shared/model/action.ts';
import { caseActions } from './case-actions.ts';
import { contactActions } from './contact-actions.ts';
import { leadActions } from './lead-actions.ts';
import { objectActions } from './object-actions.ts';
import { outcomeActions } from './outcome-actions.ts';
import { queryActions } from './query-actions.ts';
import { tokenActions } from './token-actions.ts';
import { topicActions } from './topic-actions.ts';

/** The actions a new console knows. */
export const builtInActions: readonly Action[] = [
  ...caseActions,
  ...contactActions,
  ...leadActions,
  ...topicActions,
  ...outcomeActions,
  ...queryActions,
  ...objectActions,
  ...tokenActions,
];
