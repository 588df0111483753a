import type { WatchParts } from './platform.ts';
import { readJson } from './read-json.ts';

/** Longest wait for an answer of a platform's API. */
const patienceMs = 20_000;
const longestWaitMs = 5 * 60 * 1000;

/** The platform's API did not answer as it should; the message is for the supervisor. */
export class ApiTrouble extends Error {
  override name = 'ApiTrouble';
  /** How long it wants to be left alone; null where it does not say. */
  readonly waitMs: number | null;

  constructor(message: string, waitMs: number | null = null) {
    super(message);
    this.waitMs = waitMs;
  }
}

type Question = { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; body?: unknown };

/** Asks a platform's API for JSON; rejects with `ApiTrouble`. */
export async function askApi(
  parts: Pick<WatchParts, 'fetch' | 'signal' | 'now'>,
  { method, url, headers, body }: Question,
): Promise<unknown> {
  const response = await parts
    .fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // A redirect would take the key to an address nobody configured.
      redirect: 'manual',
      signal: AbortSignal.any([parts.signal, AbortSignal.timeout(patienceMs)]),
    })
    .catch((cause: unknown) => {
      throw new ApiTrouble(
        `${hostOf(url)} could not be reached: ${cause instanceof Error ? cause.message : 'no answer'}.`,
      );
    });
  const text = Buffer.from(await response.arrayBuffer());
  if (!response.ok) throw new ApiTrouble(refusalOf(url, response), waitOf(response, parts.now()));
  const json = readJson(text);
  if (json.kind === 'malformed') throw new ApiTrouble(`${hostOf(url)} answered with something else than JSON.`);
  return json.value;
}

/** Runs a round again and again until the signal; after a failure later and later, and never earlier than asked for. */
export async function repeat(parts: WatchParts, everyMs: number, round: () => Promise<void>): Promise<void> {
  let failures = 0;
  while (!parts.signal.aborted) {
    let waitMs = everyMs;
    try {
      await round();
      failures = 0;
    } catch (cause) {
      if (parts.signal.aborted) return;
      failures += 1;
      parts.trouble(cause instanceof Error ? cause.message : 'It went wrong for an unknown reason.');
      const asked = cause instanceof ApiTrouble ? (cause.waitMs ?? 0) : 0;
      waitMs = Math.max(asked, Math.min(everyMs * 2 ** failures, longestWaitMs));
    }
    await pause(parts, waitMs);
  }
}

/** Waits for the signal: a source that is switched off has nothing to do, and is no source that broke off. */
export function untilStopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Waits, or stops waiting at the signal. */
export function pause({ setTimer, signal }: Pick<WatchParts, 'setTimer' | 'signal'>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = setTimer(ms, done);
    signal.addEventListener('abort', done);
  });
}

function refusalOf(url: string, { status }: Response): string {
  if (status === 401 || status === 403) return `${hostOf(url)} refuses the key of this feed (status ${status}).`;
  if (status === 429) return `${hostOf(url)} asks to be asked less often.`;
  return `${hostOf(url)} answered with status ${status}.`;
}

function waitOf({ headers }: Response, now: number): number | null {
  const told = headers.get('retry-after');
  if (told === null) return null;
  const seconds = Number(told);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(told) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestWaitMs) : null;
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? 'The platform';
}
