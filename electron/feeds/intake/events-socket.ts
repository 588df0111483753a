import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { HttpAnswer, Platform } from '../../platforms/platform.ts';
import type { RunningFeed } from '../running-feed.ts';
import { answerPlatform } from './answer-platform.ts';
import { isFromBrowser } from './check-sender.ts';
import { calledAddresses } from './feed-address.ts';
import { findDoor } from './find-door.ts';
import type { IntakeAppParts } from './intake-app.ts';
import { overSocket } from './open-sockets.ts';

/** Most sockets open at once, and how often each has to show that it lives, in milliseconds. */
const mostSockets = 64;
const beatMs = 30_000;

/** What every question holds, and how many of one socket may wait for their answers at once. */
const asking = 'tool.requested';
const mostHeld = 64;

/** Takes events over WebSockets: one message like the body of one request, one answer for each; those to questions when there is one. */
export type EventsSockets = {
  upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
};

/** Makes the WebSocket side of the `events` feeds. */
export function createEventsSockets(parts: IntakeAppParts): EventsSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: parts.caps.body, perMessageDeflate: false });
  const alive = new WeakSet<WebSocket>();
  const beat = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.has(socket)) socket.terminate();
      alive.delete(socket);
      socket.ping();
    }
  }, beatMs);
  beat.unref();

  function serve(socket: WebSocket, feed: string, platform: Platform, incoming: IncomingMessage): void {
    const hungUp = new AbortController();
    let turn: Promise<void> = Promise.resolve();
    let held = 0;
    alive.add(socket);
    parts.sockets.add(feed, socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('close', () => hungUp.abort());
    socket.on('error', (cause) => parts.log('a socket of events broke off', cause));
    const answer = async (body: Buffer): Promise<void> => {
      const answered = await answerMessage(feed, platform, incoming, body, hungUp.signal);
      socket.send(JSON.stringify(toMessage(answered)));
    };
    const failed = (cause: unknown): void => {
      parts.log('an event could not be taken in', cause);
      socket.close(1011, 'This could not be taken in.');
    };
    socket.on('message', (message) => {
      // One at a time: whoever sends faster than the disk takes it waits in the network, not in our memory.
      socket.pause();
      turn = turn.then(async () => {
        const body = toBuffer(message);
        // A question may be held for minutes: what is said meanwhile goes on, and its answer says what it answers.
        if (!body.includes(asking) || held >= mostHeld) return answer(body);
        held += 1;
        answer(body)
          .catch(failed)
          .finally(() => {
            held -= 1;
          });
      });
      turn = turn.catch(failed).finally(() => socket.resume());
    });
  }

  async function answerMessage(
    key: string,
    platform: Platform,
    incoming: IncomingMessage,
    body: Buffer,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    // Looked up each time: a feed that was switched off, or given another secret, is heard no longer.
    const feed = await parts.book.find(key);
    if (!feed) return { status: 404, headers: {}, body: '{"error":"This feed was switched off."}' };
    const batch = body.toString('latin1', 0, 64).trimStart().startsWith('[');
    const headers = {
      ...headersOf(incoming),
      'content-type': batch ? 'application/cloudevents-batch+json' : 'application/cloudevents+json',
    };
    const urls = calledAddresses(feed, incoming.url ?? '/', parts.base());
    return answerPlatform(parts, platform, feed, {
      request: { method: 'POST', headers, body },
      urls,
      signal,
      callbackUrl: overSocket,
      test: null,
    });
  }

  return {
    upgrade(incoming, socket, head) {
      const found = findDoor(parts.book, (incoming.url ?? '/').split('?')[0] ?? '/');
      const feed = found?.kind === 'platform' && found.feed.platform === 'events' ? found.feed : null;
      const platform = feed && parts.platforms.events;
      if (!feed || !platform) return refuse(socket, 404);
      if (isFromBrowser(incoming.headers)) return refuse(socket, 403);
      if (server.clients.size >= mostSockets) return refuse(socket, 503);
      const why = refusedWhy(platform, feed, incoming, parts);
      if (why !== null) {
        parts.health.refused(feed.key, why);
        return refuse(socket, 401);
      }
      server.handleUpgrade(incoming, socket, head, (opened) => serve(opened, feed.key, platform, incoming));
    },
    close() {
      clearInterval(beat);
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

/** The secret is checked before the socket opens, and with every message again. */
function refusedWhy(
  platform: Platform,
  feed: RunningFeed,
  incoming: IncomingMessage,
  parts: IntakeAppParts,
): string | null {
  const url = calledAddresses(feed, incoming.url ?? '/', parts.base())[0] ?? '';
  const request = { method: 'GET', url, headers: headersOf(incoming), body: Buffer.alloc(0) };
  const found = platform.verify(request, feed, parts.now());
  return found.kind === 'refused' ? found.why : null;
}

function toMessage({ status, body }: HttpAnswer): Record<string, unknown> {
  const told: unknown = body === '' ? null : JSON.parse(body);
  return { ok: status < 300, status, ...(told !== null && { answer: told }) };
}

function headersOf(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function toBuffer(message: RawData): Buffer {
  if (Buffer.isBuffer(message)) return message;
  return Array.isArray(message) ? Buffer.concat(message) : Buffer.from(message);
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
