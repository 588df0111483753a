import { lookup } from 'node:dns';
import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { toAnswerEvent } from '../../platforms/events/answer-events.ts';
import type { DoorAnswer } from '../../platforms/platform.ts';
import type { CallBack, LateMessage } from '../holds/late-answers.ts';
import { type OpenSockets, overSocket } from '../intake/open-sockets.ts';
import { mayLeadTo, refuseCallback } from './callback-address.ts';

/** Sends late answers to the address that an agent named, or over the sockets of its feed. */
export function createCallBack(sockets: Pick<OpenSockets, 'tell'>): CallBack {
  return (address, message, feed, signal) =>
    address === overSocket ? tellOver(sockets, message, feed, signal) : callAddress(address, message, feed, signal);
}

async function tellOver(
  sockets: Pick<OpenSockets, 'tell'>,
  { toolCall, call, reference, told }: LateMessage,
  feed: Parameters<CallBack>[2],
  signal: AbortSignal,
): Promise<DoorAnswer> {
  if (!feed) return { kind: 'refused', why: gone };
  const answer = toAnswerEvent({ id: toolCall, call }, { ...told, reference });
  return sockets.tell(feed.key, JSON.stringify({ late: true, answer }), signal);
}

const gone = 'Its feed is gone or switched off.';

/**
 * The address its name leads to is checked as it is connected to,
 * redirects are not followed, and the same answer has the same Idempotency-Key however often it is sent.
 */
const callAddress: CallBack = async (address, { id, reference, told }, feed, signal) => {
  const why = feed ? refuseCallback(address, feed) : gone;
  if (why !== null) return { kind: 'refused', why };
  const { outcome, text, values } = told;
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A name is checked when it is looked up; an address never is.
  if (isIP(host) !== 0 && !mayLeadTo(host, host)) return { kind: 'refused', why: new ForbiddenAddress(host).message };
  const body = JSON.stringify({ status: outcome, result: text, reference, values });
  return post(url, body, id, signal);
};

function post(url: URL, body: string, id: string, signal: AbortSignal): Promise<DoorAnswer> {
  const send = url.protocol === 'https:' ? requestTls : requestPlain;
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'idempotency-key': id,
  };
  return new Promise((resolve) => {
    const failed = (cause: Error): void =>
      resolve(
        cause instanceof ForbiddenAddress
          ? { kind: 'refused', why: cause.message }
          : { kind: 'unreachable', why: 'The callback address could not be reached.' },
      );
    // No connection that was checked for another host is used again.
    const sent = send(url, { method: 'POST', headers, signal, agent: false, lookup: checkedLookup }, (response) => {
      response.resume();
      resolve(judge(response.statusCode ?? 0));
    });
    sent.on('error', failed);
    sent.end(body);
  });
}

/** Looks a name up and lets nothing through that leads into our own network. */
const checkedLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (cause, addresses) => {
    const [first] = addresses ?? [];
    if (cause || !first) return callback(cause ?? new Error(`${host} leads nowhere`), '', 4);
    if (!addresses.every(({ address }) => mayLeadTo(host, address))) return callback(new ForbiddenAddress(host), '', 4);
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};

class ForbiddenAddress extends Error {
  constructor(host: string) {
    super(`${host} does not lead to the public internet. Nothing was sent.`);
  }
}

function judge(status: number): DoorAnswer {
  if (status >= 200 && status < 300) return { kind: 'arrived' };
  const why = `The callback address answered with ${status}.`;
  const isPassing = status === 408 || status === 425 || status === 429 || status >= 500;
  return isPassing ? { kind: 'unreachable', why } : { kind: 'refused', why };
}
