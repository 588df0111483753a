import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { DoorAnswer } from '../../platforms/platform.ts';

/** In place of a callback address: the late answer to what was asked over a socket goes to those its feed has open then. */
export const overSocket = 'socket:';

/** The sockets that feeds have open. */
export type OpenSockets = {
  add(feed: string, socket: WebSocket): void;
  /** Sends to all of a feed; arrived is what one of them has shown to have taken in. */
  tell(feed: string, text: string, signal: AbortSignal): Promise<DoorAnswer>;
};

/** Makes the list of open sockets. */
export function createOpenSockets(): OpenSockets {
  const open = new Map<WebSocket, string>();
  return {
    add(feed, socket) {
      open.set(socket, feed);
      socket.on('close', () => open.delete(socket));
    },
    async tell(feed, text, signal) {
      const sockets = [...open].flatMap(([socket, of]) => (of === feed ? [socket] : []));
      if (sockets.length === 0) return { kind: 'unreachable', why: 'The feed has no socket open.' };
      return Promise.any(sockets.map((socket) => tellOne(socket, text, signal))).catch(() => ({
        kind: 'unreachable',
        why: 'No socket of the feed took it.',
      }));
    },
  };
}

/** A ping after the text: whoever answers it has what came before it. */
function tellOne(socket: WebSocket, text: string, signal: AbortSignal): Promise<DoorAnswer> {
  const mark = randomBytes(8);
  return new Promise((resolve, reject) => {
    const onPong = (told: Buffer) => {
      if (told.equals(mark)) end(() => resolve({ kind: 'arrived' }));
    };
    const lost = () => end(() => reject(new Error('the socket closed')));
    const end = (then: () => void) => {
      socket.off('pong', onPong);
      socket.off('close', lost);
      signal.removeEventListener('abort', lost);
      then();
    };
    socket.on('pong', onPong);
    socket.on('close', lost);
    signal.addEventListener('abort', lost, { once: true });
    socket.send(text);
    socket.ping(mark);
  });
}
