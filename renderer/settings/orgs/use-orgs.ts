import { useSyncExternalStore } from 'react';
import type { OrgView } from '../../../shared/contract/org-views.ts';
import { useConsole } from '../../client/console-context.tsx';
import type { Live } from '../../client/live-query.ts';

/** The orgs this console knows, as they change. */
export function useOrgs(): Live<readonly OrgView[] | null> {
  const { orgs } = useConsole().live;
  return useSyncExternalStore(orgs.subscribe, orgs.read);
}
