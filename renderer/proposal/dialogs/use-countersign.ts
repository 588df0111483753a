import { useCallback, useEffect, useRef, useState } from 'react';
import type { SigningProgress } from '../../../shared/contract/second-person-contract.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';

/** How far the signature of a second person is. */
export type SigningState =
  | { step: 'idle' }
  | { step: 'opening' }
  | SigningProgress
  | { step: 'failed'; problem: Problem };

/** Runs one sign-in at a time; leaving it gives it up, and nothing is approved. */
export function useCountersign() {
  const { client } = useConsole();
  const [state, setState] = useState<SigningState>({ step: 'idle' });
  const running = useRef<AbortController | null>(null);

  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState({ step: 'idle' });
  }, []);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    async ({ id, revision }: Proposal, confirmProduction = false) => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      const become = (next: SigningState) => {
        if (running.current === mine) setState(next);
      };
      become({ step: 'opening' });
      try {
        const order = { proposal: id, revision, confirmProduction };
        const steps = await client.proposals.countersign(order, { signal: mine.signal });
        for await (const progress of steps) become(progress);
      } catch (error) {
        become({ step: 'failed', problem: refusalOf(error) });
      }
    },
    [client],
  );
  return { state, start, cancel };
}
