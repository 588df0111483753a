import { useMemo, useSyncExternalStore } from 'react';
import type { RecordWatchState } from '../../../shared/contract/record-watch-contract.ts';
import { useConsole } from '../../client/console-context.tsx';
import { createLiveQuery, type LiveQuery } from '../../client/live-query.ts';

const unwatched: LiveQuery<RecordWatchState | null> = {
  subscribe: () => () => {},
  read: () => nothing,
};
const nothing = { value: null, state: 'loading', problem: null } as const;

/** Watches the record of a proposal as long as its card is open; null while nothing is known of it. */
export function useRecordWatch(proposal: string | null): RecordWatchState | null {
  const { client, line } = useConsole();
  const query = useMemo(
    () =>
      proposal === null
        ? unwatched
        : createLiveQuery<RecordWatchState, RecordWatchState | null>({
            line,
            watch: (_since, signal) => client.recordWatch.follow({ proposal }, { signal }),
            initial: null,
            apply: (_held, state) => state,
            revisionOf: () => 0,
          }),
    [client, line, proposal],
  );
  return useSyncExternalStore(query.subscribe, query.read).value;
}
