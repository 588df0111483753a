import { useQuery } from '@tanstack/react-query';
import { useConsole } from '../../client/console-context.tsx';
import { useOrg } from '../../ui/org-context.tsx';

const keepMs = 10 * 60_000;

/** What the record of an id is called: as it was told, else as the org says; null until that is known. */
export function useLookupName(id: string, told: string | null): string | null {
  const { query } = useConsole();
  const org = useOrg()?.id;
  const isId = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(id);
  const asked = useQuery({
    ...query.records.search.queryOptions({ input: { text: id, org }, enabled: told === null && isId }),
    staleTime: keepMs,
    retry: false,
  });
  return told ?? asked.data?.place?.record.name ?? null;
}
