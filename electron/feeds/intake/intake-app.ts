import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import type { FeedPlatform } from '../../../shared/model/feed.ts';
import type { HttpAnswer, Platform } from '../../platforms/platform.ts';
import { verifySharedSecret } from '../../platforms/signature.ts';
import type { FeedBook } from '../feeds-store.ts';
import type { RunningFeed } from '../running-feed.ts';
import { type AnswerParts, answerPlatform } from './answer-platform.ts';
import { checkSender, isFromBrowser } from './check-sender.ts';
import { calledAddresses } from './feed-address.ts';
import { type FoundDoor, findDoor } from './find-door.ts';
import type { OpenSockets } from './open-sockets.ts';
import { refusal } from './plain-answer.ts';
import { readRawBody } from './read-raw-body.ts';
import type { SentTests } from './sent-tests.ts';

/** One of our own doors, below its own root; the bearer secret was checked, the feed is the one it belongs to. */
export type OwnDoor = (request: Request, feed: RunningFeed) => Response | Promise<Response>;

/** What the intake answers with. */
export type IntakeAppParts = AnswerParts & {
  book: FeedBook;
  platforms: Readonly<Partial<Record<FeedPlatform, Platform>>>;
  ownDoors: Readonly<Record<'actions' | 'mcp', OwnDoor>>;
  tests: SentTests;
  sockets: OpenSockets;
  /** Largest body, and most of all bodies that are being read at once, in bytes. */
  caps: { body: number; bodies: number };
  /** The intake's own address. */
  base(): string;
};

/** Answers every request that reaches the intake. */
export function createIntakeApp(parts: IntakeAppParts): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  let reading = 0;

  async function readBody(incoming: IncomingMessage): Promise<Buffer | HttpAnswer> {
    // Each is within its cap, but many at once are not: whoever comes too many is asked to come again.
    if (reading + parts.caps.body > parts.caps.bodies) return refusal(503, 'Too much at once.', { 'retry-after': '1' });
    reading += parts.caps.body;
    const body = await readRawBody(incoming, parts.caps.body);
    reading -= parts.caps.body;
    if (body === 'cut-off') return refusal(408, 'The request did not arrive whole.', { connection: 'close' });
    if (body !== 'too-large') return body;
    return refusal(413, `Bodies are taken up to ${parts.caps.body} bytes.`, { connection: 'close' });
  }

  async function atPlatform(
    feed: RunningFeed,
    { incoming, outgoing }: HttpBindings,
    target: string,
  ): Promise<HttpAnswer> {
    const platform = parts.platforms[feed.platform];
    if (!platform) return refusal(404, 'There is nothing at this address.');
    if (feed.platform === 'events' && isFromBrowser(incoming.headers)) return fromBrowser;
    const method = incoming.method ?? 'GET';
    const turned = checkSender({ method, headers: incoming.headers }, ['POST', 'PUT', 'PATCH']);
    if (turned) return turned;
    const body = await readBody(incoming);
    if (!Buffer.isBuffer(body)) return body;
    const headers = plainHeaders(incoming);
    return answerPlatform(parts, platform, feed, {
      request: { method, headers, body },
      urls: calledAddresses(feed, target, parts.base()),
      ...connectionOf(outgoing),
      test: parts.tests.take(headers),
    });
  }

  async function atOwnDoor(
    found: Extract<FoundDoor, { kind: 'own' }>,
    { incoming, outgoing }: HttpBindings,
    search: string,
  ): Promise<HttpAnswer | Response> {
    if (isFromBrowser(incoming.headers)) return fromBrowser;
    const headers = plainHeaders(incoming);
    const feed = found.feeds.find((each) => verifySharedSecret({ headers }, each.secrets.bearer).kind === 'genuine');
    if (!feed) {
      for (const each of found.feeds.slice(0, 1))
        parts.health.refused(each.key, 'The bearer secret is missing or wrong.');
      return refusal(401, 'This address takes the bearer secret of its feed.', { 'www-authenticate': 'Bearer' });
    }
    const test = parts.tests.take(headers);
    if (test) {
      const told = { step: 'Shared secret', ok: true, told: 'The secret is the one of this feed.' };
      test({
        verification: { kind: 'genuine', steps: [told], signed: false, replayKey: null, signedAt: null },
        reading: null,
      });
      return { status: 200, headers: {}, body: '' };
    }
    const method = incoming.method ?? 'GET';
    const turned = checkSender({ method, headers: incoming.headers }, ['GET', 'POST', 'DELETE']);
    if (turned) return turned;
    const waitMs = parts.limit.take(feed.key);
    if (waitMs > 0) return refusal(429, 'Too many requests.', { 'retry-after': String(Math.ceil(waitMs / 1000)) });
    const body = await readBody(incoming);
    if (!Buffer.isBuffer(body)) return body;
    parts.health.accepted(feed.key, null);
    const request = new Request(new URL(`${found.path}${search}`, parts.base()), {
      method,
      headers,
      signal: connectionOf(outgoing).signal,
      // Some clients send a body with every request; with GET it means nothing.
      ...(body.length > 0 && method !== 'GET' && { body: new Uint8Array(body) }),
    });
    return parts.ownDoors[found.door](request, feed);
  }

  async function answer(bindings: HttpBindings): Promise<HttpAnswer | Response> {
    const target = bindings.incoming.url ?? '/';
    const [path = '/'] = target.split('?');
    const found = findDoor(parts.book, path);
    if (!found) return refusal(404, 'There is nothing at this address.');
    return found.kind === 'platform'
      ? atPlatform(found.feed, bindings, target)
      : atOwnDoor(found, bindings, target.slice(path.length));
  }

  app.all('*', async (c) => {
    const answered = await answer(c.env);
    if (answered instanceof Response) return answered;
    const { status, headers, body } = answered;
    // Straight to the socket: a platform's events are many, and their answers almost empty.
    c.env.outgoing.writeHead(status, {
      'cache-control': 'no-store',
      'content-length': Buffer.byteLength(body),
      ...headers,
    });
    c.env.outgoing.end(body);
    return RESPONSE_ALREADY_SENT;
  });
  app.onError((cause) => {
    parts.log('a request to the intake failed', cause);
    const { status, body, headers } = isDiskFull(cause) ? diskFull : failed;
    return new Response(body, { status, headers });
  });
  return app;
}

const fromBrowser = refusal(403, 'Pages in a browser may not use this address.');
const failed = refusal(500, 'This could not be taken in. Send it again.', { 'retry-after': '5' });
const diskFull = refusal(507, 'The disk is full. Send it again later.', { 'retry-after': '60' });

/** SQLite's own number for it. */
const sqliteFull = 13;

function isDiskFull(cause: unknown): boolean {
  return cause instanceof Error && 'errcode' in cause && cause.errcode === sqliteFull;
}

function plainHeaders(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(incoming.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

/** Aborted when the other side closes before it was answered; and whether the answer has left whole. */
function connectionOf(outgoing: HttpBindings['outgoing']): { signal: AbortSignal; left: Promise<boolean> } {
  const controller = new AbortController();
  const left = new Promise<boolean>((resolve) => {
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) controller.abort();
      resolve(outgoing.writableFinished);
    });
  });
  return { signal: controller.signal, left };
}
