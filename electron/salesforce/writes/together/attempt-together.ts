import type { Sent } from '../../../../shared/model/target.ts';
import { faultsOf } from '../../faults.ts';
import { problemOfAnswer } from '../../problems.ts';
import type { SalesforceAnswer } from '../../salesforce-connection.ts';
import { type Attempted, judgeAnswer, judgeFailure, watchWire, writeHeaders } from '../attempt-write.ts';
import type { WriteContext } from '../write-context.ts';
import { type CompositePart, compositeSize, requestComposite } from './composite.ts';

/** A write and the request it is sent as. */
export type PlannedWrite = { context: WriteContext; part: CompositePart };

/** Sends writes that may be sent again, 25 to a request, one request after the other: each has an outcome of its own. */
export async function attemptTogether(planned: readonly PlannedWrite[]): Promise<Attempted[]> {
  const attempted = new Map<PlannedWrite, Attempted>();
  const intended: PlannedWrite[] = [];
  for (const each of planned) {
    try {
      await each.context.order.intended;
      intended.push(each);
    } catch (failure) {
      attempted.set(each, judgeFailure(failure, false));
    }
  }
  for (let at = 0; at < intended.length; at += compositeSize) {
    const part = intended.slice(at, at + compositeSize);
    const came = await attemptOne(part);
    part.forEach((each, index) => {
      const outcome = came[index];
      if (outcome) attempted.set(each, outcome);
    });
  }
  return planned.flatMap((each) => attempted.get(each) ?? []);
}

async function attemptOne(planned: readonly PlannedWrite[]): Promise<Attempted[]> {
  const [first] = planned;
  if (!first) return [];
  const { connection, checkpoint } = first.context;
  const wire = watchWire(checkpoint);
  const parts = planned.map(({ context, part }) => ({
    ...part,
    headers: { ...writeHeaders(context.order), ...part.headers },
  }));
  try {
    const answered = await requestComposite(connection, parts, wire.hooks);
    checkpoint('write.answered');
    return planned.map(({ context }, index) => {
      if (answered.parts === null) return judgeWhole(context, answered.whole);
      const answer = answered.parts[index];
      return answer ? judgeAnswer(context, answer, true) : withoutAnswer(context, answered.whole);
    });
  } catch (failure) {
    return planned.map(() => judgeFailure(failure, wire.wasSending()));
  }
}

/** The composite as a whole was turned away, for what it is or for one part of it: that says nothing about the others. */
function judgeWhole(context: WriteContext, whole: SalesforceAnswer): Attempted {
  const judged = judgeAnswer(context, whole, true);
  return judged.kind === 'refused' || judged.kind === 'precondition-failed' ? byItself(context, whole) : judged;
}

/** `200 OK` without a word about this part: a captive portal's page, or a composite that came apart. */
function withoutAnswer(context: WriteContext, whole: SalesforceAnswer): Attempted {
  if (faultsOf(whole)) return byItself(context, whole);
  return { kind: 'unknown', problem: problemOfAnswer({ ...whole, body: undefined }, context.object) };
}

function byItself(context: WriteContext, whole: SalesforceAnswer): Extract<Sent, { kind: 'not-sent' }> {
  return { kind: 'not-sent', problem: problemOfAnswer(whole, context.object), retryAfterMs: 0, alone: true };
}
