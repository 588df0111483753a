import { diffProposal } from '../../../shared/model/diff.ts';
import type { FieldValues } from '../../../shared/model/field-value.ts';
import { canonicalPayload, toPayload } from '../../../shared/model/payload.ts';
import type { Attempt, Proposal } from '../../../shared/model/proposal.ts';
import type { WriteOrder } from '../../../shared/model/target.ts';
import { sentPayload } from '../preparing/precedents.ts';
import { payloadHash } from './payload-hash.ts';

/** Whether there is something to send, or to look for, without a person. */
export function isToDo({ status }: Proposal): boolean {
  return status.state === 'approved' || (status.state === 'uncertain' && !status.needsPerson);
}

/** Whether what would be sent is to the letter what was approved. */
export function isAsApproved(of: Proposal): boolean {
  if (of.status.state !== 'approved') return false;
  return payloadHash(canonicalPayload(toPayload(of))) === of.status.decision.payloadHash;
}

/** How long it is kept for whoever approved it to think again; across restarts, too. */
export function msUntilSent({ status }: Proposal, now: number): number {
  return status.state === 'approved' ? Math.max(0, (status.sendAt ?? 0) - now) : 0;
}

/** How often it was sent so far. */
export function attemptsOf({ status }: Proposal): number {
  return status.state === 'approved' ? status.attempts : 0;
}

/** What a target is handed; `records` stand in the place of what other proposals were to make. */
export function orderOfWrite(of: Proposal, attempt: Attempt, records: ReadonlyMap<string, string>): WriteOrder {
  return {
    payload: sentPayload(of, toPayload(of), records),
    writeClass: of.writeClass,
    attempt,
    seen: of.current ?? of.base,
    ...(of.operation === 'update' ? { held: unchangedValues(of) } : {}),
  };
}

function unchangedValues(of: Proposal): FieldValues {
  const unchanged = diffProposal(of).filter(({ change }) => change === 'unchanged');
  return Object.fromEntries(unchanged.map(({ field, current }) => [field, current]));
}
