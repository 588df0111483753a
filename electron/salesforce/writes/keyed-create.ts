import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { toProblem } from '../../../shared/model/problem.ts';
import type { Sent, Settled } from '../../../shared/model/target.ts';
import { isRecord } from '../faults.ts';
import { toId18 } from '../ids.ts';
import { fieldOf } from '../records/describe.ts';
import { queryPage } from '../search/query.ts';
import { identifier, soql } from '../search/soql.ts';
import { type Attempted, attemptWrite } from './attempt-write.ts';
import { readBack, whileReachable } from './read-back.ts';
import type { CompositePart } from './together/composite.ts';
import { unsent } from './unsent.ts';
import type { WriteContext, WriteMethod } from './write-context.ts';

/** Our External ID field: it holds the proposal's id, so a record can be created only once for it. */
export const KEY_FIELD = 'Countersign_Key__c';

/** Whether the object carries our key, usable and unique. */
export function hasKeyField(object: ObjectDescribe): boolean {
  const field = fieldOf(object, KEY_FIELD);
  return field?.externalId === true && field.unique && field.createable;
}

/** A create that cannot happen twice: an upsert on the proposal's id. */
export const keyedCreate: WriteMethod = {
  async send(context): Promise<Sent> {
    // An upsert on a record that is there would undo what people changed in it since.
    const already = context.order.attempt.number > 1 ? await settleByKey(context) : null;
    if (already?.kind === 'written') return already;
    if (already?.kind === 'unreachable') return unsent(already.problem);
    const attempted = await attemptWrite(context, createRequest(context), true);
    const id = acceptedId(attempted);
    return id ? { kind: 'written', result: await readBack(context, id) } : withoutRecord(context, attempted);
  },

  settle: settleByKey,
};

/** The request of a keyed create: an upsert on the proposal's id. */
export function createRequest({ object, order }: WriteContext): CompositePart {
  const { proposal, fields } = order.payload;
  return { method: 'PATCH', path: ['sobjects', object.name, KEY_FIELD, proposal], body: fields };
}

/** The id of the record that an upsert made or found; null where it did not say. */
export function acceptedId(attempted: Attempted): string | null {
  return attempted.kind === 'accepted' && isRecord(attempted.body) ? toId18(String(attempted.body.id)) : null;
}

/** What came of an upsert that did not name its record. */
export async function withoutRecord(context: WriteContext, attempted: Attempted): Promise<Sent> {
  switch (attempted.kind) {
    case 'accepted':
      return unnamed(context);
    case 'precondition-failed':
      return {
        kind: 'refused',
        problem: toProblem('upstream', 'Salesforce refused it without a reason.', { next: 'retry' }),
      };
    case 'refused':
      return thereAfterAll(context, attempted);
    default:
      return attempted;
  }
}

/** A key that is taken is ours: an earlier try arrived while this one was under way. */
async function thereAfterAll(context: WriteContext, refused: Extract<Attempted, { kind: 'refused' }>): Promise<Sent> {
  const taken = refused.faults.some((fault) => fault.code === 'DUPLICATE_VALUE');
  const found = taken ? await settleByKey(context) : null;
  return found?.kind === 'written' ? found : { kind: 'refused', problem: refused.problem };
}

/** Done, by an old API version that does not name the record. */
async function unnamed(context: WriteContext): Promise<Sent> {
  const found = await settleByKey(context);
  if (found.kind === 'written') return found;
  return {
    kind: 'unknown',
    problem: toProblem('upstream', 'Salesforce did not say which record it created.', { next: 'retry' }),
  };
}

function settleByKey(context: WriteContext): Promise<Settled> {
  return whileReachable(async () => {
    const { rows } = await queryPage(
      context.connection,
      soql`SELECT Id FROM ${identifier(context.object.name)} WHERE ${identifier(KEY_FIELD)} = ${context.order.payload.proposal} LIMIT 1`,
    );
    const id = rows[0] ? toId18(String(rows[0].Id)) : null;
    return id ? { kind: 'written', result: await readBack(context, id, true) } : { kind: 'absent' };
  });
}
