import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { type IpcMainEvent, ipcMain, MessageChannelMain } from 'electron';
import type { Logger } from 'pino';
import { consoleOrigin } from './console-scheme.ts';

/** Hands each console window that asks a port of its own, over which it speaks the contract. */
export function connectWindows(router: AnyRouter, log: Logger): void {
  const handler = new RPCHandler(router);
  ipcMain.on('countersign:connect', (event) => {
    const asker = trustedFrame(event);
    if (!asker) {
      log.warn('a port was asked for from outside the console and refused');
      return;
    }
    const { port1, port2 } = new MessageChannelMain();
    handler.upgrade(port1, { context: {} });
    port1.start();
    asker.postMessage('countersign:port', null, [port2]);
  });
}

/** The main frame of the console's window, read at once: after a navigation the frame is null. */
function trustedFrame(event: IpcMainEvent): IpcMainEvent['senderFrame'] {
  const frame = event.senderFrame;
  if (!frame || frame.parent !== null || frame.origin !== consoleOrigin) return null;
  return frame;
}
