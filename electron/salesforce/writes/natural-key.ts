import { toProblem } from '../../../shared/model/problem.ts';
import type { Sent, Settled } from '../../../shared/model/target.ts';
import { toId18 } from '../ids.ts';
import { queryPage } from '../search/query.ts';
import { identifier, type Soql, soql } from '../search/soql.ts';
import { created } from './append.ts';
import { attemptWrite } from './attempt-write.ts';
import { readBack, whileReachable } from './read-back.ts';
import type { WriteContext, WriteMethod } from './write-context.ts';

/** A create that its own values make unique, such as a topic on a record: one that is there already is success. */
export const naturalKey: WriteMethod = {
  async send(context): Promise<Sent> {
    const attempted = await attemptWrite(
      context,
      { method: 'POST', path: ['sobjects', context.object.name], body: context.order.payload.fields },
      true,
    );
    if (attempted.kind === 'accepted') return created(context, attempted.body);
    if (attempted.kind === 'precondition-failed') {
      return {
        kind: 'refused',
        problem: toProblem('upstream', 'Salesforce refused it without a reason.', { next: 'retry' }),
      };
    }
    if (attempted.kind !== 'refused') return attempted;
    const isThere = attempted.faults.some((fault) => fault.code === 'DUPLICATE_VALUE');
    const found = isThere ? await settle(context) : null;
    return found?.kind === 'written' ? found : { kind: 'refused', problem: attempted.problem };
  },

  settle,
};

function settle(context: WriteContext): Promise<Settled> {
  return whileReachable(async () => {
    const { rows } = await queryPage(
      context.connection,
      soql`SELECT Id FROM ${identifier(context.object.name)} WHERE ${sameFields(context)} LIMIT 1`,
    );
    const id = rows[0] ? toId18(String(rows[0].Id)) : null;
    return id ? { kind: 'written', result: await readBack(context, id, true) } : { kind: 'absent' };
  });
}

function sameFields(context: WriteContext): Soql {
  const [first, ...rest] = Object.entries(context.order.payload.fields);
  if (!first) throw new TypeError('a write without fields has no natural key');
  return rest.reduce(
    (conditions, [name, value]) => soql`${conditions} AND ${identifier(name)} = ${value}`,
    soql`${identifier(first[0])} = ${first[1]}`,
  );
}
