import type { Sent, Settled } from '../../../shared/model/target.ts';
import { requireId } from '../ids.ts';
import { problemOfFailure } from '../problems.ts';
import { fieldOf } from '../records/describe.ts';
import type { ReadRecord } from '../records/read-record.ts';
import { sameStoredValue } from '../records/same-stored-value.ts';
import { attemptWrite } from './attempt-write.ts';
import { readPayloadFields, unreadResult, whileReachable } from './read-back.ts';
import { recordGone } from './record-gone.ts';
import { unsent } from './unsent.ts';
import type { WriteContext, WriteMethod } from './write-context.ts';

/** A delete of the record as the supervisor saw it; Salesforce has no precondition for deletes, so it is compared just before. */
export const guardedDelete: WriteMethod = {
  async send(context): Promise<Sent> {
    const id = requireId(context.order.payload.recordId ?? '', context.object);
    const retried = context.order.attempt.number > 1;
    const before = await readPayloadFields(context, id).catch(problemOfFailure);
    if (before !== null && 'message' in before) return unsent(before);
    if (before === null)
      return retried ? deleted(context, id, true) : { kind: 'refused', problem: recordGone(context.object) };
    const fields = changedFields(context, before);
    if (fields.length > 0 || wasModified(context, before))
      return { kind: 'conflict', current: before.snapshot, fields };
    const attempted = await attemptWrite(
      context,
      { method: 'DELETE', path: ['sobjects', context.object.name, id] },
      true,
    );
    switch (attempted.kind) {
      case 'accepted':
        return deleted(context, id, false);
      case 'precondition-failed':
        return { kind: 'conflict', current: before.snapshot, fields: [] };
      case 'refused':
        // Gone between reading and deleting: somebody else's delete has the same effect.
        if (attempted.faults.some((fault) => fault.code === 'ENTITY_IS_DELETED')) return deleted(context, id, true);
        return { kind: 'refused', problem: attempted.problem };
      default:
        return attempted;
    }
  },

  settle(context): Promise<Settled> {
    return whileReachable(async () => {
      const id = requireId(context.order.payload.recordId ?? '', context.object);
      const still = await readPayloadFields(context, id);
      return still === null ? deleted(context, id, true) : { kind: 'absent' };
    });
  },
};

function deleted(context: WriteContext, id: string, settled: boolean): Extract<Settled, { kind: 'written' }> {
  return { kind: 'written', result: { ...unreadResult(context, id, settled), fields: {} } };
}

function changedFields(context: WriteContext, now: ReadRecord): string[] {
  const seen = context.order.seen?.fields ?? {};
  return Object.keys(seen).filter(
    (name) => !sameStoredValue(now.snapshot.fields[name], seen[name], fieldOf(context.object, name)),
  );
}

/** A delete takes every field with it, the ones nobody looked at included. */
function wasModified(context: WriteContext, now: ReadRecord): boolean {
  const seen = context.order.seen?.modifiedAt ?? null;
  return seen !== null && now.modifiedAtMs !== null && now.modifiedAtMs !== Date.parse(seen);
}
