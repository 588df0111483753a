import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useConsole } from '../../client/console-context.tsx';

/** The catalogue as it is now. */
export function useActions() {
  const { query } = useConsole();
  return useQuery(query.actions.list.queryOptions());
}

/** What can be done to the catalogue; each reads it anew. */
export function useCatalogueChanges() {
  const { query } = useConsole();
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries({ queryKey: query.actions.key() });
  return {
    save: useMutation(query.actions.save.mutationOptions({ onSuccess })),
    reset: useMutation(query.actions.reset.mutationOptions({ onSuccess })),
    take: useMutation(query.actions.import.mutationOptions({ onSuccess })),
  };
}
