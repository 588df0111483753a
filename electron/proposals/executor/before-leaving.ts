import { isOutbound, outboundField, practiceLine, reachesPerson, turnedAway } from '../../../shared/model/outbound.ts';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal, Snapshot } from '../../../shared/model/proposal.ts';
import { quietHoursRule } from '../../policy/built-in-rules.ts';
import { quietFor } from '../../policy/outbound-facts.ts';
import { clockWords, recipientClock } from '../../policy/recipient-clock.ts';
import { clockAt } from '../../policy/wall-clock.ts';
import type { Store } from '../../store/open-store.ts';
import { judgeProposal, type Policy } from '../deciding/apply-policy.ts';
import { wishesOf } from '../preparing/prepare-outbound.ts';
import type { OrgReader } from '../preparing/prepare-proposal.ts';

/** Whether what was approved leaves now. */
export type Leaving =
  | { kind: 'go' }
  /** It stays approved, and is asked about again at that moment. */
  | { kind: 'hold'; until: number; problem: Problem }
  /** It must not leave any more. */
  | { kind: 'turn-away'; problem: Problem }
  /** A rule approved what a person now has to. */
  | { kind: 'ask'; problem: Problem };

/** Says so of a proposal that is about to be sent. */
export type BeforeLeaving = (of: Proposal) => Promise<Leaving>;

/** Code of a problem for which something approved is kept until the quiet hours are over. */
export const quietHoursCode = 'quiet-hours';
const againMs = 60_000;

/**
 * Asks policy once more right before something goes out to others: since it was approved the quiet hours may have begun, and
 * whoever it is for may have said that they do not want it. Writes to Salesforce are guarded by the record itself.
 */
export function createBeforeLeaving(parts: {
  store: Store;
  policy: Policy;
  reader: Pick<OrgReader, 'describe' | 'readRecord' | 'outbound'>;
  now(): number;
}): BeforeLeaving {
  const { store, policy, reader, now } = parts;

  async function wishesNow(of: Proposal): Promise<Snapshot | null | Leaving> {
    try {
      const wishes = isOutbound(of) ? await wishesOf(of, of.operation, reader) : null;
      if (wishes !== null || of.base === null) return wishes;
      const gone = `${of.record?.name ?? 'The record'} is gone, or says nothing of being reached any more.`;
      return { kind: 'turn-away', problem: refusal(gone) };
    } catch (cause) {
      if (!(cause instanceof ProblemError)) throw cause;
      const message = `It cannot be asked whether they still want it: ${cause.problem.message}`;
      return { kind: 'hold', until: now() + againMs, problem: { ...cause.problem, message, next: 'wait' } };
    }
  }

  return async (of) => {
    if (of.status.state !== 'approved' || !isOutbound(of)) return { kind: 'go' };
    const isPractice = of.values.some(({ field, value }) => field === outboundField.via && value === practiceLine);
    const wishes = reachesPerson(of) && !isPractice ? await wishesNow(of) : null;
    if (wishes && 'kind' in wishes) return wishes;
    const verdict = await store.transact((tx) =>
      judgeProposal(tx, policy, { ...of, current: wishes ?? of.current }, now()),
    );
    const blocking = verdict.rules.filter(({ effect }) => effect === 'block');
    // They pass; what else forbids it does not.
    const rule = blocking.find((each) => each.rule !== quietHoursRule) ?? blocking[0];
    if (rule?.rule === quietHoursRule) return untilMorning(of);
    if (rule) {
      const words = policy.rules().find((each) => each.rule.id === rule.rule)?.rule.words ?? '';
      return { kind: 'turn-away', problem: refusal(`${words || `The rule “${rule.name}” forbids it.`}`) };
    }
    // Beside what a rule may never do: it did that already, when nothing stood against it.
    const asking = verdict.rules.find(({ effect }) => effect !== 'auto-approve');
    if (of.status.decision.by.kind === 'rule' && (asking || verdict.rules.length === 0)) {
      const why = asking?.name ?? 'No rule approves it any more';
      return { kind: 'ask', problem: refusal(`It was approved by a rule, and now a person decides: ${why}.`) };
    }
    return { kind: 'go' };
  };

  function untilMorning(of: Proposal): Leaving {
    const place = policy.place(of.org);
    const settings = place.outbound;
    const at = now();
    const until = (settings && quietFor(of, { now: at, timeZone: place.timeZone, settings })) ?? at + againMs;
    const to = String(of.values.find(({ field }) => field === outboundField.to)?.value ?? '');
    const clock = recipientClock(to, place.timeZone, at);
    const time = clockAt(clock.zones[0] ?? place.timeZone, until).time;
    const message = `These are quiet hours ${clockWords(clock)}. It leaves at ${time} there, unless it is taken back.`;
    return { kind: 'hold', until, problem: toProblem('not-allowed', message, { next: 'wait', code: quietHoursCode }) };
  }
}

function refusal(message: string): Problem {
  return toProblem('not-allowed', message, { next: 'edit', code: turnedAway });
}
