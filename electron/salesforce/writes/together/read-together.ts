import type { Problem } from '../../../../shared/model/problem.ts';
import type { WriteResult } from '../../../../shared/model/proposal.ts';
import { problemOfFailure } from '../../problems.ts';
import { type ReadRecord, readRecords } from '../../records/read-record.ts';
import { payloadFields, toResult, unreadResult } from '../read-back.ts';
import type { WriteContext } from '../write-context.ts';

/** A write whose record is known. */
export type AboutRecord = { context: WriteContext; id: string };

/** What reading its record came to: null where there is none (any more). */
export type Reading = ReadRecord | Problem | null;

/** Reads the records of many writes, those of one object in one request; a failure is told to each it is about. */
export async function readTogether<T extends AboutRecord>(writes: readonly T[]): Promise<Map<T, Reading>> {
  const readings = new Map<T, Reading>();
  for (const group of byObject(writes)) {
    const found = await readGroup(group).catch(problemOfFailure);
    for (const each of group) {
      readings.set(each, found instanceof Map ? ownPart(each.context, found.get(each.id)) : found);
    }
  }
  return readings;
}

/** What was really written, for many writes that are proved; what was sent is shown where the record cannot be read. */
export async function readBackTogether<T extends AboutRecord>(
  writes: readonly T[],
  settled: boolean,
): Promise<Map<T, WriteResult>> {
  const readings = await readTogether(writes);
  return new Map(
    writes.map((each) => {
      const reading = readings.get(each) ?? null;
      const { context, id } = each;
      return [each, isRead(reading) ? toResult(context, reading, settled) : unreadResult(context, id, settled)];
    }),
  );
}

/** Tells a record that was read from a reason why it was not. */
export function isRead(reading: Reading): reading is ReadRecord {
  return reading !== null && 'snapshot' in reading;
}

function readGroup(group: readonly AboutRecord[]): Promise<Map<string, ReadRecord>> {
  const [first] = group;
  if (!first) return Promise.resolve(new Map());
  const { connection, object } = first.context;
  const fields = new Set(group.flatMap(({ context }) => payloadFields(context)));
  return readRecords(
    connection,
    object.name,
    group.map(({ id }) => id),
    [...fields],
  );
}

function byObject<T extends AboutRecord>(writes: readonly T[]): T[][] {
  return [...Map.groupBy(writes, ({ context }) => context.object.name).values()];
}

/** The others' fields were read along with it and are none of this write's business. */
function ownPart(context: WriteContext, read: ReadRecord | undefined): ReadRecord | null {
  if (!read) return null;
  const own = payloadFields(context).map((name) => [name, read.snapshot.fields[name] ?? null]);
  return { ...read, snapshot: { ...read.snapshot, fields: Object.fromEntries(own) } };
}
