import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type ApiRequest = { method: string; path: string; headers: IncomingMessage['headers']; body: unknown };
export type ApiAnswer = {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as it is where it is text. */
  body?: unknown;
  /** The request is taken, and then nothing is said, the line is cut, or it is cut in the middle of the answer. */
  lost?: 'silent' | 'cut' | 'midway';
};

/** A local server that speaks a platform's API, and what it was asked; gone when the test is. */
export async function startApi(answer: (request: ApiRequest) => ApiAnswer) {
  const requests: ApiRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8');
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: text === '' ? null : parsed(text),
      };
      requests.push(request);
      const { status = 200, headers = {}, body, lost } = answer(request);
      if (lost === 'silent') return;
      if (lost === 'cut') return void incoming.socket.destroy();
      outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
      if (lost === 'midway') outgoing.write('{"id": "ca', () => incoming.socket.destroy());
      else outgoing.end(told(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  onTestFinished(stop);
  const { port } = server.address() as AddressInfo;
  return { base: `http://127.0.0.1:${port}`, requests, stop };
}

function told(body: unknown): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
