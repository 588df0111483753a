import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';

/** Retell's API as its documentation has it: the list of live calls, single calls, and the monitor. */
export async function startRetell() {
  const calls = new Map<string, Record<string, unknown>>();
  const asked: { path: string; key: string | undefined; body: string }[] = [];
  const sockets: { call: string; key: string | undefined; socket: WebSocket }[] = [];
  let told = () => {};
  let refusal: number | null = null;

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part;
    });
    request.on('end', () => answer(request, body, response));
  });

  function answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    const path = request.url ?? '';
    asked.push({ path, key: request.headers.authorization, body });
    const live = [...calls.values()].filter(({ call_status }) => call_status === 'ongoing');
    const found =
      path === '/v3/list-calls' ? { items: live, has_more: false } : calls.get(path.split('/').at(-1) ?? '');
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found ?? { status: 'error' }));
  }

  const monitor = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, stream, head) => {
    if (refusal !== null) return void stream.end(`HTTP/1.1 ${refusal} Refused\r\ncontent-length: 0\r\n\r\n`);
    monitor.handleUpgrade(request, stream, head, (socket) => {
      sockets.push({ call: (request.url ?? '').split('/').at(-1) ?? '', key: request.headers.authorization, socket });
      told();
    });
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const { socket } of sockets) socket.terminate();
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;

  return {
    base: `http://127.0.0.1:${port}`,
    calls,
    asked,
    sockets,
    refuseMonitors(status: number) {
      refusal = status;
    },
    /** Resolves with the nth socket that was opened. */
    async opened(nth: number): Promise<WebSocket> {
      while (sockets.length < nth) {
        await new Promise<void>((resolve) => {
          told = resolve;
        });
      }
      const socket = sockets[nth - 1]?.socket;
      if (!socket) throw new Error('no socket');
      return socket;
    },
  };
}
