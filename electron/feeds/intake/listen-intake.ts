import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { IntakeSettings } from '../../../shared/contract/feeds-contract.ts';

/** The console's own port, and spare ones for a second console on this machine. */
const usualPorts = [4870, 4871, 4872, 4873];

/** What is cut off: senders that take longer than this for their headers or their whole request, in milliseconds. */
export type IntakeTimes = { headersMs: number; requestMs: number };

/** Most connections at once; a held tool call keeps its own for as long as it is held. */
const mostConnections = 512;

/** Opens the server, not listening yet. */
export async function openServer({ tls }: Pick<IntakeSettings, 'tls'>, times: IntakeTimes): Promise<Server> {
  const options = {
    headersTimeout: times.headersMs,
    requestTimeout: times.requestMs,
    connectionsCheckingInterval: Math.min(1000, times.headersMs),
    keepAliveTimeout: 30_000,
    maxHeaderSize: 16 * 1024,
  };
  const server = tls
    ? createTlsServer({ ...options, cert: await readFile(tls.certFile), key: await readFile(tls.keyFile) })
    : createHttpServer(options);
  server.maxConnections = mostConnections;
  return server;
}

/** Listens on the port asked for; else on that of the last run, the usual ones, or any that is free. */
export async function listenIntake(server: Server, settings: IntakeSettings, kept: number | null): Promise<number> {
  const wanted = settings.port === null ? [...(kept ? [kept] : []), ...usualPorts, 0] : [settings.port];
  let last: unknown = null;
  for (const port of wanted) {
    try {
      return await listen(server, port, settings.address);
    } catch (cause) {
      last = cause;
    }
  }
  throw last;
}

function listen(server: Server, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
