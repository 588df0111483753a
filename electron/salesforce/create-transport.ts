import type { Agent } from 'node:http';
import { PassThrough } from 'node:stream';
import type { HttpRequest, HttpRequestOptions } from 'jsforce/lib/core.js';
import type { Transport } from 'jsforce/lib/transport.js';
import type { Jsforce } from './load-jsforce.ts';
import { exchange, type RawAnswer } from './login/exchange.ts';

/** What one request may add for the transport; jsforce hands its options through untouched. */
export type TransportOptions = HttpRequestOptions & {
  onSent?: () => void;
  signal?: AbortSignal;
  onAnswer?: (answer: RawAnswer) => void;
};

/**
 * The transport under jsforce. jsforce's own re-sends deletes by itself, follows redirects with the token to any host,
 * limits only the time to the headers (30 minutes), and ends the process when a body breaks off.
 */
export function createTransport(
  jsforce: Pick<Jsforce, 'StreamPromise'>,
  network: { agent: Agent; timeoutMs: number },
): Transport {
  return {
    httpRequest(request: HttpRequest, options: TransportOptions = {}) {
      const answered = exchange({
        url: request.url,
        method: request.method,
        headers: request.headers ?? {},
        body: toBody(request.body),
        timeoutMs: options.timeout ?? network.timeoutMs,
        agent: network.agent,
        onSent: options.onSent,
        signal: options.signal,
      }).then((answer) => {
        options.onAnswer?.(answer);
        return answer;
      });
      return jsforce.StreamPromise.create(() => ({ stream: new PassThrough(), promise: answered }));
    },
    getRequestStreamCreator() {
      throw new Error('requests are not streamed');
    },
  };
}

function toBody(body: HttpRequest['body']): string | Buffer | null {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string' || Buffer.isBuffer(body)) return body;
  throw new TypeError('only text and bytes are sent');
}
