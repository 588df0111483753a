import { useCallback, useRef, useState } from 'react';
import type { ByHand } from '../../shared/contract/by-hand-contract.ts';
import type { FieldValues } from '../../shared/model/field-value.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';

/** Makes proposals of the supervisor's own. */
export type Proposing = {
  /** Answers whether it was taken. */
  propose(wanted: Pick<ByHand, 'action' | 'object' | 'record'> & { values: FieldValues }): Promise<boolean>;
  busy: boolean;
  /** Why the last one was not taken. */
  problem: Problem | null;
  forget(): void;
};

/** What is wished on this screen becomes a proposal like any other. */
export function usePropose(org: string, onMade: (made: Proposal) => void): Proposing {
  const { client } = useConsole();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  // The state tells the screen; this tells a second press that comes before the screen was drawn again.
  const underWay = useRef(false);
  const propose: Proposing['propose'] = useCallback(
    async ({ values, ...wanted }) => {
      if (underWay.current) return false;
      underWay.current = true;
      setBusy(true);
      setProblem(null);
      const listed = Object.entries(values).map(([field, value]) => ({ field, value, evidence: null }));
      try {
        onMade(await client.proposals.propose({ ...wanted, org, call: null, values: listed }));
        return true;
      } catch (error) {
        setProblem(refusalOf(error));
        return false;
      } finally {
        underWay.current = false;
        setBusy(false);
      }
    },
    [client, org, onMade],
  );
  return { propose, busy, problem, forget: useCallback(() => setProblem(null), []) };
}
