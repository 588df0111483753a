import { useSyncExternalStore } from 'react';
import type { AutomationView } from '../../shared/contract/automations-contract.ts';
import { useConsole } from '../client/console-context.tsx';
import type { Live } from '../client/live-query.ts';

/** Every automation with how it is doing, as that changes; null until it is known. */
export function useAutomations(): Live<readonly AutomationView[] | null> {
  const { automations } = useConsole().live;
  return useSyncExternalStore(automations.subscribe, automations.read);
}
