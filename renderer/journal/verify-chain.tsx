import { useMutation } from '@tanstack/react-query';
import { useConsole, useStatus } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { Press } from '../ui/press.tsx';
import { timeOfDay } from '../ui/times.ts';
import style from './journal.module.css';

/** Verifies the chain on demand and says what was found. */
export function VerifyChain() {
  const { query } = useConsole();
  const verify = useMutation(query.journal.verify.mutationOptions());
  const journal = useStatus().value?.journal;
  return (
    <div className={style.verify}>
      <output className={style.verdict} data-ok={verify.data?.ok}>
        <Verdict
          verdict={verify.data ?? null}
          refused={verify.error ? refusalOf(verify.error).message : null}
          verifiedAt={journal?.verifiedAt ?? null}
        />
      </output>
      <Press
        refusedBecause={verify.isPending ? 'The chain is being verified.' : null}
        onPress={() => verify.mutate(undefined)}
      >
        {verify.isPending ? 'Verifying' : 'Verify'}
      </Press>
    </div>
  );
}

type VerdictProps = {
  verdict: { ok: boolean; entries: number; problem: string | null; at: number | null } | null;
  refused: string | null;
  verifiedAt: number | null;
};

function Verdict(props: VerdictProps) {
  const { verdict, refused, verifiedAt } = props;
  if (refused) return <>{refused}</>;
  if (verdict?.ok) return <>Unbroken: {verdict.entries.toLocaleString()} entries verified</>;
  if (verdict) return <>{verdict.problem ?? `Broken at entry ${verdict.at}`}</>;
  return verifiedAt === null ? <>Not verified yet</> : <>Last verified {timeOfDay(verifiedAt)}</>;
}
