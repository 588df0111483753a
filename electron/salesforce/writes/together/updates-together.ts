import { toProblem } from '../../../../shared/model/problem.ts';
import type { Sent, Settled } from '../../../../shared/model/target.ts';
import { requireId } from '../../ids.ts';
import { problemOfFailure } from '../../problems.ts';
import { type ReadRecord, requireField } from '../../records/read-record.ts';
import type { Attempted } from '../attempt-write.ts';
import { settleUpdate, settlingMs, updateRequest, updateTries, withoutWriting } from '../guarded-update.ts';
import { unsent } from '../unsent.ts';
import type { TogetherMethod, WriteContext } from '../write-context.ts';
import { attemptTogether } from './attempt-together.ts';
import { type AboutRecord, isRead, type Reading, readBackTogether, readTogether } from './read-together.ts';

/** Guarded updates of many records: read in one request, written 25 to a request each on its own condition, read again in one. */
export const updatesTogether: TogetherMethod = {
  async send(contexts): Promise<Sent[]> {
    const outcomes = new Map<WriteContext, Sent>();
    let open = locate(contexts, outcomes);
    const accepted: AboutRecord[] = [];
    let changed: Changed[] = [];
    for (let tried = 0; tried < updateTries && open.length > 0; tried += 1) {
      changed = await sendRound(open, outcomes, accepted);
      open = changed;
    }
    for (const { context, before } of changed) {
      outcomes.set(context, { kind: 'conflict', current: before.snapshot, fields: [] });
    }
    for (const [{ context }, result] of await readBackTogether(accepted, false)) {
      outcomes.set(context, { kind: 'written', result });
    }
    return contexts.map((context) => outcomes.get(context) ?? lost());
  },

  async settle(contexts): Promise<Settled[]> {
    const outcomes = new Map<WriteContext, Sent>();
    const readings = await readTogether(locate(contexts, outcomes));
    const settled = new Map<WriteContext, Settled>();
    for (const [{ context }, reading] of readings) {
      const isKnown = reading === null || isRead(reading);
      settled.set(context, isKnown ? settleUpdate(context, reading) : { kind: 'unreachable', problem: reading });
    }
    return contexts.map((context) => settled.get(context) ?? { kind: 'unreachable', problem: lost().problem });
  },
};

/** An update that Salesforce turned away because its record was changed since it was read. */
type Changed = AboutRecord & { before: ReadRecord };

/** One round: what is settled without writing, and what is written once its record has settled down. */
async function sendRound(
  open: readonly AboutRecord[],
  outcomes: Map<WriteContext, Sent>,
  accepted: AboutRecord[],
): Promise<Changed[]> {
  const readings = await readTogether(open);
  const isFresh = (each: AboutRecord) => waitOf(readings.get(each) ?? null) > 0;
  const settledDown = open.filter((each) => !isFresh(each));
  const changed = await sendRead(settledDown, readings, { outcomes, accepted });
  const fresh = open.filter(isFresh);
  const [first] = fresh;
  if (!first) return changed;
  // Those others go first: only the records that were changed a moment ago have to wait.
  await first.context.wait(Math.max(...fresh.map((each) => waitOf(readings.get(each) ?? null))));
  return [...changed, ...(await sendRead(fresh, await readTogether(fresh), { outcomes, accepted }))];
}

async function sendRead(
  writes: readonly AboutRecord[],
  readings: ReadonlyMap<AboutRecord, Reading>,
  into: { outcomes: Map<WriteContext, Sent>; accepted: AboutRecord[] },
): Promise<Changed[]> {
  const ready: Changed[] = [];
  for (const each of writes) {
    const reading = readings.get(each) ?? null;
    const told = beforeWriting(each.context, reading);
    if (told) into.outcomes.set(each.context, told);
    else if (isRead(reading)) ready.push({ ...each, before: reading });
  }
  const attempted = await attemptTogether(
    ready.map(({ context, before }) => ({ context, part: updateRequest(context, before) })),
  );
  const changed: Changed[] = [];
  ready.forEach((each, index) => {
    const came = attempted[index];
    if (came?.kind === 'accepted') into.accepted.push(each);
    else if (came?.kind === 'precondition-failed') changed.push(each);
    else into.outcomes.set(each.context, toSent(came));
  });
  return changed;
}

function beforeWriting(context: WriteContext, reading: Reading): Sent | null {
  if (reading === null || isRead(reading)) return withoutWriting(context, reading);
  const told = unsent(reading);
  // What one field or record did to the whole query is not the others' doing.
  return told.kind === 'refused' ? { kind: 'not-sent', problem: reading, retryAfterMs: 0, alone: true } : told;
}

function toSent(came: Exclude<Attempted, { kind: 'accepted' | 'precondition-failed' }> | undefined): Sent {
  if (!came) return lost();
  return came.kind === 'refused' ? { kind: 'refused', problem: came.problem } : came;
}

function waitOf(reading: Reading): number {
  return isRead(reading) ? settlingMs(reading) : 0;
}

/** The writes whose record and fields can be asked for; the others have their outcome. */
function locate(contexts: readonly WriteContext[], outcomes: Map<WriteContext, Sent>): AboutRecord[] {
  return contexts.flatMap((context) => {
    try {
      const id = requireId(context.order.payload.recordId ?? '', context.object);
      for (const name of Object.keys(context.order.payload.fields)) requireField(context.object, name);
      return [{ context, id }];
    } catch (failure) {
      outcomes.set(context, { kind: 'refused', problem: problemOfFailure(failure) });
      return [];
    }
  });
}

function lost(): Extract<Sent, { kind: 'unknown' }> {
  return {
    kind: 'unknown',
    problem: toProblem('internal', 'What came of this write was not told.', { next: 'retry' }),
  };
}
