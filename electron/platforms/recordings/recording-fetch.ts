import { lookup as lookUp } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { isPublicAddress } from './public-address.ts';
import { isAllowedHost, type RecordingAccess } from './recording-access.ts';

/** A recording as it was fetched. */
export type FetchedRecording = { bytes: Buffer; mediaType: string };

/** Where a recording may come from, and how the network is reached. */
export type RecordingFetch = RecordingAccess & {
  maxBytes: number;
  timeoutMs: number;
  network?: RecordingNetwork;
};

/** The network; passed in for tests. */
export type RecordingNetwork = {
  /** Every address of a host. */
  resolve(host: string): Promise<string[]>;
  /** Asks for the address at exactly this IP address, and follows nothing. */
  open(url: URL, address: string, asked: Asked): Promise<IncomingMessage>;
};

type Asked = { headers: Readonly<Record<string, string>>; signal: AbortSignal };

const mostRedirects = 3;

/**
 * Fetches a recording from an address that a call told, which anybody may have put there: https, from an allowed host, at
 * a public address that is looked up once and then connected to, each redirect anew; without cookies, and with no
 * credentials but those that are for exactly that address.
 */
export async function fetchRecording(address: string, source: RecordingFetch): Promise<FetchedRecording> {
  const { network = internet } = source;
  const signal = AbortSignal.timeout(source.timeoutMs);
  let url = checked(address, source);
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const headers = source.credentialsFor(url);
    const answer = await ask(url, network, { headers, signal });
    const next = redirectOf(answer, url);
    if (next === null) {
      if (answer.statusCode === 401 || answer.statusCode === 403) throw guarded(answer, url, headers);
      return readBody(answer, source, signal);
    }
    answer.destroy();
    url = checked(next, source);
  }
  throw refused('The recording’s address leads on and on.');
}

/** Why a recording cannot be fetched from an address; null where it may be tried. */
export function refuseRecordingAddress(address: string, allowed: readonly string[]): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'https:') return 'A recording is fetched from an https address only.';
  if (url.username !== '' || url.password !== '') return 'The recording’s address holds a password.';
  if (url.port !== '') return 'A recording is fetched from the usual port only.';
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0 || !isAllowedHost(url.hostname, allowed)) {
    return `Recordings are not fetched from ${url.hostname.slice(0, 100)}: it is none of this call’s recording hosts.`;
  }
  return null;
}

function checked(address: string, { allowed }: RecordingFetch): URL {
  const why = refuseRecordingAddress(address, allowed);
  if (why) throw refused(why);
  return new URL(address);
}

async function ask(url: URL, network: RecordingNetwork, asked: Asked): Promise<IncomingMessage> {
  // A name server that never answers keeps nobody waiting.
  const addresses = await Promise.race([network.resolve(url.hostname), whenAborted(asked.signal)]).catch(
    (cause: unknown) => {
      throw unreachable(url, cause);
    },
  );
  const [first] = addresses;
  // One bad address among good ones is a name that was tampered with, not a choice.
  if (!first || !addresses.every(isPublicAddress)) {
    throw refused(`${url.hostname} does not lead to the public internet. The recording was not fetched.`);
  }
  return network.open(url, first, asked).catch((cause: unknown) => {
    throw unreachable(url, cause);
  });
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function redirectOf(answer: IncomingMessage, from: URL): string | null {
  const { statusCode = 0, headers } = answer;
  if (statusCode < 300 || statusCode > 399 || !headers.location) return null;
  return URL.canParse(headers.location, from.href) ? new URL(headers.location, from.href).href : headers.location;
}

async function readBody(
  answer: IncomingMessage,
  { maxBytes }: RecordingFetch,
  signal: AbortSignal,
): Promise<FetchedRecording> {
  try {
    if (answer.statusCode !== 200) throw refused(`The recording is not there (${answer.statusCode}).`);
    const mediaType = (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (!isAudio(mediaType)) throw refused('What is at the recording’s address is no sound.');
    if (Number(answer.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
    if (!answer.complete || signal.aborted) throw new Error('the recording broke off');
    if (size === 0) throw refused('The recording is empty.');
    return { bytes: Buffer.concat(chunks), mediaType };
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError(toProblem('upstream', 'The recording broke off while it was fetched.', { next: 'retry' }), {
      cause,
    });
  } finally {
    answer.destroy();
  }
}

function isAudio(mediaType: string): boolean {
  return /^audio\/[\w.+-]+$/.test(mediaType) || mediaType === 'video/mp4' || mediaType === 'application/octet-stream';
}

function refused(message: string): ProblemError {
  return new ProblemError(toProblem('not-allowed', message, { next: 'edit', code: 'recording' }));
}

/** Named by what there is to do about it. */
function guarded(answer: IncomingMessage, { hostname }: URL, shown: Asked['headers']): ProblemError {
  answer.destroy();
  const why =
    Object.keys(shown).length > 0
      ? 'it refuses the key or token of its feed'
      : 'it wants a key or token that its feed does not have';
  return refused(`${hostname} does not hand out this recording: ${why} (${answer.statusCode}). See Settings, Feeds.`);
}

function tooLarge(maxBytes: number): ProblemError {
  return refused(`The recording is larger than ${Math.floor(maxBytes / 1_000_000)} MB. Link it instead.`);
}

function unreachable(url: URL, cause: unknown): ProblemError {
  const message = `${url.hostname} cannot be reached for the recording.`;
  return new ProblemError(toProblem('upstream', message, { next: 'retry' }), { cause });
}

const internet: RecordingNetwork = {
  resolve: async (host) => (await lookUp(host, { all: true })).map(({ address }) => address),
  open: (url, address, { headers, signal }) =>
    new Promise((resolve, reject) => {
      const request = requestHttps(
        url,
        {
          signal,
          agent: false,
          headers: { ...headers, accept: 'audio/*', 'accept-encoding': 'identity' },
          // The very address that was checked: a second look-up could lead elsewhere.
          lookup: (_host, options, found) => {
            const family = isIP(address);
            if (options.all) found(null, [{ address, family }]);
            else found(null, address, family);
          },
        },
        resolve,
      );
      request.on('error', reject);
      request.end();
    }),
};
