import { type Problem, toProblem } from '../../../../shared/model/problem.ts';
import type { Sent, Settled } from '../../../../shared/model/target.ts';
import { toId18 } from '../../ids.ts';
import { problemOfFailure } from '../../problems.ts';
import { queryPage } from '../../search/query.ts';
import { identifier, soql } from '../../search/soql.ts';
import { acceptedId, createRequest, KEY_FIELD, withoutRecord } from '../keyed-create.ts';
import { unsent } from '../unsent.ts';
import type { TogetherMethod, WriteContext } from '../write-context.ts';
import { attemptTogether } from './attempt-together.ts';
import { type AboutRecord, readBackTogether } from './read-together.ts';

/** Keyed creates: 25 upserts to a request, in the order they were approved, and read back together. */
export const createsTogether: TogetherMethod = {
  async send(contexts): Promise<Sent[]> {
    const outcomes = new Map<WriteContext, Sent>();
    // An upsert on a record that is there would undo what people changed in it since.
    const retried = contexts.filter(({ order }) => order.attempt.number > 1);
    for (const [context, found] of await settleAll(retried)) {
      if (found.kind === 'written') outcomes.set(context, found);
      if (found.kind === 'unreachable') outcomes.set(context, unsent(found.problem));
    }
    const open = contexts.filter((context) => !outcomes.has(context));
    const attempted = await attemptTogether(open.map((context) => ({ context, part: createRequest(context) })));
    const made: AboutRecord[] = [];
    for (const [index, context] of open.entries()) {
      const came = attempted[index];
      const id = came ? acceptedId(came) : null;
      if (id) made.push({ context, id });
      else if (came) outcomes.set(context, await withoutRecord(context, came));
    }
    for (const [{ context }, result] of await readBackTogether(made, false)) {
      outcomes.set(context, { kind: 'written', result });
    }
    return contexts.map((context) => outcomes.get(context) ?? { kind: 'unknown', problem: notTold });
  },

  async settle(contexts): Promise<Settled[]> {
    const settled = await settleAll(contexts);
    return contexts.map((context) => settled.get(context) ?? { kind: 'unreachable', problem: notTold });
  },
};

const notTold = toProblem('internal', 'What came of this write was not told.', { next: 'retry' });

/** Looks for the records of many keys, those of one object in one request. */
export async function settleAll(contexts: readonly WriteContext[]): Promise<Map<WriteContext, Settled>> {
  const settled = new Map<WriteContext, Settled>();
  const there: AboutRecord[] = [];
  for (const group of Map.groupBy(contexts, ({ object }) => object.name).values()) {
    const ids = await idsByKey(group).catch(problemOfFailure);
    for (const context of group) {
      const found = findingOf(context, ids);
      if (typeof found === 'string') there.push({ context, id: found });
      else settled.set(context, found);
    }
  }
  for (const [{ context }, result] of await readBackTogether(there, true)) {
    settled.set(context, { kind: 'written', result });
  }
  return settled;
}

function findingOf({ order }: WriteContext, ids: Map<string, string> | Problem): string | Settled {
  if (!(ids instanceof Map)) return { kind: 'unreachable', problem: ids };
  return ids.get(order.payload.proposal) ?? { kind: 'absent' };
}

async function idsByKey(group: readonly WriteContext[]): Promise<Map<string, string>> {
  const [first] = group;
  if (!first) return new Map();
  const keys = group.map(({ order }) => order.payload.proposal);
  const { rows } = await queryPage(
    first.connection,
    soql`SELECT Id, ${identifier(KEY_FIELD)} FROM ${identifier(first.object.name)} WHERE ${identifier(KEY_FIELD)} IN ${keys}`,
  );
  return new Map(
    rows.flatMap((row): [string, string][] => {
      const id = toId18(String(row.Id));
      return id ? [[String(row[KEY_FIELD]), id]] : [];
    }),
  );
}
