import { setTimeout as delay } from 'node:timers/promises';
import type { Org } from '../../shared/model/org.ts';
import { type Problem, ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Sent, Settled, Target, WriteOrder } from '../../shared/model/target.ts';
import { toId18 } from './ids.ts';
import { probeOrg } from './login/probe-org.ts';
import { problemOfFailure } from './problems.ts';
import { readRecord } from './records/read-record.ts';
import type { SalesforceConnection } from './salesforce-connection.ts';
import { giveUpOnFailing } from './writes/give-up-on-failing.ts';
import { methodOf, togetherMethodOf } from './writes/method-of.ts';
import { tellDuplicates } from './writes/tell-duplicates.ts';
import { fitsChain, mostLinks, sendChain } from './writes/together/chain.ts';
import { unsent } from './writes/unsent.ts';
import type { Recordings, TogetherMethod, WriteContext } from './writes/write-context.ts';

/** Finds the open connection to an org, or says why there is none. */
export type ConnectionOf = (org: string) => SalesforceConnection | Problem;

/** What a target may be given: how to wait, and where recordings are kept. */
export type TargetParts = { wait?: (ms: number) => Promise<void>; recordings?: Recordings };

const none: Recordings = { load: () => Promise.resolve(null) };

/** Writes that go out together, at most: what one query reads before and after. */
const mostTogether = 200;

/** Sends approved proposals to Salesforce, each to its own org. */
export function createSalesforceTarget(
  connectionOf: ConnectionOf,
  { wait = (ms) => delay(ms), recordings = none }: TargetParts = {},
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
    return { connection, order, object, checkpoint, wait, recordings };
  }

  async function send(order: WriteOrder, checkpoint: (name: string) => void): Promise<Sent> {
    const noting = noteSending(checkpoint);
    const context = await prepare(order, noting.checkpoint).catch(problemOfFailure);
    if ('message' in context) return unsent(context);
    if ('wrongOrg' in context) return { kind: 'refused', problem: wrongOrg(context.wrongOrg) };
    const method = methodOf(order, context.object);
    try {
      return await afterwards(await method.send(context), context, () => method.settle(context));
    } catch (failure) {
      return failedSend(failure, noting.wasSending());
    }
  }

  async function settle(order: WriteOrder): Promise<Settled> {
    const context = await prepare(order, () => {}).catch(problemOfFailure);
    if ('message' in context) return { kind: 'unreachable', problem: context };
    if ('wrongOrg' in context) return { kind: 'unreachable', problem: wrongOrg(context.wrongOrg) };
    return methodOf(order, context.object).settle(context);
  }

  async function sendTogether(orders: readonly WriteOrder[], checkpoint: (name: string) => void): Promise<Sent[]> {
    const noting = noteSending(checkpoint);
    async function sendAll(method: TogetherMethod, contexts: readonly WriteContext[]): Promise<Sent[]> {
      const told: Sent[] = [];
      for (const [at, sent] of (await method.send(contexts)).entries()) {
        const context = contexts[at];
        if (context) told.push(await afterwards(sent, context, () => settle(context.order)));
      }
      return told;
    }
    return shareOut(await prepareAll(orders, noting.checkpoint), {
      together: (method, contexts) =>
        sendAll(method, contexts).catch((failure: unknown) =>
          contexts.map(() => failedSend(failure, noting.wasSending())),
        ),
      alone: (order) => send(order, checkpoint),
      unprepared: unsent,
    });
  }

  async function settleTogether(orders: readonly WriteOrder[]): Promise<Settled[]> {
    return shareOut(await prepareAll(orders, () => {}), {
      together: (method, contexts) => method.settle(contexts),
      alone: settle,
      unprepared: (problem) => ({ kind: 'unreachable', problem }),
    });
  }

  /** One preparation per object: what hinders one hinders all of them, and is not asked for each. */
  async function prepareAll(orders: readonly WriteOrder[], checkpoint: (name: string) => void): Promise<Prepared[]> {
    const prepared = new Map<WriteOrder, WriteContext | WrongOrg | Problem>();
    for (const group of Map.groupBy(orders, ({ payload }) => `${payload.org} ${payload.object}`).values()) {
      const [first] = group;
      const context = first ? await prepare(first, checkpoint).catch(problemOfFailure) : null;
      for (const order of group) {
        if (context) prepared.set(order, 'order' in context ? { ...context, order } : context);
      }
    }
    return orders.map((order) => ({ order, context: prepared.get(order) ?? null }));
  }

  async function contextsOf(orders: readonly WriteOrder[], checkpoint: (name: string) => void) {
    const prepared = await prepareAll(orders, checkpoint);
    return prepared.flatMap(({ context }) => (context && 'object' in context ? context : []));
  }

  async function sendLinks(orders: readonly WriteOrder[], checkpoint: (name: string) => void): Promise<Sent[]> {
    const noting = noteSending(checkpoint);
    const contexts = await contextsOf(orders, noting.checkpoint);
    if (contexts.length < orders.length) return orders.map(() => unprepared);
    try {
      const sent = await sendChain(contexts);
      return await Promise.all(
        contexts.map((context, at) => afterwards(sent[at] ?? unprepared, context, () => settle(context.order))),
      );
    } catch (failure) {
      return contexts.map(() => failedSend(failure, noting.wasSending()));
    }
  }

  return {
    send,
    settle,
    awaitsIntent: true,
    chain: {
      classes: ['keyed-create', 'append'],
      heads: ['keyed-create'],
      most: mostLinks,
      async fits(orders) {
        const contexts = await contextsOf(orders, () => {});
        return contexts.length === orders.length && fitsChain(contexts);
      },
      send: sendLinks,
    },
    together: {
      classes: ['absolute-update', 'keyed-create'],
      most: mostTogether,
      send: sendTogether,
      settle: settleTogether,
    },

    usage(org) {
      const found = connectionOf(org);
      return 'message' in found ? null : found.apiUsage();
    },

    async probe(org) {
      const found = connectionOf(org);
      return 'message' in found ? found : probeOrg(found);
    },

    async readRecord(org, object, id, fields) {
      const connection = connect(org);
      const connected = await connection.identity();
      if (toId18(org) !== connected.id) throw new ProblemError(wrongOrg(connected));
      return (await readRecord(connection, object, id, fields))?.snapshot ?? null;
    },
  };
}

