import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import type { Logger } from 'pino';
import type { LoadRecording } from '../host/recording-file.ts';
import { acceptSockets } from './accept-sockets.ts';
import { listenOnKeptPort } from './listen.ts';
import { keepWindowAddress, readWindowAddress } from './window-address.ts';
import { createWindowApp } from './window-app.ts';
import { createWindowPass } from './window-pass.ts';

export interface BrowserHostOptions {
  router: AnyRouter;
  rendererFolder: string;
  /** The sound of calls; none where it is left out. */
  loadRecording?: LoadRecording;
  dataFolder: string;
  /** null: the port of the last run, if it is free. */
  port: number | null;
  /** An address that was used is replaced by this one. */
  onNextAddress: (url: string) => void;
  log: Logger;
}

export interface BrowserHost {
  /** The address with its one-time launch token. */
  url: string;
  stop(): Promise<void>;
}

/** Serves the console's window to the browsers of this machine. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { router, rendererFolder, dataFolder, log } = options;
  const kept = readWindowAddress(dataFolder);
  const server = createServer();
  const port = await listenOnKeptPort(server, options.port, kept.port);
  keepWindowAddress(dataFolder, { port, sessionKey: kept.sessionKey });

  const pass = createWindowPass(kept.sessionKey, port);
  const launchAddress = () => `http://127.0.0.1:${port}/launch/${pass.launchToken()}`;
  const app = createWindowApp({
    pass,
    port,
    rendererFolder,
    loadRecording: options.loadRecording ?? (async () => null),
    onLaunched: () => options.onNextAddress(launchAddress()),
  });
  server.on('request', getRequestListener(app.fetch, { overrideGlobalObjects: false }));

  const handler = new RPCHandler(router);
  const sockets = acceptSockets({
    server,
    port,
    pass,
    log,
    onSocket: (socket) => void handler.upgrade(socket, { context: {} }),
  });
  return {
    url: launchAddress(),
    async stop() {
      sockets.close();
      await closeServer(server);
    },
  };
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
