import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useConsole } from '../client/console-context.tsx';
import { useOrgs } from '../settings/orgs/use-orgs.ts';

/** What could not be read while an org was out of reach is read as soon as it answers again. */
export function useReadAgainOnceConnected(org: string): void {
  const { query } = useConsole();
  const queries = useQueryClient();
  const state = useOrgs().value?.find((each) => each.org.id === org)?.connection.state;
  const before = useRef(state);
  useEffect(() => {
    const wasAway = before.current !== undefined && before.current !== 'connected';
    before.current = state;
    if (state === 'connected' && wasAway) void queries.invalidateQueries({ queryKey: query.records.key() });
  }, [state, queries, query]);
}
