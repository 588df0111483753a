import { isRecord } from '../rows/read-body.ts';

/** A message of the Bayeux protocol, which CometD speaks. */
export type Message = Readonly<Record<string, unknown>>;

/** How long a connect may be kept waiting. */
export const longPollMs = 110_000;

const extension = { replay: true, 'payload.format': true };

const answerTo = (message: Message) => ({ channel: message.channel, id: message.id });

/** The handshake that succeeded. */
export function handshakeAccepted(message: Message, clientId: string): Message {
  return {
    ...answerTo(message),
    version: '1.0',
    minimumVersion: '1.0',
    ext: extension,
    clientId,
    supportedConnectionTypes: ['long-polling'],
    successful: true,
  };
}

/** The handshake of a client without a session. */
export function handshakeDenied(message: Message): Message {
  return {
    ...answerTo(message),
    version: '1.0',
    minimumVersion: '1.0',
    ext: { ...extension, sfdc: { failureReason: '401::Authentication invalid' } },
    successful: false,
    error: '403::Handshake denied',
    advice: { reconnect: 'none' },
  };
}

/** Anything that failed, with what the client shall do next. */
export function failed(message: Message, error: string, advice?: Readonly<Record<string, unknown>>): Message {
  return { ...answerTo(message), successful: false, error, ...(advice === undefined ? {} : { advice }) };
}

/** Anything that succeeded. */
export function succeeded(message: Message, clientId: string, more: Message = {}): Message {
  return { ...answerTo(message), clientId, successful: true, ...more };
}

/** What a client is told with its first connect. */
export const connectAdvice: Message = {
  advice: { interval: 0, timeout: longPollMs, reconnect: 'retry', 'multiple-clients': true },
};

/** How long a connect is willing to wait. */
export function wantedTimeout(message: Message): number {
  const wanted = isRecord(message.advice) ? Number(message.advice.timeout ?? longPollMs) : longPollMs;
  return Math.min(wanted, longPollMs);
}

/** Where a subscription wants to start; from now when it does not say. */
export function wantedReplay(message: Message, channel: string): number {
  const replay = isRecord(message.ext) && isRecord(message.ext.replay) ? message.ext.replay : {};
  return Number(replay[channel] ?? -1);
}

/** A replay id the stream does not know (any more). */
export function invalidReplay(replayId: number): string {
  return `400::The replayId {${replayId}} you provided was invalid.  Please provide a valid ID, -2 to replay all events, or -1 to replay only new events.`;
}
