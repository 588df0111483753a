import { setTimeout as delay } from 'node:timers/promises';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { Org } from '../../shared/model/org.ts';
import { type Problem, ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Sent, Settled, Target, WriteOrder } from '../../shared/model/target.ts';
import { toId18 } from './ids.ts';
import { problemOfFailure } from './problems.ts';
import { readRecord } from './read-record.ts';
import type { SalesforceConnection } from './salesforce-connection.ts';
import { append } from './writes/append.ts';
import { guardedDelete } from './writes/guarded-delete.ts';
import { guardedUpdate } from './writes/guarded-update.ts';
import { hasKeyField, keyedCreate } from './writes/keyed-create.ts';
import { naturalKey } from './writes/natural-key.ts';
import { unsent } from './writes/unsent.ts';
import type { WriteContext, WriteMethod } from './writes/write-context.ts';

/** Finds the open connection to an org, or says why there is none. */
export type ConnectionOf = (org: string) => SalesforceConnection | Problem;

/** Sends approved proposals to Salesforce, each to its own org. */
export function createSalesforceTarget(
  connectionOf: ConnectionOf,
  clock: { wait: (ms: number) => Promise<void> } = { wait: (ms) => delay(ms) },
): Target {
  function connect(org: string): SalesforceConnection {
    const found = connectionOf(org);
    if ('message' in found) throw new ProblemError(found);
    return found;
  }

  /** Everything a write needs to know first; a failure here means that nothing was sent. */
  async function prepare(order: WriteOrder, checkpoint: (name: string) => void): Promise<WriteContext | WrongOrg> {
    const connection = connect(order.payload.org);
    const org = await connection.identity();
    if (toId18(order.payload.org) !== org.id) return { wrongOrg: org };
    const object = await connection.describeObject(order.payload.object);
    return { connection, order, object, checkpoint, wait: clock.wait };
  }

  return {
    async send(order, checkpoint): Promise<Sent> {
      let sending = false;
      const noting = (name: string) => {
        sending = true;
        checkpoint(name);
      };
      const context = await prepare(order, noting).catch(problemOfFailure);
      if ('message' in context) return unsent(context);
      if ('wrongOrg' in context) return { kind: 'refused', problem: wrongOrg(context.wrongOrg) };
      try {
        return await methodOf(order, context.object).send(context);
      } catch (failure) {
        const problem = problemOfFailure(failure);
        return sending ? { kind: 'unknown', problem } : unsent(problem);
      }
    },

    async settle(order): Promise<Settled> {
      const context = await prepare(order, () => {}).catch(problemOfFailure);
      if ('message' in context) return { kind: 'unreachable', problem: context };
      if ('wrongOrg' in context) return { kind: 'unreachable', problem: wrongOrg(context.wrongOrg) };
      return methodOf(order, context.object).settle(context);
    },

    async readRecord(org, object, id, fields) {
      const connection = connect(org);
      const connected = await connection.identity();
      if (toId18(org) !== connected.id) throw new ProblemError(wrongOrg(connected));
      return (await readRecord(connection, object, id, fields))?.snapshot ?? null;
    },
  };
}

type WrongOrg = { wrongOrg: Org };

function methodOf(order: WriteOrder, object: ObjectDescribe): WriteMethod {
  switch (order.writeClass) {
    case 'keyed-create':
      // Without our field on the object nothing tells a second create from the first.
      return hasKeyField(object) ? keyedCreate : append;
    case 'absolute-update':
      return guardedUpdate;
    case 'append':
      return append;
    case 'natural-key':
      return naturalKey;
    case 'delete':
      return guardedDelete;
    default:
      return assertNever(order.writeClass);
  }
}

function wrongOrg(connected: Org): Problem {
  const message = `This was approved for another Salesforce org than ${connected.name}, which the connection leads to. Nothing was written.`;
  return toProblem('not-allowed', message, { next: 'reconnect' });
}
