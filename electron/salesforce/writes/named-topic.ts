import type { Sent, Settled, WriteOrder } from '../../../shared/model/target.ts';
import { toId18 } from '../ids.ts';
import { problemOfFailure } from '../problems.ts';
import { queryPage } from '../search/query.ts';
import { soql } from '../search/soql.ts';
import { attemptWrite } from './attempt-write.ts';
import { naturalKey } from './natural-key.ts';
import { unsent } from './unsent.ts';
import type { WriteContext, WriteMethod } from './write-context.ts';

const nameField = 'Topic.Name';

/** Whether a payload assigns a topic by its name. */
export function namesTopic({ payload }: WriteOrder): boolean {
  return nameField in payload.fields;
}

/** Puts a topic on a record by its name: the topic is found or made, and one that is there already is success. */
export const namedTopic: WriteMethod = {
  async send(context): Promise<Sent> {
    const found = await findTopic(context).catch(problemOfFailure);
    if (found !== null && typeof found !== 'string') return unsent(found);
    const topic = found ?? (await makeTopic(context));
    return typeof topic === 'string' ? naturalKey.send(withTopic(context, topic)) : topic;
  },

  async settle(context): Promise<Settled> {
    const topic = await findTopic(context).catch(problemOfFailure);
    if (topic === null) return { kind: 'absent' };
    return typeof topic === 'string'
      ? naturalKey.settle(withTopic(context, topic))
      : { kind: 'unreachable', problem: topic };
  },
};

async function findTopic(context: WriteContext): Promise<string | null> {
  const name = String(context.order.payload.fields[nameField] ?? '');
  const { rows } = await queryPage(context.connection, soql`SELECT Id FROM Topic WHERE Name = ${name} LIMIT 1`);
  return rows[0] ? toId18(String(rows[0].Id)) : null;
}

/** A topic is unique by its name: one that somebody else made meanwhile is as good. */
async function makeTopic(context: WriteContext): Promise<string | Sent> {
  const body = { Name: context.order.payload.fields[nameField] ?? null };
  const attempted = await attemptWrite(context, { method: 'POST', path: ['sobjects', 'Topic'], body }, true);
  if (attempted.kind === 'not-sent' || attempted.kind === 'unknown') return attempted;
  const topic = await findTopic(context).catch(problemOfFailure);
  if (typeof topic === 'string') return topic;
  if (attempted.kind === 'refused') return { kind: 'refused', problem: attempted.problem };
  return { kind: 'not-sent', problem: topic ?? problemOfFailure(null), retryAfterMs: 5_000 };
}

function withTopic(context: WriteContext, topic: string): WriteContext {
  const { [nameField]: _, ...fields } = context.order.payload.fields;
  const payload = { ...context.order.payload, fields: { ...fields, TopicId: topic } };
  return { ...context, order: { ...context.order, payload } };
}
