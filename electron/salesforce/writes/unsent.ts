import type { Problem } from '../../../shared/model/problem.ts';
import type { Sent } from '../../../shared/model/target.ts';

/** A write that failed before its request left: worth another try only where the cause passes by itself. */
export function unsent(problem: Problem): Extract<Sent, { kind: 'refused' | 'not-sent' }> {
  // A query that takes too long takes too long the next time too.
  if (problem.next === 'edit') return { kind: 'refused', problem };
  switch (problem.kind) {
    case 'rate-limited':
      return { kind: 'not-sent', problem, retryAfterMs: 60_000 };
    case 'not-connected':
    case 'upstream':
      return { kind: 'not-sent', problem, retryAfterMs: problem.next === 'reconnect' ? null : 5_000 };
    default:
      return { kind: 'refused', problem };
  }
}
