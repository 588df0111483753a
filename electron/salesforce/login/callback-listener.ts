import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';

/** What the listener waits for. */
export type CallbackSettings = {
  /** Tried in turn; the first free one is used. */
  ports: readonly number[];
  path: string;
  /** Whether a request belongs to this login; others are turned away and do not end it. */
  isExpected: (query: URLSearchParams) => boolean;
  timeoutMs: number;
  signal?: AbortSignal;
};

/** A listener for one browser redirect, on this machine only. */
export type CallbackListener = { port: number; answered: Promise<URLSearchParams>; close(): Promise<void> };

/** Listens on the first free port until the expected redirect arrives, the time is up or the login is given up. */
export async function listenForCallback(settings: CallbackSettings): Promise<CallbackListener> {
  const { promise: answered, resolve, reject } = Promise.withResolvers<URLSearchParams>();
  // Whoever waits sees the rejection; without this it would also end the process if nobody waits yet.
  answered.catch(() => {});
  const server = createServer((request, response) => {
    const query = expectedQuery(request, settings);
    respond(response, query);
    if (query) resolve(query);
  });
  const port = await listenOnFirstFree(server, settings.ports);
  const giveUp = (message: string) => reject(new ProblemError(toProblem('cancelled', message, { next: 'reconnect' })));
  const timer = setTimeout(() => giveUp('The login took too long. Try again.'), settings.timeoutMs);
  const cancel = () => giveUp('The login was cancelled.');
  if (settings.signal?.aborted) cancel();
  settings.signal?.addEventListener('abort', cancel, { once: true });
  return {
    port,
    answered,
    async close() {
      clearTimeout(timer);
      settings.signal?.removeEventListener('abort', cancel);
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      // The last page is on its way to the browser; connections that linger are not waited for.
      setImmediate(() => server.closeAllConnections());
      await closed;
    },
  };
}

function expectedQuery(request: IncomingMessage, settings: CallbackSettings): URLSearchParams | null {
  // A page of another site that resolves its own name to this machine comes with that name.
  if (!/^(?:localhost|127\.0\.0\.1):\d+$/.test(request.headers.host ?? '')) return null;
  if (request.method !== 'GET' || !URL.canParse(request.url ?? '', 'http://localhost')) return null;
  const url = new URL(request.url ?? '', 'http://localhost');
  return url.pathname === settings.path && settings.isExpected(url.searchParams) ? url.searchParams : null;
}

function respond(response: ServerResponse, query: URLSearchParams | null): void {
  response.writeHead(query ? 200 : 404, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  });
  response.end(`<!doctype html><title>Countersign</title><p>${pageText(query)}</p>`);
}

/** Nothing of what came with the request is repeated on the page. */
function pageText(query: URLSearchParams | null): string {
  if (query === null) return 'Not found';
  if (query.has('error')) return 'The login did not succeed. Go back to Countersign; it says why.';
  return 'You are logged in. Go back to Countersign; this page can be closed.';
}

async function listenOnFirstFree(server: Server, ports: readonly number[]): Promise<number> {
  for (const port of ports) {
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      return typeof address === 'object' && address ? address.port : port;
    } catch (failure) {
      if (!(failure instanceof Error && 'code' in failure && failure.code === 'EADDRINUSE')) throw failure;
    }
  }
  const message = `The login cannot listen for Salesforce: the ports ${ports.join(', ')} are in use.`;
  throw new ProblemError(toProblem('not-connected', message, { next: 'retry' }));
}
