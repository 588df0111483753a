import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SavedView } from '../../shared/model/desk-filter.ts';
import { useConsole } from '../client/console-context.tsx';

const none: SavedView[] = [];

/** The filters that were given names, and how to keep others. */
export function useSavedViews() {
  const { query } = useConsole();
  const cache = useQueryClient();
  const read = useQuery(query.desk.views.queryOptions());
  const write = useMutation(
    query.desk.saveViews.mutationOptions({
      onSuccess: (kept) => cache.setQueryData(query.desk.views.queryKey(), kept),
    }),
  );
  return {
    views: (write.isPending ? write.variables : read.data) ?? none,
    save: (views: SavedView[]) => write.mutate(views),
    error: write.error ?? read.error,
  };
}
