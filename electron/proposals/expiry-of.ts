import type { Action } from '../../shared/model/action.ts';

const hourMs = 60 * 60 * 1000;

/** How long a proposal waits for a decision where its action does not say: over a night, and the day after. */
export const defaultExpiryHours = 36;

/** When a proposal of this action is no longer decided. */
export function expiryOf(
  { expiresAfterHours = defaultExpiryHours }: Pick<Action, 'expiresAfterHours'>,
  at: number,
): number {
  return Math.round(at + expiresAfterHours * hourMs);
}

/** A new end, so many hours after the old one or, where that is over, after now. */
export function extended(expiresAt: number | null | undefined, hours: number, at: number): number {
  return Math.round(Math.max(expiresAt ?? at, at) + hours * hourMs);
}
