import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Preferences } from '../../shared/contract/views.ts';
import { useConsole } from '../client/console-context.tsx';

const untilRead: Preferences = { theme: 'system', singleKeys: true, cancelSeconds: 0 };

/** What the supervisor chose for this console, and how to choose otherwise. */
export function usePreferences() {
  const { query } = useConsole();
  const cache = useQueryClient();
  const key = query.preferences.read.queryKey();
  const read = useQuery(query.preferences.read.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const write = useMutation(
    query.preferences.write.mutationOptions({ onSuccess: (written) => cache.setQueryData(key, written) }),
  );
  const preferences = write.isPending ? write.variables : (read.data ?? untilRead);
  return {
    preferences,
    known: read.data !== undefined,
    error: write.error ?? read.error,
    choose: (next: Partial<Preferences>) => write.mutate({ ...preferences, ...next }),
  };
}
