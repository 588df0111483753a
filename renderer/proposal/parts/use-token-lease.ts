import { useSyncExternalStore } from 'react';
import type { TokenLease } from '../../../shared/model/access-token.ts';
import { useConsole } from '../../client/console-context.tsx';

/** The life of the token that was issued for a proposal; null where it is not known (yet). */
export function useTokenLease(proposal: string): TokenLease | null {
  const { tokens } = useConsole().live;
  const { value } = useSyncExternalStore(tokens.subscribe, tokens.read);
  return value?.find((each) => each.proposal === proposal) ?? null;
}
