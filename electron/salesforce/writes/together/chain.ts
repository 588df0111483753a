import { proposalOfToken, withResults } from '../../../../shared/model/change-set.ts';
import type { FieldValues } from '../../../../shared/model/field-value.ts';
import { type Problem, toProblem } from '../../../../shared/model/problem.ts';
import type { Sent } from '../../../../shared/model/target.ts';
import { faultsOf } from '../../faults.ts';
import type { SalesforceAnswer } from '../../salesforce-connection.ts';
import { append, created } from '../append.ts';
import { type Attempted, judgeAnswer, judgeFailure, watchWire, writeHeaders } from '../attempt-write.ts';
import { acceptedId, createRequest, keyedCreate, withoutRecord } from '../keyed-create.ts';
import { holdsReference, methodOf } from '../method-of.ts';
import type { WriteContext } from '../write-context.ts';
import { type CompositePart, compositeSize, requestComposite } from './composite.ts';
import { settleAll } from './creates-together.ts';

/** Links of one chain, at most. */
export const mostLinks = compositeSize;

/** Whether these can be one composite that happens as a whole: what others come after has to be told by its key. */
export function fitsChain(contexts: readonly WriteContext[]): boolean {
  const awaited = new Set(contexts.flatMap(({ order }) => tokensOf(order.payload.fields)));
  return contexts.every((context) => {
    const { order, object } = context;
    const isEnd = methodOf(order, object) === append && !awaited.has(order.payload.proposal);
    return (isKeyed(context) || isEnd) && !holdsReference(order);
  });
}

const isKeyed = ({ order, object }: WriteContext): boolean => methodOf(order, object) === keyedCreate;

/** Creates that come after each other, as one request: all of them happen, or none. */
export async function sendChain(contexts: readonly WriteContext[]): Promise<Sent[]> {
  const before = await whatIsThere(contexts);
  if (before) return before;
  const isIntended = await Promise.all(contexts.map(({ order }) => order.intended)).then(
    () => true,
    () => false,
  );
  if (!isIntended) return contexts.map(() => ({ kind: 'not-sent', problem: takenBack(undefined), retryAfterMs: 0 }));
  const attempted = await attemptChain(contexts);
  const ids = new Map<string, string>();
  for (const [at, { order }] of contexts.entries()) {
    const id = acceptedId(attempted[at] ?? notTold);
    if (id) ids.set(order.payload.proposal, id);
  }
  return Promise.all(contexts.map((context, at) => outcomeOf(resolved(context, ids), attempted[at] ?? notTold)));
}

const retryMs = 5_000;
const nothing: SalesforceAnswer = { status: 0, headers: {}, body: null };

const notTold: Attempted = {
  kind: 'unknown',
  problem: toProblem('internal', 'What came of this write was not told.', { next: 'retry' }),
};

/** Of a chain that was sent before: what of it arrived after all; null where nothing of it did. */
async function whatIsThere(contexts: readonly WriteContext[]): Promise<Sent[] | null> {
  const retried = contexts.filter((context) => context.order.attempt.number > 1 && isKeyed(context));
  const found = await settleAll(retried);
  const isThere = [...found.values()].some(({ kind }) => kind === 'written');
  const unreachable = [...found.values()].find((each) => each.kind === 'unreachable');
  if (!isThere && !unreachable) return null;
  const problem = unreachable?.problem ?? toProblem('cancelled', 'What it comes after is there already.');
  return contexts.map((context) => {
    const each = found.get(context);
    return each?.kind === 'written' ? each : { kind: 'not-sent', problem, retryAfterMs: unreachable ? retryMs : 0 };
  });
}

async function attemptChain(contexts: readonly WriteContext[]): Promise<Attempted[]> {
  const [first] = contexts;
  if (!first) return [];
  const wire = watchWire(first.checkpoint);
  const places = new Map(contexts.map(({ order }, at) => [order.payload.proposal, `@{part${at}.id}`]));
  try {
    const parts = contexts.map((context) => partOf(resolved(context, places)));
    const { whole, parts: answers } = await requestComposite(first.connection, parts, wire.hooks, true);
    first.checkpoint('write.answered');
    return judgeAll(contexts, whole, answers);
  } catch (failure) {
    return contexts.map(() => judgeFailure(failure, wire.wasSending()));
  }
}

function partOf(context: WriteContext): CompositePart {
  const { order, object } = context;
  const headers = writeHeaders(order);
  if (isKeyed(context)) return { ...createRequest(context), headers };
  return { method: 'POST', path: ['sobjects', object.name], body: order.payload.fields, headers };
}

/** Each part says what became of it; those that were taken back because of another share that one's fate. */
function judgeAll(
  contexts: readonly WriteContext[],
  whole: SalesforceAnswer,
  answers: readonly (SalesforceAnswer | null)[] | null,
): Attempted[] {
  const judged = contexts.map((context, at) => judgeAnswer(context, answers?.[at] ?? whole, isKeyed(context)));
  if (answers === null || judged.every(({ kind }) => kind === 'accepted')) return judged;
  const culprit = judged.find((each, at) => each.kind !== 'accepted' && !wasTakenBack(answers[at]));
  return judged.map((each, at) => {
    const context = contexts[at];
    if (!context || !wasTakenBack(answers[at])) return each.kind === 'accepted' ? notTold : each;
    if (culprit?.kind === 'not-sent' || culprit?.kind === 'unknown')
      return { kind: 'not-sent', problem: culprit.problem, retryAfterMs: retryMs };
    const problem = takenBack(culprit);
    // What comes after another has no fate of its own: it waits again where that is refused.
    const isFirst = tokensOf(context.order.payload.fields).length === 0;
    return isFirst ? { kind: 'refused', problem, faults: [] } : { kind: 'not-sent', problem, retryAfterMs: 0 };
  });
}

function wasTakenBack(answer: SalesforceAnswer | null | undefined): boolean {
  return faultsOf(answer ?? nothing)?.[0]?.code === 'PROCESSING_HALTED';
}

function takenBack(culprit: Attempted | undefined): Problem {
  const why = culprit?.kind === 'refused' ? ` ${culprit.problem.message}` : '';
  return toProblem('cancelled', `Not written, because another part of the same change failed.${why}`, {
    next: 'retry',
    code: 'PROCESSING_HALTED',
  });
}

async function outcomeOf(context: WriteContext, came: Attempted): Promise<Sent> {
  if (isKeyed(context) && (came.kind !== 'accepted' || acceptedId(came) === null)) return withoutRecord(context, came);
  switch (came.kind) {
    case 'accepted':
      return created(context, came.body);
    case 'precondition-failed':
      return { kind: 'refused', problem: takenBack(came) };
    case 'refused':
      return { kind: 'refused', problem: came.problem };
    default:
      return came;
  }
}

/** The write with what stands for the records of other links put in its place. */
function resolved(context: WriteContext, places: ReadonlyMap<string, string>): WriteContext {
  const { order } = context;
  const { fields } = order.payload;
  const after = Object.entries(fields).flatMap(([field, value]) => {
    const proposal = proposalOfToken(value);
    return proposal !== null && places.has(proposal) ? [{ proposal, field }] : [];
  });
  return { ...context, order: { ...order, payload: { ...order.payload, fields: withResults(fields, after, places) } } };
}

function tokensOf(fields: FieldValues): string[] {
  return Object.values(fields).flatMap((value) => proposalOfToken(value) ?? []);
}
