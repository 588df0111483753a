import { useMemo, useSyncExternalStore } from 'react';
import type { OutcomeRow, OutcomeView } from '../../shared/contract/outcomes-contract.ts';
import { useConsole } from '../client/console-context.tsx';
import { createLiveQuery, type Live } from '../client/live-query.ts';

/** What became of one call, as it changes. */
export function useOutcome(call: string): Live<OutcomeView | null> {
  const { client, line } = useConsole();
  const query = useMemo(
    () =>
      createLiveQuery<OutcomeView, OutcomeView | null>({
        line,
        watch: (_since, signal) => client.outcomes.open({ call }, { signal }),
        initial: null,
        apply: (_held, view) => view,
        revisionOf: () => 0,
      }),
    [client, line, call],
  );
  return useSyncExternalStore(query.subscribe, query.read);
}

/** What became of every call that ended, as it changes. */
export function useOutcomes(): Live<ReadonlyMap<string, OutcomeRow>> {
  const { outcomes } = useConsole().live;
  return useSyncExternalStore(outcomes.subscribe, outcomes.read);
}
