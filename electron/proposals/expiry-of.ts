import type { Action } from '../../shared/model/action.ts';
import { usualDeciding } from '../../shared/model/deciding.ts';

const hourMs = 60 * 60 * 1000;

/** When a proposal of this action is no longer decided; `usualHours` is how long one waits whose action does not say. */
export function expiryOf(
  { expiresAfterHours }: Pick<Action, 'expiresAfterHours'>,
  at: number,
  usualHours = usualDeciding.expiryHours,
): number {
  return Math.round(at + (expiresAfterHours ?? usualHours) * hourMs);
}

/** A new end, so many hours after the old one or, where that is over, after now. */
export function extended(expiresAt: number | null | undefined, hours: number, at: number): number {
  return Math.round(Math.max(expiresAt ?? at, at) + hours * hourMs);
}
