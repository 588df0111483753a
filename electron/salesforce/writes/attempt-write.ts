import { ProblemError } from '../../../shared/model/problem.ts';
import type { Sent, WriteOrder } from '../../../shared/model/target.ts';
import { type Fault, faultsOf, isRecord } from '../faults.ts';
import { NoAnswerError } from '../no-answer-error.ts';
import { problemOfAnswer, problemOfFailure } from '../problems.ts';
import type { SalesforceAnswer, SalesforceRequest } from '../salesforce-connection.ts';
import { unsent } from './unsent.ts';
import type { WriteContext } from './write-context.ts';

/** What one write request came to: done, stopped by its precondition, or one of the ways it was not (provably) done. */
export type Attempted =
  | { kind: 'accepted'; body: unknown }
  | { kind: 'precondition-failed' }
  | { kind: 'refused'; problem: Extract<Sent, { kind: 'refused' }>['problem']; faults: Fault[] }
  | Extract<Sent, { kind: 'not-sent' | 'unknown' }>;

const RETRY_UNREACHABLE_MS = 5_000;
const RETRY_LOCKED_MS = 2_000;
const RETRY_LIMITED_MS = 60_000;
const DESCRIBE_IS_STALE = /^INVALID_(?:FIELD|FIELD_FOR_INSERT_UPDATE|TYPE|OR_NULL_FOR_RESTRICTED_PICKLIST)$/;

/** What a write is sent with: what Salesforce would do of its own only where that was approved. */
export function writeHeaders({ payload }: WriteOrder): Record<string, string> {
  return {
    // Unless told so, assignment rules may change the owner of cases, leads and accounts.
    'Sforce-Auto-Assign': payload.assignmentRules === true ? 'TRUE' : 'FALSE',
    'Sforce-Duplicate-Rule-Header': `allowSave=${payload.saveAnyway === true}`,
  };
}

/** Sends one write, once. `safeToResend`: doing it twice is the same as doing it once. */
export async function attemptWrite(
  context: WriteContext,
  request: Pick<SalesforceRequest, 'method' | 'path' | 'headers' | 'body' | 'timeoutMs'>,
  safeToResend: boolean,
): Promise<Attempted> {
  const wire = watchWire(context.checkpoint);
  try {
    await context.order.intended;
    const answer = await context.connection.request({
      ...request,
      headers: { ...writeHeaders(context.order), ...request.headers },
      ...wire.hooks,
    });
    context.checkpoint('write.answered');
    return judgeAnswer(context, answer, safeToResend);
  } catch (failure) {
    return judgeFailure(failure, wire.wasSending());
  }
}

/** Notes when a request begins to leave, and names the points on its way. */
export function watchWire(checkpoint: (name: string) => void) {
  let sending = false;
  return {
    hooks: {
      onSending() {
        sending = true;
        checkpoint('write.sending');
      },
      onSent: () => checkpoint('write.sent'),
    },
    wasSending: () => sending,
  };
}

/** What a write came to whose request threw. */
export function judgeFailure(failure: unknown, wasSending: boolean): Attempted {
  const problem = problemOfFailure(failure);
  if (failure instanceof NoAnswerError && !failure.mayHaveArrived) {
    return { kind: 'not-sent', problem, retryAfterMs: RETRY_UNREACHABLE_MS };
  }
  // Thrown by the session (the org refused the old one before it looked at the write), or by a path that is none.
  if (failure instanceof ProblemError) {
    const told = unsent(problem);
    return told.kind === 'refused' ? { ...told, faults: [] } : told;
  }
  return wasSending ? { kind: 'unknown', problem } : { kind: 'refused', problem, faults: [] };
}

/** What a write came to by its answer, be it a whole one or that of its part of a composite. */
export function judgeAnswer(context: WriteContext, answer: SalesforceAnswer, safeToResend: boolean): Attempted {
  if (isAccepted(answer)) return { kind: 'accepted', body: answer.body };
  if (answer.status === 412) return { kind: 'precondition-failed' };
  const problem = problemOfAnswer(answer, context.object);
  if (answer.status === 401) return { kind: 'not-sent', problem, retryAfterMs: null };
  if (answer.status === 300) return { kind: 'refused', problem, faults: [] };
  const faults = faultsOf(answer);
  // Not Salesforce's own words: a proxy, a maintenance page or half an answer. The write may have happened.
  if (!faults || answer.status < 400) return { kind: 'unknown', problem };
  const has = (code: string) => faults.some((fault) => fault.code === code);
  if (has('REQUEST_LIMIT_EXCEEDED')) return { kind: 'not-sent', problem, retryAfterMs: RETRY_LIMITED_MS };
  if (has('UNABLE_TO_LOCK_ROW')) return { kind: 'not-sent', problem, retryAfterMs: RETRY_LOCKED_MS, alone: true };
  if (answer.status >= 500 || answer.status === 420) {
    const failing = answer.status === 500;
    return safeToResend
      ? { kind: 'not-sent', problem, retryAfterMs: RETRY_UNREACHABLE_MS, ...(failing ? { failing } : {}) }
      : { kind: 'unknown', problem };
  }
  if (faults.some((fault) => DESCRIBE_IS_STALE.test(fault.code)))
    context.connection.forgetDescribe(context.object.name);
  return { kind: 'refused', problem, faults };
}

/** A success must say so itself: `200 OK` with a web page in it is some captive portal's. */
function isAccepted(answer: SalesforceAnswer): boolean {
  if (answer.status === 204) return true;
  return (answer.status === 200 || answer.status === 201) && isRecord(answer.body) && answer.body.success === true;
}
