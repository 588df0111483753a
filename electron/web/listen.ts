import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The port that was asked for is taken, or may not be used. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';

  constructor(port: number, options?: ErrorOptions) {
    super(`Port ${port} cannot be used: another program has it. Name another one with --port.`, options);
  }
}

/** Listens on 127.0.0.1 only; 0 takes a free port. */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      reject(taken ? new PortTakenError(port, { cause: error }) : error);
    };
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

/** The port asked for; else the one kept from the last run, if it is free; else any. */
export async function listenOnKeptPort(server: Server, asked: number | null, kept: number | null): Promise<number> {
  if (asked !== null) return listenOnLoopback(server, asked);
  if (kept === null) return listenOnLoopback(server, 0);
  try {
    return await listenOnLoopback(server, kept);
  } catch (error) {
    if (error instanceof PortTakenError) return listenOnLoopback(server, 0);
    throw error;
  }
}