const unprepared: Extract<Sent, { kind: 'not-sent' }> = {
  kind: 'not-sent',
  problem: toProblem('upstream', 'What is needed to send it could not be read.', { next: 'retry' }),
  retryAfterMs: 5_000,
};

type WrongOrg = { wrongOrg: Org };
type Prepared = { order: WriteOrder; context: WriteContext | WrongOrg | Problem | null };

/** Gives each order to the method that takes its class together, or to the way by itself; outcomes in the orders' order. */
async function shareOut<Outcome>(
  prepared: readonly Prepared[],
  ways: {
    together(method: TogetherMethod, contexts: readonly WriteContext[]): Promise<Outcome[]>;
    alone(order: WriteOrder): Promise<Outcome>;
    unprepared(problem: Problem): Outcome;
  },
): Promise<Outcome[]> {
  const outcomes = new Map<WriteOrder, Outcome>();
  const joint: { method: TogetherMethod; context: WriteContext }[] = [];
  for (const { order, context } of prepared) {
    if (context && 'message' in context) outcomes.set(order, ways.unprepared(context));
    const method = context && 'object' in context ? togetherMethodOf(order, context.object) : null;
    if (method && context && 'object' in context) joint.push({ method, context });
  }
  for (const [method, group] of Map.groupBy(joint, (each) => each.method)) {
    const contexts = group.map(({ context }) => context);
    const came = await ways.together(method, contexts);
    contexts.forEach(({ order }, index) => {
      const outcome = came[index];
      if (outcome !== undefined) outcomes.set(order, outcome);
    });
  }
  const all: Outcome[] = [];
  for (const { order } of prepared) all.push(outcomes.get(order) ?? (await ways.alone(order)));
  return all;
}

async function afterwards(
  sent: Sent,
  { order, connection }: WriteContext,
  settle: () => Promise<Settled>,
): Promise<Sent> {
  return tellDuplicates(await giveUpOnFailing(sent, order, settle), order, connection);
}

function noteSending(checkpoint: (name: string) => void) {
  let sending = false;
  return {
    checkpoint(name: string) {
      sending = true;
      checkpoint(name);
    },
    wasSending: () => sending,
  };
}

function failedSend(failure: unknown, wasSending: boolean): Sent {
  const problem = problemOfFailure(failure);
  return wasSending ? { kind: 'unknown', problem } : unsent(problem);
}

function wrongOrg(connected: Org): Problem {
  const message = `This was approved for another Salesforce org than ${connected.name}, which the connection leads to. Nothing was written.`;
  return toProblem('not-allowed', message, { next: 'reconnect' });
}
