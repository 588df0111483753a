import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import type { ConsoleClient } from './console-client.ts';
import type { Line, LineState } from './line.ts';
import { createLiveQueries, type LiveQueries } from './live-queries.ts';
import type { Live, LiveQuery } from './live-query.ts';

type ConsoleAccess = {
  client: ConsoleClient;
  line: Line;
  live: LiveQueries;
  query: ReturnType<typeof createTanstackQueryUtils<ConsoleClient>>;
};

const ConsoleContext = createContext<ConsoleAccess | null>(null);

/** Gives the screens their console. */
export function ConsoleProvider(props: { client: ConsoleClient; line: Line; children: ReactNode }) {
  const { client, line } = props;
  const access = useMemo(
    () => ({ client, line, live: createLiveQueries(client, line), query: createTanstackQueryUtils(client) }),
    [client, line],
  );
  return <ConsoleContext value={access}>{props.children}</ConsoleContext>;
}

/** The console this window is connected to. */
export function useConsole(): ConsoleAccess {
  const access = useContext(ConsoleContext);
  if (!access) throw new Error('useConsole needs a ConsoleProvider above it');
  return access;
}

/** How the line to the privileged side is. */
export function useLine(): LineState {
  const { line } = useConsole();
  return useSyncExternalStore(line.subscribe, line.state);
}

function useLive<Value>(query: LiveQuery<Value>): Live<Value> {
  return useSyncExternalStore(query.subscribe, query.read);
}

/** The foot of the window, as it changes. */
export function useStatus() {
  return useLive(useConsole().live.status);
}

/** Live calls, and those ended within 24 hours. */
export function useCalls() {
  return useLive(useConsole().live.calls);
}

/** Everything open across all calls. */
export function useOpenProposals() {
  return useLive(useConsole().live.proposals);
}

/** One call with its transcript and proposals. */
export function useOpenCall(id: string) {
  const { live } = useConsole();
  return useLive(useMemo(() => live.call(id), [live, id]));
}
