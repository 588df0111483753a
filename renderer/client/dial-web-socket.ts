import { RPCLink } from '@orpc/client/websocket';
import type { Connected, Dial } from './line.ts';

/** Dials the console that serves this page; the session cookie says who we are. */
export function dialWebSocket(location: Pick<Location, 'protocol' | 'host'>): Dial {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const url = `${scheme}//${location.host}/rpc`;
  return () =>
    new Promise<Connected>((resolve, reject) => {
      const websocket = new WebSocket(url);
      websocket.binaryType = 'arraybuffer';
      const closed = new Promise<void>((ended) => websocket.addEventListener('close', () => ended()));
      websocket.addEventListener('open', () => resolve({ link: new RPCLink({ websocket: quiet(websocket) }), closed }));
      websocket.addEventListener('error', () => reject(new Error('the console does not answer')));
    });
}

/**
 * oRPC throws where a message meets a line that broke, and for a query that was given up nobody catches it. Such a
 * message is for nobody: the closing of the socket ends whatever still waits for an answer.
 */
function quiet(
  websocket: WebSocket,
): Pick<WebSocket, 'addEventListener' | 'removeEventListener' | 'send' | 'readyState'> {
  return {
    addEventListener: websocket.addEventListener.bind(websocket),
    removeEventListener: websocket.removeEventListener.bind(websocket),
    send: (message) => {
      if (websocket.readyState === WebSocket.OPEN) websocket.send(message);
    },
    readyState: WebSocket.OPEN,
  };
}
