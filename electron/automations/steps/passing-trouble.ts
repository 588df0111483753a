import type { Problem } from '../../../shared/model/problem.ts';

/** How long an org that answers, and cannot do what is asked, is asked again. */
const patienceMs = 15 * 60_000;

/** Whether what went wrong may be right a little later, having tried for so long. */
export function isPassing({ kind, next }: Problem, triedMs: number): boolean {
  if (kind === 'not-connected' || kind === 'rate-limited') return true;
  return kind === 'upstream' && next === 'retry' && triedMs < patienceMs;
}
