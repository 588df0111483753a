import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Deciding, usualDeciding } from '../../shared/model/deciding.ts';
import { useConsole } from '../client/console-context.tsx';

/** How decisions are made here, and how to set it otherwise. What it holds is the console's: it asks whatever this says. */
export function useDeciding() {
  const { query } = useConsole();
  const cache = useQueryClient();
  const key = query.deciding.read.queryKey();
  const read = useQuery(query.deciding.read.queryOptions());
  const write = useMutation(
    query.deciding.write.mutationOptions({ onSuccess: (written) => cache.setQueryData(key, written) }),
  );
  const deciding = write.isPending ? write.variables : (read.data ?? usualDeciding);
  return {
    deciding,
    known: read.data !== undefined,
    error: write.error ?? read.error,
    choose: (next: Partial<Deciding>) => write.mutate({ ...deciding, ...next }),
  };
}
