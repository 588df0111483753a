import { useSyncExternalStore } from 'react';
import type { FollowUp } from '../../shared/model/follow-up.ts';
import { useConsole } from '../client/console-context.tsx';
import type { Live } from '../client/live-query.ts';

/** What is owed to callers, as it changes: open ones, and those done within a day. */
export function useFollowUps(): Live<readonly FollowUp[] | null> {
  const { followUps } = useConsole().live;
  return useSyncExternalStore(followUps.subscribe, followUps.read);
}
