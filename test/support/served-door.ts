import { serve } from '@hono/node-server';
import { onTestFinished } from 'vitest';
import { builtInActions } from '../../electron/actions/built-in/built-in-actions.ts';
import type { OwnDoorParts } from '../../electron/feeds/doors/own-doors.ts';
import type { RunningFeed } from '../../electron/feeds/running-feed.ts';
import type { HeldCalls } from './held-calls.ts';

/** Serves one of our own doors over HTTP, as the intake does for a feed whose secret was right; answers with its address. */
export async function servedDoor(
  of: HeldCalls,
  feed: RunningFeed,
  create: (parts: OwnDoorParts) => (request: Request, feed: RunningFeed) => Promise<Response>,
): Promise<string> {
  const door = create({
    catalogue: { all: () => builtInActions, find: (key) => builtInActions.find((each) => each.key === key) ?? null },
    ask: of.holds.ask,
    status: of.holds.status,
    describe: async () => null,
    log: (message, cause) => of.logs.push(`${message} ${String(cause ?? '')}`),
  });
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = serve({ fetch: (request) => door(request, feed), port: 0, hostname: '127.0.0.1' }, ({ port }) =>
    resolve(port),
  );
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${await promise}`;
}
