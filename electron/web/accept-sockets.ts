import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { maxReplayFileBytes } from '../../shared/contract/contract.ts';
import { checkSocket, type RequestRefusal } from './check-request.ts';
import type { WindowPass } from './window-pass.ts';

/**
 * A replay file of the largest size fits; nothing the window sends is larger. Such a file travels as a JSON string, in
 * which its quotes and line ends take two bytes each, so that a file of JSON may nearly double.
 */
export const maxMessageBytes = 2 * maxReplayFileBytes + 4 * 1024 * 1024;

interface AcceptSocketsOptions {
  server: Server;
  port: number;
  pass: WindowPass;
  onSocket: (socket: WebSocket) => void;
  log: Logger;
}

/** Takes the sockets of the console's own windows at /rpc and refuses all others before they are sockets. */
export function acceptSockets({ server, port, pass, onSocket, log }: AcceptSocketsOptions): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false });

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', (error) => log.debug({ err: error }, 'a socket broke while it was opened'));
    const refusal = refuse(request, port, pass);
    if (refusal) {
      stream.end(`HTTP/1.1 ${refusal.status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      log.warn({ status: refusal.status, reason: refusal.message }, 'a socket was refused');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', (error) => log.warn({ err: error }, 'a window was cut off'));
      onSocket(socket);
    });
  });

  return {
    close() {
      for (const socket of sockets.clients) {
        socket.close(1001);
        // A window that does not answer must not keep the console from stopping.
        setTimeout(() => socket.terminate(), 500).unref();
      }
      sockets.close();
    },
  };
}

function refuse(request: IncomingMessage, port: number, pass: WindowPass): { status: number; message: string } | null {
  const { host, origin, cookie } = request.headers;
  const refusal: RequestRefusal | null = checkSocket({ method: request.method ?? '', host, origin }, port);
  if (refusal) return refusal;
  if (request.url !== '/rpc') return { status: 404, message: 'There is no socket here.' };
  if (!pass.admits(cookie)) return { status: 401, message: 'The window holds no pass.' };
  return null;
}
