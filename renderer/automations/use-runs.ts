import { useMemo, useSyncExternalStore } from 'react';
import type { AutomationRun, RunLine, RunState } from '../../shared/model/automation-run.ts';
import { useConsole } from '../client/console-context.tsx';
import { createLiveQuery, type Live } from '../client/live-query.ts';

/** What an automation ran, newest first, as it goes on; of one state, or of all. Null until it is known. */
export function useRuns(automation: string, state: RunState | null): Live<readonly RunLine[] | null> {
  const { client, line } = useConsole();
  const query = useMemo(
    () =>
      createLiveQuery<RunLine[], readonly RunLine[] | null>({
        line,
        watch: (_since, signal) => client.automations.runs.watch({ automation, state }, { signal }),
        initial: null,
        apply: (_held, runs) => runs,
        revisionOf: () => 0,
      }),
    [client, line, automation, state],
  );
  return useSyncExternalStore(query.subscribe, query.read);
}

/** One run with its steps, as it goes on; null until it is known. */
export function useRun(id: string): Live<AutomationRun | null> {
  const { client, line } = useConsole();
  const query = useMemo(
    () =>
      createLiveQuery<AutomationRun, AutomationRun | null>({
        line,
        watch: (_since, signal) => client.automations.runs.open({ id }, { signal }),
        initial: null,
        apply: (_held, run) => run,
        revisionOf: () => 0,
      }),
    [client, line, id],
  );
  return useSyncExternalStore(query.subscribe, query.read);
}
