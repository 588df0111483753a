import type { Snapshot } from '../../../shared/model/proposal.ts';
import type { Sent, Settled } from '../../../shared/model/target.ts';
import { toHttpDate } from '../http-date.ts';
import { requireId } from '../ids.ts';
import { problemOfFailure } from '../problems.ts';
import { fieldOf } from '../records/describe.ts';
import type { ReadRecord } from '../records/read-record.ts';
import { sameStoredValue } from '../records/same-stored-value.ts';
import { attemptWrite } from './attempt-write.ts';
import { readBack, readPayloadFields, toResult, whileReachable } from './read-back.ts';
import { recordGone } from './record-gone.ts';
import type { CompositePart } from './together/composite.ts';
import { unsent } from './unsent.ts';
import type { WriteContext, WriteMethod } from './write-context.ts';

const TOO_FRESH_MS = 2_000;

/** An update that is sent only while the record still is what the supervisor saw in the fields it touches. */
export const guardedUpdate: WriteMethod = {
  async send(context): Promise<Sent> {
    const id = requireId(context.order.payload.recordId ?? '', context.object);
    let last: Sent | null = null;
    for (let tried = 0; tried < updateTries; tried += 1) {
      const before = await readSettledDown(context, id).catch(problemOfFailure);
      if (before !== null && 'message' in before) return unsent(before);
      const needless = withoutWriting(context, before);
      if (needless) return needless;
      if (before) last = await patch(context, id, before);
      // Changed between read and write, and proved unwritten: only a change to our own fields is a conflict.
      if (last && last.kind !== 'conflict') return last;
    }
    return last ?? { kind: 'refused', problem: recordGone(context.object) };
  },

  settle(context): Promise<Settled> {
    return whileReachable(async () => {
      const id = requireId(context.order.payload.recordId ?? '', context.object);
      return settleUpdate(context, await readPayloadFields(context, id));
    });
  },
};

/** How often an update is tried whose record others keep changing in other fields. */
export const updateTries = 3;

/** What came of an update that need not, or must not, be sent as the record is; null where it is to be sent. */
export function withoutWriting(context: WriteContext, before: ReadRecord | null): Sent | null {
  if (before === null) return { kind: 'refused', problem: recordGone(context.object) };
  const fields = conflictingFields(context, before.snapshot);
  if (fields.length > 0) return { kind: 'conflict', current: before.snapshot, fields };
  // The values are there already: an earlier try arrived after all, or somebody else had the same in mind.
  if (!holdsPayload(context, before.snapshot)) return null;
  return { kind: 'written', result: toResult(context, before, true) };
}

/** What the record, as it is now, tells about an update whose answer was lost. */
export function settleUpdate(context: WriteContext, now: ReadRecord | null): Settled {
  if (now === null) return { kind: 'unclear', problem: recordGone(context.object) };
  if (holdsPayload(context, now.snapshot)) return { kind: 'written', result: toResult(context, now, true) };
  const fields = conflictingFields(context, now.snapshot);
  return fields.length === 0 ? { kind: 'absent' } : { kind: 'conflict', current: now.snapshot, fields };
}

/** The request of an update, on condition that nobody changed the record since it was read. */
export function updateRequest(context: WriteContext, before: ReadRecord): CompositePart {
  const headers: Record<string, string> = {};
  if (before.modifiedAtMs !== null) headers['If-Unmodified-Since'] = toHttpDate(before.modifiedAtMs);
  return {
    method: 'PATCH',
    path: ['sobjects', context.object.name, before.record.id],
    headers,
    body: context.order.payload.fields,
  };
}

/**
 * How long to wait until a record's last change is two seconds old. Salesforce stamps changes to the second: within the
 * same second, a later change would be invisible to `If-Unmodified-Since`.
 */
export function settlingMs(read: ReadRecord | null): number {
  const { modifiedAtMs, servedAtMs } = read ?? {};
  if (typeof modifiedAtMs !== 'number' || typeof servedAtMs !== 'number') return 0;
  const age = servedAtMs - modifiedAtMs;
  return age >= TOO_FRESH_MS ? 0 : Math.min(TOO_FRESH_MS, TOO_FRESH_MS - age);
}

async function patch(context: WriteContext, id: string, before: ReadRecord): Promise<Sent> {
  const attempted = await attemptWrite(context, updateRequest(context, before), true);
  switch (attempted.kind) {
    case 'accepted':
      return { kind: 'written', result: await readBack(context, id) };
    case 'precondition-failed':
      return { kind: 'conflict', current: before.snapshot, fields: [] };
    case 'refused':
      return { kind: 'refused', problem: attempted.problem };
    default:
      return attempted;
  }
}

async function readSettledDown(context: WriteContext, id: string): Promise<ReadRecord | null> {
  const read = await readPayloadFields(context, id);
  const waitMs = settlingMs(read);
  if (waitMs === 0) return read;
  await context.wait(waitMs);
  return readPayloadFields(context, id);
}

/** The proposed fields that somebody else changed since, to something else than proposed. */
function conflictingFields(context: WriteContext, current: Snapshot): string[] {
  const { payload, held, seen } = context.order;
  const proposed = { ...held, ...payload.fields };
  return Object.keys(proposed).filter((name) => {
    const field = fieldOf(context.object, name);
    const now = current.fields[name];
    return !sameStoredValue(now, seen?.fields[name], field) && !sameStoredValue(now, proposed[name], field);
  });
}

function holdsPayload(context: WriteContext, current: Snapshot): boolean {
  const { fields } = context.order.payload;
  return Object.keys(fields).every((name) =>
    sameStoredValue(current.fields[name], fields[name], fieldOf(context.object, name)),
  );
}
