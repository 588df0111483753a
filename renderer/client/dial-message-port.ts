import { RPCLink } from '@orpc/client/message-port';
import type { Connected, Dial } from './line.ts';

/** What the preload puts on the window: asks the main process for a port, which then arrives as a message. */
export type DesktopBridge = { connect(): void };

declare global {
  interface Window {
    countersign?: DesktopBridge;
  }
}

const answerWithinMs = 10_000;

/** Dials the main process of the desktop app through its preload. */
export function dialMessagePort(bridge: DesktopBridge, page: Window): Dial {
  return () =>
    new Promise<Connected>((resolve, reject) => {
      const timer = setTimeout(
        () => settle(() => reject(new Error('the main process does not answer'))),
        answerWithinMs,
      );

      function settle(then: () => void): void {
        clearTimeout(timer);
        page.removeEventListener('message', take);
        then();
      }

      function take(event: MessageEvent): void {
        // Only our own preload posts to this window from within; anything else could be a frame.
        if (event.source !== page || event.data !== 'countersign:port') return;
        const port = event.ports[0];
        if (!port) return;
        const closed = new Promise<void>((ended) => port.addEventListener('close', () => ended()));
        port.start();
        settle(() => resolve({ link: new RPCLink({ port }), closed }));
      }

      page.addEventListener('message', take);
      bridge.connect();
    });
}
