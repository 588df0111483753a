import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { NoAnswerError } from '../no-answer-error.ts';

const ANSWER_LIMIT_BYTES = 64 * 1024 * 1024;
const unzip = promisify(gunzip);

/** What goes over the wire, and what is told on the way. */
export type Exchange = {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | Buffer | null;
  timeoutMs: number;
  agent: Agent;
  /** Called once the whole request was handed to the operating system. */
  onSent?: () => void;
  /** Ends it at once: the connection is closed, whatever was under way. */
  signal?: AbortSignal;
};

/** An answer as it came: redirects are answers too, and are never followed. */
export type RawAnswer = { statusCode: number; headers: Record<string, string>; body: string };

/** Sends one request, once, and reads its whole answer within one time limit; throws a NoAnswerError where none came. */
export async function exchange(of: Exchange): Promise<RawAnswer> {
  const url = new URL(of.url);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const request = send(url, {
    method: of.method,
    agent: of.agent,
    headers: { ...of.headers, 'accept-encoding': 'gzip' },
  });
  const connected = watchConnection(request, url.protocol === 'https:');
  let timedOut = false;
  // One limit over connecting, sending and reading: a body that trickles must not hold a write for ever.
  const timer = setTimeout(() => {
    timedOut = true;
    request.destroy(new Error('out of time'));
  }, of.timeoutMs);
  const giveUp = () => request.destroy(new Error('given up'));
  of.signal?.addEventListener('abort', giveUp);
  if (of.signal?.aborted) giveUp();
  try {
    const answered = answerTo(request);
    if (of.onSent) request.once('finish', of.onSent);
    request.end(of.body ?? undefined);
    return await readAnswer(await answered);
  } catch (cause) {
    request.destroy();
    throw new NoAnswerError({ mayHaveArrived: connected(), timedOut }, { cause });
  } finally {
    clearTimeout(timer);
    of.signal?.removeEventListener('abort', giveUp);
  }
}

function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    // Stays for the life of the request: a late error without a listener would end the process.
    request.on('error', reject);
  });
}

/** Tells, when asked, whether anything can have left; true unless a fresh socket is known not to have connected. */
function watchConnection(request: ClientRequest, secure: boolean): () => boolean {
  let connected = false;
  request.once('socket', (socket) => {
    if (request.reusedSocket || !socket.connecting) connected = true;
    else socket.once(secure ? 'secureConnect' : 'connect', () => (connected = true));
  });
  return () => connected;
}

async function readAnswer(message: IncomingMessage): Promise<RawAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > ANSWER_LIMIT_BYTES) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  if (!message.complete) throw new Error('the answer broke off');
  const raw = Buffer.concat(chunks);
  const bytes = message.headers['content-encoding'] === 'gzip' && raw.length > 0 ? await unzip(raw) : raw;
  return { statusCode: message.statusCode ?? 0, headers: toHeaders(message), body: bytes.toString('utf8') };
}

function toHeaders(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
