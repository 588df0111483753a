import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { needsPerson } from '../../shared/model/need.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { useConsole, useOpenProposals } from '../client/console-context.tsx';
import { useAnnounce } from '../ui/announcer.tsx';

/** The proposals of a place, and the one that was made there last. */
export type MadeHere = { proposals: readonly Proposal[]; made: string | null; onMade: (of: Proposal) => void };

/** What waits at a place, whoever asked, and what became of it while somebody was there. */
export function useMadeHere(org: string, isHere: (of: Proposal) => boolean): MadeHere {
  const announce = useAnnounce();
  const open = useOpenProposals().value;
  const [since] = useState(Date.now);
  const [mine, setMine] = useState<readonly Proposal[]>([]);
  const onMade = useCallback(
    (of: Proposal) => {
      setMine((held) => [...held, of]);
      announce(`Proposed: ${of.actionLabel}. It waits for your decision.`);
    },
    [announce],
  );
  const proposals = useMemo(() => {
    const here = new Map(mine.map((of) => [of.id, of]));
    for (const { proposal: of } of open.values()) {
      const belongs = of.org === org && isHere(of) && (needsPerson(of) || of.updatedAt > since);
      if (here.has(of.id) || belongs) here.set(of.id, of);
    }
    return [...here.values()].sort((a, b) => a.createdAt - b.createdAt);
  }, [open, mine, org, isHere, since]);
  useReadAfterDecisions(proposals);
  return { proposals, made: mine.at(-1)?.id ?? null, onMade };
}

/** What was written is read again, and so is the list of what was decided. */
function useReadAfterDecisions(proposals: readonly Proposal[]): void {
  const { query } = useConsole();
  const queries = useQueryClient();
  const decided = proposals
    .map(({ id, status }) => (needsPerson({ status }) ? '' : `${id} ${status.state}`))
    .join('\n');
  const before = useRef(decided);
  useEffect(() => {
    if (before.current === decided) return;
    before.current = decided;
    for (const of of ['open', 'decisions', 'recent', 'search'] as const) {
      void queries.invalidateQueries({ queryKey: query.records[of].key() });
    }
  }, [decided, queries, query]);
}
