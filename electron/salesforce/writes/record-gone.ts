import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { type Problem, toProblem } from '../../../shared/model/problem.ts';

/** The record of an update or delete cannot be found. */
export function recordGone(object: ObjectDescribe): Problem {
  const message = `This ${object.label.toLowerCase()} does not exist (any more), or your Salesforce user may not see it.`;
  return toProblem('not-found', message, { next: 'choose-record', code: 'NOT_FOUND' });
}
