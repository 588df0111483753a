import { toProblem } from '../../../shared/model/problem.ts';
import type { Sent, Settled } from '../../../shared/model/target.ts';
import { isRecord } from '../faults.ts';
import { toId18 } from '../ids.ts';
import { fieldOf } from '../records/describe.ts';
import { toFieldValue } from '../records/read-record.ts';
import { sameStoredValue } from '../records/same-stored-value.ts';
import { queryPage, type Row } from '../search/query.ts';
import { identifier, identifiers, type Soql, soql } from '../search/soql.ts';
import { attemptWrite } from './attempt-write.ts';
import { readBack, whileReachable } from './read-back.ts';
import type { WriteContext, WriteMethod } from './write-context.ts';

/** Longer than our own time limit and the ten minutes Salesforce may work on a request: what is absent then stays absent. */
const IN_FLIGHT_MS = 11 * 60_000;
const LOOKED_AT = 200;

/** A create with nothing to tell it by, such as a case comment: after a lost answer its values are looked for. */
export const append: WriteMethod = {
  async send(context): Promise<Sent> {
    const attempted = await attemptWrite(
      context,
      { method: 'POST', path: ['sobjects', context.object.name], body: context.order.payload.fields },
      false,
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
        return { kind: 'refused', problem: attempted.problem };
      default:
        return attempted;
    }
  },

  settle(context): Promise<Settled> {
    return whileReachable(async () => {
      if (!fieldOf(context.object, 'CreatedById') || !fieldOf(context.object, 'CreatedDate')) return unclear(context);
      const rows = await createdSince(context);
      const match = rows.find((row) => holdsPayload(context, row));
      const id = match ? toId18(String(match.Id)) : null;
      if (id) return { kind: 'written', result: await readBack(context, id, true) };
      // Ours by user and time, yet not the same: an automation may have rewritten it. Only a person can tell.
      if (rows.length > 0) return unclear(context);
      return stillAbsent(context);
    });
  },
};

/** Nothing like it is there: it stays so once no request of ours can still be under way. */
export function stillAbsent(context: WriteContext): Settled {
  const age = context.connection.now() - context.order.attempt.startedAt;
  return age > IN_FLIGHT_MS ? { kind: 'absent' } : unclear(context);
}

/** By Salesforce's clock, less the second its stamps are cut to and the second the skew is measured with. */
export function sinceAttempt({ connection, order }: WriteContext): Date {
  return new Date(order.attempt.startedAt + connection.clockSkewMs() - 2_000);
}

/** The accepted create's own record, read back. */
export async function created(context: WriteContext, body: unknown): Promise<Sent> {
  const id = isRecord(body) ? toId18(String(body.id)) : null;
  if (id) return { kind: 'written', result: await readBack(context, id) };
  return {
    kind: 'unknown',
    problem: toProblem('upstream', 'Salesforce did not say which record it created.', { next: 'retry' }),
  };
}

async function createdSince(context: WriteContext): Promise<Row[]> {
  const { connection, object, order } = context;
  const { user } = await connection.identity();
  const since = sinceAttempt(context);
  const columns = new Set(['Id', ...Object.keys(order.payload.fields)]);
  const { rows } = await queryPage(
    connection,
    soql`SELECT ${identifiers([...columns])} FROM ${identifier(object.name)} WHERE CreatedById = ${user.id} AND CreatedDate >= ${since}${onSameParent(context)} ORDER BY CreatedDate DESC LIMIT ${LOOKED_AT}`,
  );
  return rows;
}

/** Narrows the search to records that point to the same ones. */
function onSameParent(context: WriteContext): Soql {
  const { object, order } = context;
  return Object.entries(order.payload.fields).reduce((conditions, [name, value]) => {
    const field = fieldOf(object, name);
    if (field?.type !== 'reference' || !field.filterable || typeof value !== 'string') return conditions;
    return soql`${conditions} AND ${identifier(name)} = ${value}`;
  }, soql``);
}

function holdsPayload(context: WriteContext, row: Row): boolean {
  return Object.entries(context.order.payload.fields).every(([name, value]) => {
    const field = fieldOf(context.object, name);
    return sameStoredValue(toFieldValue(row[field?.name ?? name]), value, field);
  });
}

/** It cannot be told by looking. */
export function unclear(context: WriteContext): Settled {
  const message = `Salesforce’s answer was lost, and it cannot be told by looking whether the ${context.object.label.toLowerCase()} was created. Look in Salesforce before trying again.`;
  return { kind: 'unclear', problem: toProblem('upstream', message, { next: 'reload-record' }) };
}
