import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import { useConsole } from '../client/console-context.tsx';
import { createSoqlSession, type SoqlSession, type SoqlState } from './soql-session.ts';

const SoqlContext = createContext<SoqlSession | null>(null);

/** Keeps the query and what it found while another screen is looked at. */
export function SoqlProvider(props: { children: ReactNode }) {
  const { client } = useConsole();
  const session = useMemo(() => createSoqlSession(client), [client]);
  return <SoqlContext value={session}>{props.children}</SoqlContext>;
}

/** The queries of this window. */
export function useSoqlSession(): SoqlSession {
  const session = useContext(SoqlContext);
  if (!session) throw new Error('useSoqlSession needs a SoqlProvider above it');
  return session;
}

/** What the SOQL screen shows now. */
export function useSoqlState(): SoqlState {
  const session = useSoqlSession();
  return useSyncExternalStore(session.subscribe, session.read);
}
