import type { TriggerKind } from '../../../shared/model/automation.ts';
import type { Facts } from '../places.ts';

/** What happened when; `late_minutes` tells what was found out only long after, such as while the console was off. */
export function triggerFacts(kind: TriggerKind, at: number, now: number): Facts {
  return { kind, at: new Date(at).toISOString(), late_minutes: Math.max(0, Math.floor((now - at) / 60_000)) };
}
