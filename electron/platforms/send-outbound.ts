import { ProblemError } from '../../shared/model/problem.ts';
import { type OutboundAnswer, type OutboundWith, partOf, textOf } from './outbound.ts';

/** One request that has an effect, sent once. */
export type OutboundRequest = {
  /** Whom people know it by: the platform, or the host of an address. */
  who: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Sent as a form where it is one, as it stands where it is text, else as JSON. */
  body: unknown;
};

/** How long a platform has to answer. */
const usualPatienceMs = 20_000;
const retryMs = 15_000;
const longestTold = 240;
/** An answer is an id and a few words; nobody fills our memory with one. */
const mostAnswer = 512 * 1024;

/**
 * Sends an order and tells what came of it. Only what never left, or was turned away for being too much, is tried again;
 * what broke on the other side, or whose answer was lost, may have happened.
 */
export async function sendOutbound(
  { who, url, headers, body }: OutboundRequest,
  by: Pick<OutboundWith, 'fetch' | 'signal' | 'patienceMs'>,
): Promise<{ kind: 'answered'; body: unknown } | Exclude<OutboundAnswer, { kind: 'taken' }>> {
  try {
    const isForm = body instanceof URLSearchParams;
    const response = await by.fetch(url, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        // A connection that was kept may be gone by now, and then nobody knows whether the order was.
        connection: 'close',
        ...(isForm ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: isForm || typeof body === 'string' ? body : JSON.stringify(body),
      // A redirect would take the key, and people’s words, to an address nobody configured.
      redirect: 'manual',
      signal: AbortSignal.any([by.signal, AbortSignal.timeout(by.patienceMs ?? usualPatienceMs)]),
    });
    const text = await readSome(response.body ?? []);
    return response.ok ? { kind: 'answered', body: parse(text) } : refusal(response, who, text);
  } catch (cause) {
    // Our own guard turned it away: nothing left.
    if (cause instanceof ProblemError) return { kind: 'refused', why: cause.problem.message };
    if (neverLeft(cause)) return { kind: 'not-sent', why: `${who} could not be reached.`, retryAfterMs: retryMs };
    return { kind: 'unknown', why: `${who} did not answer: it may have happened.` };
  }
}

/** Reads an answer as text, as far as anybody will look at it. */
export async function readSome(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    if (size > mostAnswer) break;
  }
  return Buffer.concat(parts).toString('utf8');
}

function refusal({ status, headers }: Response, who: string, text: string): Exclude<OutboundAnswer, { kind: 'taken' }> {
  const words = wordsOf(text);
  const told = words === '' ? '.' : `: ${words}`;
  if (status === 429) {
    return { kind: 'not-sent', why: `${who} asks to be asked less often${told}`, retryAfterMs: waitOf(headers) };
  }
  // 408 and 5xx say nothing of whether it was taken first; 303 says that it was, and where to look.
  if (status >= 500 || status === 408 || status === 303) {
    return { kind: 'unknown', why: `${who} answered with status ${status}, so it may have happened${told}` };
  }
  if (status < 400)
    return { kind: 'refused', why: `${who} wants it sent elsewhere (${status}); that is not followed.` };
  return { kind: 'refused', why: `${who} refused it (${status})${told}` };
}

function waitOf(headers: Headers): number {
  const told = headers.get('retry-after') ?? '';
  const ms = /^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : retryMs;
}

/** Its own words for why: each platform keeps them in another place, some in a list. */
function wordsOf(text: string): string {
  const body = parse(text);
  const places = ['message', 'detail', 'error', 'errors'].map((name) => partOf(body, name));
  const words = [...places, body].map(sentence).find((each) => each !== '') ?? '';
  const code = textOf(body, 'code');
  return `${body === null ? oneLine(text) : words}${code ? ` (${code})` : ''}`;
}

function sentence(of: unknown): string {
  if (typeof of === 'string') return oneLine(of);
  if (Array.isArray(of)) return oneLine(of.map(sentence).filter(Boolean).join('; '));
  const inner = partOf(of, 'message') ?? partOf(of, 'msg');
  if (typeof inner !== 'string') return '';
  const where = partOf(of, 'loc');
  return oneLine(Array.isArray(where) ? `${where.join('.')}: ${inner}` : inner);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, longestTold);
}

/** Whether no connection was ever made: nothing can have arrived. */
function neverLeft(cause: unknown): boolean {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  return /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(
    code,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
