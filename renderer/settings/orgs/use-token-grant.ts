import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useConsole } from '../../client/console-context.tsx';

/** The app that issues access tokens for agents in an org. */
export function useTokenGrant(org: string) {
  const { query } = useConsole();
  return useQuery(query.tokens.grant.queryOptions({ input: { org } }));
}

/** What can be done to it. Whether the action can be switched on depends on it, so that is read anew too. */
export function useTokenGrantChanges() {
  const { query } = useConsole();
  const cache = useQueryClient();
  const onSuccess = async () => {
    await cache.invalidateQueries({ queryKey: query.tokens.key() });
    await cache.invalidateQueries({ queryKey: query.actions.key() });
  };
  return {
    save: useMutation(query.tokens.saveGrant.mutationOptions({ onSuccess })),
    forget: useMutation(query.tokens.forgetGrant.mutationOptions({ onSuccess })),
  };
}
