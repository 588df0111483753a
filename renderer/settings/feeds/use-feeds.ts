import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { FeedsView, KeptRequest } from '../../../shared/contract/feeds-contract.ts';
import { useConsole } from '../../client/console-context.tsx';
import type { Live } from '../../client/live-query.ts';

/** The feeds and where the intake listens, as they change. */
export function useFeeds(): Live<FeedsView | null> {
  const { feeds } = useConsole().live;
  return useSyncExternalStore(feeds.subscribe, feeds.read);
}

/** What feeds told that was not understood, as it changes. */
export function useKeptRequests(): Live<readonly KeptRequest[] | null> {
  const { keptRequests } = useConsole().live;
  return useSyncExternalStore(keptRequests.subscribe, keptRequests.read);
}

/** The platforms a feed can be of, with what to fill in for each. */
export function usePlatforms() {
  const { query } = useConsole();
  return useQuery(query.feeds.platforms.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
}
