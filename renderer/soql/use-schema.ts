import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useConsole } from '../client/console-context.tsx';
import type { SoqlSchema } from './soql-schema.ts';

const keepMs = 10 * 60_000;

/** What an org looks like; asked once, and only of objects that there are. */
export function useSchema(org: string | null): SoqlSchema {
  const { query } = useConsole();
  const queries = useQueryClient();
  return useMemo(() => {
    const objects: SoqlSchema['objects'] = async () => {
      if (org === null) return [];
      const asked = query.soql.objects.queryOptions({ input: { org }, staleTime: keepMs });
      return queries.fetchQuery(asked).catch(() => []);
    };
    return {
      objects,
      async describe(object) {
        // A name half typed is none: the org is not asked about it.
        const known = (await objects()).find(({ name }) => name.toLowerCase() === object.toLowerCase());
        if (org === null || !known) return null;
        const asked = query.records.describe.queryOptions({ input: { object: known.name, org }, staleTime: keepMs });
        return queries.fetchQuery(asked).catch(() => null);
      },
    };
  }, [org, query, queries]);
}
