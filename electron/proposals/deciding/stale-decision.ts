import { type Problem, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';

/** Why a decision made on this revision does not hold; null where it does. */
export function refuseDecision(of: Proposal, revision: number): Problem | null {
  return of.status.state === 'waiting' && of.revision === revision ? null : stale(of);
}

/** What is told to somebody who decided on what is no longer there. */
export function stale(of: Proposal): Problem {
  const message =
    of.status.state === 'waiting'
      ? `${of.reference} changed while you were looking. Look again and decide.`
      : `${of.reference} was decided already: it is ${of.status.state}.`;
  return toProblem('conflict', message, { next: 'reload-record', code: 'stale' });
}
