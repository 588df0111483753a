import { useRef, useState } from 'react';
import type { WriteBack } from '../../shared/contract/outcomes-contract.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { usePreferences } from '../settings/use-preferences.ts';

/** Proposes logs, and holds what came of it until the person goes back. */
export function useWriteBack() {
  const { client } = useConsole();
  const { preferences } = usePreferences();
  const [told, setTold] = useState<WriteBack | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isProposing, setProposing] = useState(false);
  const asked = useRef(false);
  return {
    told,
    problem,
    isProposing,
    close: () => setTold(null),
    async propose(calls: readonly string[]): Promise<void> {
      if (asked.current || calls.length === 0) return;
      asked.current = true;
      setProposing(true);
      try {
        setTold(await client.outcomes.write({ calls: [...calls], transcript: preferences.logTranscript ?? true }));
        setProblem(null);
      } catch (error) {
        setProblem(refusalOf(error));
      }
      asked.current = false;
      setProposing(false);
    },
  };
}
