import { randomBytes } from 'node:crypto';
import type { Org, Session } from '../org.ts';
import { isRecord } from '../rows/read-body.ts';
import {
  connectAdvice,
  failed,
  handshakeAccepted,
  handshakeDenied,
  invalidReplay,
  type Message,
  succeeded,
  wantedReplay,
  wantedTimeout,
} from './bayeux.ts';
import { changesAfter, maySubscribe, startAfter } from './change-stream.ts';

/** The CometD side of Change Data Capture: Bayeux messages over long polling. */
export interface Cometd {
  /** Answers the messages of one request; waits when it is a connect with nothing to tell. */
  answer(messages: readonly unknown[], session: () => Session | undefined): Promise<unknown[]>;
  /** Tells waiting clients that something may have been published. */
  wake(): void;
  close(): void;
}

interface Client {
  readonly id: string;
  readonly session: Session;
  /** The last replay id seen, by channel. */
  readonly channels: Map<string, number>;
  connected: boolean;
  resume: (() => void) | null;
}

interface Clients {
  readonly org: Org;
  readonly known: Map<string, Client>;
}

/** Creates the CometD endpoint of an org. */
export function createCometd(org: Org): Cometd {
  const clients: Clients = { org, known: new Map() };
  return {
    async answer(messages, session) {
      // Subscriptions batched with a connect have to be in place before it waits.
      const isConnect = (value: unknown) => isRecord(value) && value.channel === '/meta/connect';
      const ordered = [...messages].sort((one, other) => Number(isConnect(one)) - Number(isConnect(other)));
      const answers: unknown[] = [];
      for (const message of ordered) {
        if (isRecord(message)) answers.push(...(await answerOne(clients, message, session())));
      }
      return answers;
    },
    wake() {
      for (const client of clients.known.values()) {
        const news = [...client.channels].some(([channel, after]) => changesAfter(org, channel, after).length > 0);
        if (news) client.resume?.();
      }
    },
    close() {
      for (const client of clients.known.values()) client.resume?.();
      clients.known.clear();
    },
  };
}

async function answerOne(clients: Clients, message: Message, session: Session | undefined): Promise<unknown[]> {
  if (message.channel === '/meta/handshake') return [shakeHands(clients, message, session)];
  const client = clients.known.get(String(message.clientId));
  if (client === undefined) return [failed(message, '403::Unknown client', { interval: 0, reconnect: 'handshake' })];
  if (session === undefined) {
    clients.known.delete(client.id);
    return [failed(message, '401::Authentication invalid', { interval: 0, reconnect: 'none' })];
  }
  switch (message.channel) {
    case '/meta/connect':
      return connect(clients, client, message);
    case '/meta/subscribe':
      return subscribe(clients, client, message);
    case '/meta/unsubscribe':
      for (const channel of [message.subscription].flat()) client.channels.delete(String(channel));
      return [succeeded(message, client.id, { subscription: message.subscription })];
    case '/meta/disconnect':
      clients.known.delete(client.id);
      client.resume?.();
      return [succeeded(message, client.id)];
    default:
      return [failed(message, '403:denied_by_security_policy:publish_denied')];
  }
}

function shakeHands(clients: Clients, message: Message, session: Session | undefined): Message {
  if (session === undefined) return handshakeDenied(message);
  const id = randomBytes(20).toString('hex');
  clients.known.set(id, { id, session, channels: new Map(), connected: false, resume: null });
  return handshakeAccepted(message, id);
}

function subscribe({ org }: Clients, client: Client, message: Message): Message[] {
  return [message.subscription].flat().map((wanted) => {
    const subscription = String(wanted);
    if (!maySubscribe(org, client.session, subscription)) {
      return { ...failed(message, '403:denied_by_security_policy:create_denied'), subscription };
    }
    const replayId = wantedReplay(message, subscription);
    const after = startAfter(org, replayId);
    if (after === null) return { ...failed(message, invalidReplay(replayId), { reconnect: 'none' }), subscription };
    client.channels.set(subscription, after);
    return succeeded(message, client.id, { subscription });
  });
}

async function connect(clients: Clients, client: Client, message: Message): Promise<unknown[]> {
  const timeout = wantedTimeout(message);
  const first = !client.connected;
  client.connected = true;
  let events = deliver(clients.org, client);
  if (events.length === 0 && timeout > 0 && !first) {
    await waitForNews(client, timeout);
    events = clients.known.has(client.id) ? deliver(clients.org, client) : [];
  }
  return [...events, succeeded(message, client.id, first ? connectAdvice : {})];
}

function deliver(org: Org, client: Client): unknown[] {
  const events = [...client.channels].flatMap(([channel, after]) => changesAfter(org, channel, after));
  for (const event of events) client.channels.set(event.channel, event.replayId);
  return events.sort((one, other) => one.replayId - other.replayId).map((event) => event.message);
}

function waitForNews(client: Client, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => client.resume?.(), ms);
    timer.unref();
    // A second connect of the same client takes the place of the first.
    client.resume?.();
    client.resume = () => {
      clearTimeout(timer);
      client.resume = null;
      resolve();
    };
  });
}
