import { useCallback, useEffect, useRef } from 'react';
import type { Proposal } from '../../shared/model/proposal.ts';

/** When the chosen proposal last changed by itself while it was being looked at. */
export function useChangedAt(selected: Proposal | null): () => number {
  const seen = useRef<{ id: string; revision: number } | null>(null);
  const changedAt = useRef(0);
  useEffect(() => {
    if (!selected) {
      seen.current = null;
      return;
    }
    const before = seen.current;
    if (before?.id === selected.id && before.revision !== selected.revision) changedAt.current = Date.now();
    if (before?.id !== selected.id) changedAt.current = 0;
    seen.current = { id: selected.id, revision: selected.revision };
  }, [selected]);
  return useCallback(() => changedAt.current, []);
}
