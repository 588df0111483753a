import type { WriteResult } from '../../../shared/model/proposal.ts';
import type { Settled } from '../../../shared/model/target.ts';
import { problemOfFailure } from '../problems.ts';
import { fieldOf } from '../records/describe.ts';
import { type ReadRecord, readRecord } from '../records/read-record.ts';
import type { WriteContext } from './write-context.ts';

/** What was really written: triggers, trimming and automations may have made something else of it. */
export async function readBack(context: WriteContext, id: string, settled = false): Promise<WriteResult> {
  // The write is proved; only what became of it is not. Whatever fails here must not make it look undone,
  // and what was sent is the best there is to show.
  const read = await readPayloadFields(context, id).catch(() => null);
  return read ? toResult(context, read, settled) : unreadResult(context, id, settled);
}

/** Reads the record of a write with the fields that go out, and those the supervisor saw. */
export function readPayloadFields(context: WriteContext, id: string): Promise<ReadRecord | null> {
  return readRecord(context.connection, context.order.payload.object, id, payloadFields(context));
}

/** The fields that go out, and those of the record that the supervisor saw. */
export function payloadFields(context: WriteContext): string[] {
  const { payload, seen } = context.order;
  const shown = Object.keys(seen?.fields ?? {}).filter((name) => fieldOf(context.object, name));
  return [...new Set([...Object.keys(payload.fields), ...shown])];
}

/** A read record as the result of the write. */
export function toResult(context: WriteContext, read: ReadRecord, settled: boolean): WriteResult {
  const names = Object.keys(context.order.payload.fields);
  return {
    record: read.record,
    url: recordUrl(context, read.record.id),
    fields: Object.fromEntries(names.map((name) => [name, read.snapshot.fields[name] ?? null])),
    at: context.connection.now(),
    settled,
  };
}

/** A result whose record could not be read (any more). */
export function unreadResult(context: WriteContext, id: string, settled: boolean): WriteResult {
  const { object, order, connection } = context;
  return {
    record: { object: object.name, id, name: `${object.label} ${id.slice(0, 15)}`, detail: null },
    url: recordUrl(context, id),
    fields: order.payload.fields,
    at: connection.now(),
    settled,
  };
}

/** Looks something up while settling; a failure to look is no finding about the write. */
export async function whileReachable(look: () => Promise<Settled>): Promise<Settled> {
  try {
    return await look();
  } catch (failure) {
    return { kind: 'unreachable', problem: problemOfFailure(failure) };
  }
}

function recordUrl(context: WriteContext, id: string): string {
  return `${context.connection.instanceUrl}/lightning/r/${context.object.name}/${id}/view`;
}
