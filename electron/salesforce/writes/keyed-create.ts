import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { toProblem } from '../../../shared/model/problem.ts';
import type { Sent, Settled } from '../../../shared/model/target.ts';
import { fieldOf } from '../describe.ts';
import { isRecord } from '../faults.ts';
import { toId18 } from '../ids.ts';
import { queryPage } from '../query.ts';
import { identifier, soql } from '../soql.ts';
import { type Attempted, attemptWrite } from './attempt-write.ts';
import { readBack, whileReachable } from './read-back.ts';
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
    const { payload, attempt } = context.order;
    // An upsert on a record that is there would undo what people changed in it since.
    const already = attempt.number > 1 ? await settleByKey(context) : null;
    if (already?.kind === 'written') return already;
    if (already?.kind === 'unreachable') return unsent(already.problem);
    const attempted = await attemptWrite(
      context,
      { method: 'PATCH', path: ['sobjects', context.object.name, KEY_FIELD, payload.proposal], body: payload.fields },
      true,
    );
    switch (attempted.kind) {
      case 'accepted':
        return created(context, attempted.body);
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
  },

  settle: settleByKey,
};

/** A key that is taken is ours: an earlier try arrived while this one was under way. */
async function thereAfterAll(context: WriteContext, refused: Extract<Attempted, { kind: 'refused' }>): Promise<Sent> {
  const taken = refused.faults.some((fault) => fault.code === 'DUPLICATE_VALUE');
  const found = taken ? await settleByKey(context) : null;
  return found?.kind === 'written' ? found : { kind: 'refused', problem: refused.problem };
}

async function created(context: WriteContext, body: unknown): Promise<Sent> {
  const id = isRecord(body) ? toId18(String(body.id)) : null;
  if (id) return { kind: 'written', result: await readBack(context, id) };
  // Done, by an old API version that does not name the record.
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
