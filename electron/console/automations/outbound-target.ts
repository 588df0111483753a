import type { FieldValues } from '../../../shared/model/field-value.ts';
import {
  isOutbound,
  type OutboundOperation,
  outboundExtra,
  outboundField,
  practiceLine,
} from '../../../shared/model/outbound.ts';
import { toProblem } from '../../../shared/model/problem.ts';
import type { Sent, Settled, Target, WriteOrder } from '../../../shared/model/target.ts';
import {
  type FoundContact,
  type Outbound,
  type OutboundAnswer,
  type OutboundWith,
  taken,
} from '../../platforms/outbound.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import type { Store } from '../../store/open-store.ts';
import type { OutboundSenders } from './outbound-senders.ts';
import { callWebhook, type WebhookParts } from './outbound-webhook.ts';
import { type ContactOf, type ContactsAt, createPlatformContacts } from './platform-contacts.ts';

/** What sending outside works with. */
export type OutboundTargetParts = Omit<WebhookParts, 'signal'> & {
  store: Store;
  senders: Pick<OutboundSenders, 'open'>;
  fetch: typeof fetch;
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

  async function leave(operation: OutboundOperation, order: WriteOrder): Promise<OutboundAnswer> {
    const { fields } = order.payload;
    if (operation === 'webhook') return callWebhook(order.payload, { ...parts, signal: closing.signal });
    const via = text(fields, outboundField.via);
    if (via === practiceLine) return taken(`practice-${order.attempt.id}`, { status: 'practised' });
    const found = senders.open(via, operation);
    if (!found) return { kind: 'refused', why: 'This feed cannot do that, or is switched off.' };
    const { outbound } = found;
    const by = withFeed(found.feed);
    if (operation === 'message' && outbound.message) {
      const { to, from, text: said } = outboundField;
      return outbound.message({ to: text(fields, to), from: text(fields, from), text: text(fields, said) }, by);
    }
    if (operation === 'contact' && outbound.contact) {
      const make = outbound.contact;
      const wanted = toContact(fields, parts.countryOf(order.payload.org));
      return contacts.keep(contactOf(order), wanted, { make: () => make(wanted, by), look: lookAt(outbound, by) });
    }
    return placeCall(order, outbound, by);
  }

  function withFeed(feed: OutboundWith['feed']): OutboundWith {
    const { patienceMs } = parts;
    return { feed, fetch: parts.fetch, signal: closing.signal, ...(patienceMs === undefined ? {} : { patienceMs }) };
  }

  async function placeCall(
    { payload: { fields, proposal } }: WriteOrder,
    outbound: Outbound,
    by: OutboundWith,
  ): Promise<OutboundAnswer> {
    if (!outbound.call) return { kind: 'refused', why: 'This feed cannot do that.' };
    const to = text(fields, outboundField.to);
    const contact = outbound.contact ? await contactWith(to, outbound, by) : { kind: 'none' as const };
    if (contact.kind === 'unreachable') return { kind: 'not-sent', why: contact.why, retryAfterMs: againMs };
    const reference = (await loadProposal(store.db, proposal))?.proposal.reference ?? '';
    const { from, agent } = outboundField;
    const call = { to, from: text(fields, from), agent: text(fields, agent), variables: extras(fields), reference };
    return outbound.call({ ...call, contact: contact.kind === 'found' ? contact.id : null }, by);
  }

  /** By the number that was approved, and not by the record: the platform may know it by another. */
  async function contactWith(phone: string, outbound: Outbound, by: OutboundWith): Promise<FoundContact> {
    const known = await contacts.find(by.feed.key, phone);
    return known === null ? lookAt(outbound, by)(phone) : { kind: 'found', id: known };
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
    // The receipt is the platform's own id of what it made.
    const record = { object, id: id ?? '', name: nameOf(fields), detail: null };
    return { record, url: '', fields: { ...fields, ...told }, at: now(), settled };
  }

  /** Whether it may be sent again, or a person has to say: hardly any platform can be asked for what it was told. */
  async function settle(order: WriteOrder): Promise<Settled> {
    const { operation, fields } = order.payload;
    const via = text(fields, outboundField.via);
    if (operation === 'webhook' && fields[outboundField.idempotencyHeader]) {
      if (order.attempt.number < mostTries) return { kind: 'absent' };
      return { kind: 'unclear', problem: toProblem('upstream', `It was sent ${mostTries} times. ${unclear}`) };
    }
    if (via === practiceLine) return { kind: 'absent' };
    if (operation !== 'contact') return { kind: 'unclear', problem: toProblem('upstream', unclear) };
    const found = senders.open(via, operation);
    const look = found ? lookAt(found.outbound, withFeed(found.feed)) : nobodyToAsk;
    const known = await contacts.settle(contactOf(order), text(fields, outboundField.phone), look);
    if (known === 'absent') return { kind: 'absent' };
    if (known === 'unknown') return { kind: 'unclear', problem: toProblem('upstream', unclear) };
    return { kind: 'written', result: resultOf(order, { kind: 'taken', id: known.id, told: {} }, true) };
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

/** How often what may be sent twice is sent before somebody looks into it. */
const mostTries = 5;
const againMs = 30_000;
const unclear = 'The answer was lost, and it cannot be told from here whether it happened.';

const nobodyToAsk: ContactsAt['look'] = async () => ({ kind: 'none' });

function lookAt(outbound: Outbound, by: OutboundWith): ContactsAt['look'] {
  return (phone) => outbound.findContact?.(phone, by) ?? nobodyToAsk(phone);
}

function contactOf({ payload: { org, recordId, proposal, fields } }: WriteOrder): ContactOf {
  return { via: text(fields, outboundField.via), org, record: recordId ?? '', proposal };
}

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
