import type { Proposal } from '../../shared/model/proposal.ts';

/** Whether the action's name says what it makes or changes; what a new record hangs on says enough of it. */
export function namesObject({ actionLabel, object, objectLabel, recordObject }: Proposal): boolean {
  if (recordObject !== undefined && recordObject !== object) return true;
  return actionLabel.toLowerCase().includes(objectLabel.toLowerCase());
}
