import { randomBytes } from 'node:crypto';
import type { Org, Session } from '../org.ts';
import { isRecord } from '../rows/read-body.ts';
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

type Message = Record<string, unknown>;

const longPollMs = 110_000;
const advice = { interval: 0, timeout: longPollMs, reconnect: 'retry', 'multiple-clients': true };
const extension = { replay: true, 'payload.format': true };

/** Creates the CometD endpoint of an org. */
export function createCometd(org: Org): Cometd {
  const clients = new Map<string, Client>();

  const handshake = (message: Message, session: Session | undefined): Message => {
    const base = { channel: '/meta/handshake', id: message.id, version: '1.0', minimumVersion: '1.0' };
    if (session === undefined) {
      const ext = { ...extension, sfdc: { failureReason: '401::Authentication invalid' } };
      return { ...base, ext, successful: false, error: '403::Handshake denied', advice: { reconnect: 'none' } };
    }
    const id = randomBytes(20).toString('hex');
    clients.set(id, { id, session, channels: new Map(), connected: false, resume: null });
    return { ...base, ext: extension, clientId: id, supportedConnectionTypes: ['long-polling'], successful: true };
  };

  const unknownClient = (message: Message): Message => ({
    channel: message.channel,
    id: message.id,
    successful: false,
    error: '403::Unknown client',
    advice: { interval: 0, reconnect: 'handshake' },
  });

  const deliver = (client: Client): unknown[] => {
    const events = [...client.channels].flatMap(([channel, after]) => changesAfter(org, channel, after));
    for (const event of events) client.channels.set(event.channel, event.replayId);
    return events.sort((one, other) => one.replayId - other.replayId).map((event) => event.message);
  };

  const subscribe = (message: Message, client: Client): Message[] => {
    const wanted = [message.subscription].flat().map(String);
    const replay = isRecord(message.ext) && isRecord(message.ext.replay) ? message.ext.replay : {};
    return wanted.map((subscription) => {
      const base = { channel: '/meta/subscribe', clientId: client.id, id: message.id, subscription };
      if (!maySubscribe(org, client.session, subscription)) {
        return { ...base, successful: false, error: '403:denied_by_security_policy:create_denied' };
      }
      const replayId = Number(replay[subscription] ?? -1);
      const after = startAfter(org, replayId);
      if (after === null) {
        const error = `400::The replayId {${replayId}} you provided was invalid.  Please provide a valid ID, -2 to replay all events, or -1 to replay only new events.`;
        return { ...base, successful: false, error, advice: { reconnect: 'none' } };
      }
      client.channels.set(subscription, after);
      return { ...base, successful: true };
    });
  };

  const connect = async (message: Message, client: Client): Promise<unknown[]> => {
    const asked = isRecord(message.advice) ? Number(message.advice.timeout ?? longPollMs) : longPollMs;
    const first = !client.connected;
    client.connected = true;
    let events = deliver(client);
    if (events.length === 0 && asked > 0 && !first) {
      await wait(client, Math.min(asked, longPollMs));
      events = clients.has(client.id) ? deliver(client) : [];
    }
    const answer = { channel: '/meta/connect', clientId: client.id, id: message.id, successful: true };
    return [...events, first ? { ...answer, advice } : answer];
  };

  const wait = (client: Client, ms: number) =>
    new Promise<void>((resolve) => {
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

  const answerOne = async (value: unknown, session: () => Session | undefined): Promise<unknown[]> => {
    if (!isRecord(value)) return [];
    if (value.channel === '/meta/handshake') return [handshake(value, session())];
    const client = clients.get(String(value.clientId));
    if (client === undefined) return [unknownClient(value)];
    if (session() === undefined) {
      clients.delete(client.id);
      return [
        {
          channel: value.channel,
          id: value.id,
          successful: false,
          error: '401::Authentication invalid',
          advice: { interval: 0, reconnect: 'none' },
        },
      ];
    }
    if (value.channel === '/meta/connect') return connect(value, client);
    if (value.channel === '/meta/subscribe') return subscribe(value, client);
    if (value.channel === '/meta/unsubscribe') {
      for (const channel of [value.subscription].flat()) client.channels.delete(String(channel));
      return [
        {
          channel: value.channel,
          clientId: client.id,
          id: value.id,
          subscription: value.subscription,
          successful: true,
        },
      ];
    }
    if (value.channel === '/meta/disconnect') {
      clients.delete(client.id);
      client.resume?.();
      return [{ channel: value.channel, clientId: client.id, id: value.id, successful: true }];
    }
    return [
      {
        channel: value.channel,
        id: value.id,
        successful: false,
        error: '403:denied_by_security_policy:publish_denied',
      },
    ];
  };

  return {
    async answer(messages, session) {
      // Subscriptions batched with a connect have to be in place before it waits.
      const isConnect = (value: unknown) => isRecord(value) && value.channel === '/meta/connect';
      const ordered = [...messages].sort((one, other) => Number(isConnect(one)) - Number(isConnect(other)));
      const answers: unknown[] = [];
      for (const message of ordered) answers.push(...(await answerOne(message, session)));
      return answers;
    },
    wake() {
      for (const client of clients.values()) {
        const news = [...client.channels].some(([channel, after]) => changesAfter(org, channel, after).length > 0);
        if (news) client.resume?.();
      }
    },
    close() {
      for (const client of clients.values()) client.resume?.();
      clients.clear();
    },
  };
}
