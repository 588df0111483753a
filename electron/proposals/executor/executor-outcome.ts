import type { Sent, Settled } from '../../../shared/model/target.ts';
import { needsLogin } from './executor-pauses.ts';

/** What one way to a target came to: what sending said, or what looking found. */
export type Outcome = Sent | Settled;
/** An outcome that says more about the way there than about the write. */
export type Failure = Extract<Outcome, { kind: 'not-sent' | 'unknown' | 'unreachable' }>;

/** Whether it says more about the way there than about the write. */
export function isFailure(outcome: Outcome): outcome is Failure {
  return outcome.kind === 'not-sent' || outcome.kind === 'unknown' || outcome.kind === 'unreachable';
}

/** Whether the other side takes no more requests for a while. */
export function isLimited(outcome: Outcome): outcome is Failure {
  return isFailure(outcome) && outcome.problem.kind === 'rate-limited';
}

/** Time does not help: somebody must connect. */
export function isDisconnected(outcome: Outcome): outcome is Failure {
  if (!isFailure(outcome)) return false;
  return needsLogin(outcome.problem) || (outcome.kind === 'not-sent' && outcome.retryAfterMs === null);
}

/** Whether nothing else of the org need be tried now. */
export function pausesOrg(outcome: Outcome): boolean {
  return isLimited(outcome) || isDisconnected(outcome);
}
