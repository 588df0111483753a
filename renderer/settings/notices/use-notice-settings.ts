import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type NoticeSettings, usualNotices } from '../../../shared/model/notice.ts';
import { useConsole } from '../../client/console-context.tsx';

/** What the supervisor wants to be called for, and how to choose otherwise. */
export function useNoticeSettings() {
  const { query } = useConsole();
  const cache = useQueryClient();
  const read = useQuery(query.desk.notices.queryOptions());
  const write = useMutation(
    query.desk.saveNotices.mutationOptions({
      onSuccess: (kept) => cache.setQueryData(query.desk.notices.queryKey(), kept),
    }),
  );
  const settings: NoticeSettings = (write.isPending ? write.variables : read.data) ?? usualNotices;
  return {
    settings,
    choose: (next: Partial<NoticeSettings>) => write.mutate({ ...settings, ...next }),
    error: write.error ?? read.error,
  };
}
