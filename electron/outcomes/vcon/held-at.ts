import type { Call } from '../../../shared/model/call.ts';

/** When a call's words were said: of a recording that was replayed, when it was really held. */
export function heldAt(call: Pick<Call, 'startedAt' | 'heldAt'>): number {
  return call.heldAt ?? call.startedAt;
}
