import type { CallErased } from '../../shared/model/call.ts';
import { fullDay } from '../ui/times.ts';

/** Says in the place of a transcript why there is none: "Erased on 21 Nov 2026 by Sam Ortiz, at the person’s request." */
export function erasedWords({ at, by, why }: CallErased): string {
  const reason = why === 'person' ? 'at the person’s request' : 'since it was older than it is kept';
  return `Erased on ${fullDay(at)} by ${by}, ${reason}.`;
}
