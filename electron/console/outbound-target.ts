import type { FieldValues } from '../../shared/model/field-value.ts';
import {
  isOutbound,
  type OutboundOperation,
  outboundExtra,
  outboundField,
  practiceLine,
} from '../../shared/model/outbound.ts';
import { toProblem } from '../../shared/model/problem.ts';
import type { Sent, Settled, Target, WriteOrder } from '../../shared/model/target.ts';
import { type OutboundAnswer, type OutboundWith, taken } from '../platforms/outbound.ts';
import { sendOutbound } from '../platforms/send-outbound.ts';
import { loadProposal } from '../proposals/proposal-store.ts';
import type { Store } from '../store/open-store.ts';
import type { OutboundSenders } from './outbound-senders.ts';
import { createPlatformContacts } from './platform-contacts.ts';

/** What sending outside works with. */
export type OutboundTargetParts = {
  store: Store;
  senders: OutboundSenders;
  secretOf(name: string): Promise<string | null>;
  fetch: typeof fetch;
  now(): number;
  /** ISO 3166 country of an org. */
  countryOf(org: string): string;
};

/** Sends approved calls, messages, webhooks and contacts, each once; `stop` breaks off what is still on the wire. */
export function createOutboundTarget(parts: OutboundTargetParts) {
  const { store, senders, now } = parts;
  const contacts = createPlatformContacts(store, now);
  const closing = new AbortController();

  async function send(order: WriteOrder, checkpoint: (name: string) => void): Promise<Sent> {
    const { payload } = order;
    if (!isOutbound(payload)) throw new Error(`${payload.operation} is not sent outside`);
    const isIntended = await Promise.resolve(order.intended).then(
      () => true,
      () => false,
    );
    if (!isIntended) return { kind: 'refused', problem: toProblem('internal', 'It was not to be sent any more.') };
    checkpoint('write.sending');
    const answer = await leave(payload.operation, order);
    checkpoint('write.answered');
    return toSent(order, answer);
  }

  function leave(operation: OutboundOperation, order: WriteOrder): Promise<OutboundAnswer> {
    const { fields, org } = order.payload;
    if (operation === 'webhook') return callWebhook(order);
    const via = text(fields, outboundField.via);
    if (via === practiceLine) return Promise.resolve(taken(`practice-${order.attempt.id}`, { status: 'practised' }));
    const found = senders.open(via, operation);
    if (!found) return Promise.resolve({ kind: 'refused', why: 'This feed cannot do that, or is switched off.' });
    const by: OutboundWith = { feed: found.feed, fetch: parts.fetch, signal: closing.signal };
    const { outbound } = found;
    if (operation === 'message' && outbound.message) {
      const { to, from, text: said } = outboundField;
      return outbound.message({ to: text(fields, to), from: text(fields, from), text: text(fields, said) }, by);
    }
    if (operation === 'contact' && outbound.contact) {
      const make = outbound.contact;
      const order_ = toContact(fields, parts.countryOf(org));
      return contacts.keep(
        { via, org, record: order.payload.recordId ?? '', proposal: order.payload.proposal },
        order_,
        () => make(order_, by),
      );
    }
    return outbound.call ? placeCall(order, outbound.call, via, by) : Promise.resolve(cannot);
  }

  async function placeCall(
    { payload: { fields, org, recordId, proposal } }: WriteOrder,
    place: NonNullable<NonNullable<ReturnType<OutboundSenders['open']>>['outbound']['call']>,
    via: string,
    by: OutboundWith,
  ): Promise<OutboundAnswer> {
    const { to, from, agent } = outboundField;
    const reference = (await loadProposal(store.db, proposal))?.proposal.reference ?? '';
    const contact = recordId === null ? null : await contacts.find(via, org, recordId);
    const variables = extras(fields);
    const call = { to: text(fields, to), from: text(fields, from), agent: text(fields, agent), variables };
    return place({ ...call, contact, reference }, by);
  }

  async function callWebhook({ payload }: WriteOrder): Promise<OutboundAnswer> {
    const { fields, proposal } = payload;
    const name = text(fields, outboundField.secret);
    const secret = name === '' ? null : await parts.secretOf(name);
    if (name !== '' && secret === null)
      return { kind: 'refused', why: `The secret “${name}” is gone. Enter it again.` };
    const header = text(fields, outboundField.idempotencyHeader);
    const headers: Record<string, string> = {
      ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
      // The proposal is the key: sent again, it is the same.
      ...(header === '' ? {} : { [header]: proposal }),
    };
    const url = text(fields, outboundField.url);
    const sent = await sendOutbound(
      { who: URL.parse(url)?.host ?? 'The address', url, headers, body: extras(fields) },
      { fetch: parts.fetch, signal: closing.signal },
    );
    return sent.kind === 'answered' ? taken(null) : sent;
  }

  function toSent(order: WriteOrder, answer: OutboundAnswer): Sent {
    switch (answer.kind) {
      case 'taken':
        return { kind: 'written', result: resultOf(order, answer, false) };
      case 'refused':
        return { kind: 'refused', problem: toProblem('upstream', answer.why, { next: 'edit' }) };
      case 'not-sent':
        return { kind: 'not-sent', problem: toProblem('upstream', answer.why), retryAfterMs: answer.retryAfterMs };
      case 'unknown':
        return { kind: 'unknown', problem: toProblem('upstream', answer.why) };
    }
  }

  function resultOf(order: WriteOrder, { id, told }: Extract<OutboundAnswer, { kind: 'taken' }>, settled: boolean) {
    const { object, fields } = order.payload;
    const record = { object, id: '', name: nameOf(fields), detail: null };
    const kept: FieldValues = { ...fields, ...(id === null ? {} : { PlatformId: id }), ...told };
    return { record, url: '', fields: kept, at: now(), settled };
  }

  /** Whether it may be sent again, or a person has to say: no platform can be asked for what it was told. */
  async function settle(order: WriteOrder): Promise<Settled> {
    const { payload } = order;
    if (payload.operation === 'webhook' && payload.fields[outboundField.idempotencyHeader]) return { kind: 'absent' };
    if (text(payload.fields, outboundField.via) === practiceLine) return { kind: 'absent' };
    if (payload.operation === 'contact') {
      const known = await contacts.settle(text(payload.fields, outboundField.via), payload.org, payload.recordId ?? '');
      if (known === 'absent') return { kind: 'absent' };
      if (known !== 'unknown')
        return { kind: 'written', result: resultOf(order, { kind: 'taken', id: known.id, told: {} }, true) };
    }
    return { kind: 'unclear', problem: toProblem('upstream', unclear, { next: 'none' }) };
  }

  /** Sends what goes outside its own way, and the rest as before. */
  function besides(other: Target): Target {
    return {
      ...other,
      send: (order, checkpoint) =>
        isOutbound(order.payload) ? send(order, checkpoint) : other.send(order, checkpoint),
      settle: (order) => (isOutbound(order.payload) ? settle(order) : other.settle(order)),
    };
  }

  return { besides, stop: () => closing.abort() };
}

const cannot: OutboundAnswer = { kind: 'refused', why: 'This feed cannot do that.' };
const unclear =
  'The answer was lost, and it cannot be told from here whether it happened. Look at the platform’s own log, then say.';

function text(fields: FieldValues, name: string): string {
  return String(fields[name] ?? '');
}

function extras(fields: FieldValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name.startsWith(outboundExtra))
      .map(([name, value]) => [name.slice(outboundExtra.length), String(value ?? '')]),
  );
}

function toContact(fields: FieldValues, country: string) {
  const { phone, name, email, tags } = outboundField;
  return {
    phone: text(fields, phone),
    name: text(fields, name),
    email: text(fields, email),
    country,
    tags: text(fields, tags)
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    attributes: extras(fields),
  };
}

function nameOf(fields: FieldValues): string {
  const { to, phone, url } = outboundField;
  return text(fields, to) || text(fields, phone) || (URL.parse(text(fields, url))?.host ?? '');
}
