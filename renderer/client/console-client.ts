import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../shared/contract/contract.ts';
import { dialMessagePort } from './dial-message-port.ts';
import { dialWebSocket } from './dial-web-socket.ts';
import { type Line, openLine } from './line.ts';

/** The contract as the window calls it. */
export type ConsoleClient = ContractRouterClient<typeof contract>;

/** Connects this window to its console: by the preload's port in the desktop app, by WebSocket in a browser. */
export function createConsoleClient(page: Window): { client: ConsoleClient; line: Line } {
  const bridge = page.countersign;
  const line = openLine(bridge ? dialMessagePort(bridge, page) : dialWebSocket(page.location));
  const client: ConsoleClient = createORPCClient(line.link);
  return { client, line };
}
