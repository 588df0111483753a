import { useCallback, useEffect, useRef, useState } from 'react';
import type { LoginOrder, LoginProgress } from '../../../shared/contract/org-views.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';

/** How far a login of this window is. */
export type LoginState = { step: 'idle' } | { step: 'opening' } | LoginProgress | { step: 'failed'; problem: Problem };

/** Runs one login at a time; leaving the screen gives it up. */
export function useLogin() {
  const { client } = useConsole();
  const [state, setState] = useState<LoginState>({ step: 'idle' });
  const running = useRef<AbortController | null>(null);

  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState({ step: 'idle' });
  }, []);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    async (order: LoginOrder) => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      const become = (next: LoginState) => {
        if (running.current === mine) setState(next);
      };
      become({ step: 'opening' });
      try {
        for await (const progress of await client.orgs.logIn(order, { signal: mine.signal })) become(progress);
      } catch (error) {
        become({ step: 'failed', problem: refusalOf(error) });
      }
    },
    [client],
  );
  return { state, start, cancel };
}
