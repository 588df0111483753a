import type { DoorAnswer, DoorCall, OpenFeed } from './platform.ts';

/** Longest wait for a platform to take what goes through a door. */
const patienceMs = 10_000;

/** One request into a live call. The address may itself be a secret: it is never told. */
export type DoorRequest = {
  method: 'POST' | 'PATCH' | 'PUT';
  url: string;
  headers?: Record<string, string>;
  /** Sent as a form where it is one, else as JSON. */
  body?: unknown;
};

/** The platform's API: where the feed says, else at its usual address; without a slash at its end. */
export function apiBaseOf({ apiBase }: Pick<OpenFeed, 'apiBase'>, usual: string): string {
  return (apiBase ?? usual).replace(/\/+$/, '');
}

/** Sends into a live call and tells whether it arrived. */
export async function sendThroughDoor(
  to: Pick<DoorCall, 'fetch' | 'signal'>,
  { method, url, headers, body }: DoorRequest,
): Promise<DoorAnswer> {
  try {
    const response = await to.fetch(url, {
      method,
      ...contentOf(body, headers),
      // A redirect would take the key to an address nobody configured.
      redirect: 'manual',
      signal: AbortSignal.any([to.signal, AbortSignal.timeout(patienceMs)]),
    });
    const told = await toldBy(response);
    if (response.ok) return { kind: 'arrived' };
    const why = `The platform answered with status ${response.status}${told}`;
    return isPassing(response.status) ? { kind: 'unreachable', why } : { kind: 'refused', why };
  } catch (cause) {
    if (to.signal.aborted) return { kind: 'unreachable', why: 'The console was closing.' };
    const late = cause instanceof Error && cause.name === 'TimeoutError';
    return {
      kind: 'unreachable',
      why: late ? 'The platform did not answer in time.' : 'The platform could not be reached.',
    };
  }
}

function contentOf(body: unknown, headers: Record<string, string> = {}): Pick<RequestInit, 'headers' | 'body'> {
  if (body === undefined) return { headers };
  // `fetch` itself says what a form is.
  if (body instanceof URLSearchParams) return { headers, body };
  return { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** A little of what it said, for the person who looks into it; also frees the connection. */
async function toldBy(response: Response): Promise<string> {
  const text = (await response.text()).replaceAll(/\s+/g, ' ').trim().slice(0, 200);
  return text === '' ? '.' : `: ${text}`;
}
