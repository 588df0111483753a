import type { Automation, Trigger } from '../../../shared/model/automation.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import type { Start } from '../run-store.ts';
import type { Starts } from '../starts.ts';
import { isPassing } from '../steps/passing-trouble.ts';
import { nextRound } from './next-time.ts';
import { triggerFacts } from './trigger-facts.ts';

/** What a schedule that has come round starts, and when it comes round next; or why it cannot be known yet. */
export type Round = { starts: Start[]; nextAt: number } | { later: string };

/**
 * Takes a round that is due, once, however many went by while nobody was there. What an org cannot answer
 * just now is asked for a little later; what it refuses is a run that failed.
 */
export async function lookAtClock(
  of: Automation & { trigger: Extract<Trigger, { kind: 'schedule' }> },
  due: number,
  parts: { starts: Pick<Starts, 'fromQuery'>; zone: string; now: number },
): Promise<Round> {
  const { trigger } = of;
  const { zone, now } = parts;
  const facts = { trigger: triggerFacts('schedule', due, now) };
  const key = `schedule ${due}`;
  const one: Start = { key, startedBy: 'On schedule', record: null, call: null, facts };
  const nextAt = nextRound(trigger.when, { zone, from: of.since, now });
  if (trigger.soql === null) return { starts: [one], nextAt };
  try {
    const found = await parts.starts.fromQuery(of, trigger.soql, 'On schedule');
    const starts = found.map((each) => ({
      ...each,
      key: `${key} ${each.record?.id}`,
      facts: { ...each.facts, ...facts },
    }));
    return { starts, nextAt };
  } catch (cause) {
    if (!(cause instanceof ProblemError)) throw cause;
    const { message } = cause.problem;
    if (isPassing(cause.problem, now - due)) return { later: message };
    return { starts: [{ ...one, failed: message }], nextAt };
  }
}
