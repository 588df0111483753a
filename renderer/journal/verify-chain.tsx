import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { JournalProgress } from '../../shared/contract/views.ts';
import { useConsole, useStatus } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { Press } from '../ui/press.tsx';
import { timeOfDay } from '../ui/times.ts';
import style from './journal.module.css';

/** Verifies the chain on demand, tells how far it is, and says what was found and where. */
export function VerifyChain(props: { onShow: (seq: number) => void }) {
  const { client } = useConsole();
  const journal = useStatus().value?.journal;
  const [progress, setProgress] = useState<JournalProgress | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const verify = useMutation({
    mutationFn: async () => {
      running.current = new AbortController();
      setProgress(null);
      const { signal } = running.current;
      for await (const step of await client.journal.verify(undefined, { signal })) setProgress(step);
    },
  });
  const broken = progress?.verdict?.ok === false ? progress.verdict.at : null;
  return (
    <div className={style.verify}>
      <output className={style.verdict} data-ok={progress?.verdict?.ok}>
        {verify.error
          ? refusalOf(verify.error).message
          : verdictWords(progress, verify.isPending, journal ?? { verifiedAt: null, problem: null })}
      </output>
      {broken === null ? null : <Press onPress={() => props.onShow(broken)}>Show entry {broken}</Press>}
      <Press refusedBecause={verify.isPending ? 'The chain is being verified.' : null} onPress={() => verify.mutate()}>
        {verify.isPending ? 'Verifying' : 'Verify'}
      </Press>
    </div>
  );
}

function verdictWords(
  progress: JournalProgress | null,
  pending: boolean,
  before: { verifiedAt: number | null; problem: string | null },
): string {
  const verdict = progress?.verdict;
  if (verdict?.ok) return `Unbroken: ${verdict.entries.toLocaleString('en')} entries verified`;
  if (verdict) return verdict.problem ?? `Broken at entry ${verdict.at}`;
  if (pending) {
    const { checked, of } = progress ?? { checked: 0, of: 0 };
    return of === 0 ? 'Verifying' : `${checked.toLocaleString('en')} of ${of.toLocaleString('en')} entries verified`;
  }
  if (before.problem !== null) return before.problem;
  return before.verifiedAt === null ? 'Not verified yet' : `Last verified ${timeOfDay(before.verifiedAt)}`;
}
