import { Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { BacktestCase, BacktestProgress } from '../../../shared/contract/rules-contract.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import type { RuleDraft } from '../../../shared/model/rule.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { dayAndTime } from '../../ui/times.ts';
import { useNow } from '../../ui/use-now.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { backtestWords } from './backtest-words.ts';
import style from './rules.module.css';

type Run = { told: BacktestProgress | null; problem: Problem | null; cancelled: boolean };

/** Runs a rule over the decisions already made, and lists those that it is at odds with. */
export function BacktestView(props: { draft: RuleDraft }) {
  const { client } = useConsole();
  const [started, start] = useState(0);
  const [run, setRun] = useState<Run>(nothing);
  const [stop, setStop] = useState<AbortController | null>(null);
  const asked = JSON.stringify(props.draft);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `started` runs it once more, and the draft is compared by what it says
  useEffect(() => {
    const abort = new AbortController();
    setStop(abort);
    setRun(nothing);
    const read = async () => {
      for await (const told of await client.rules.backtest(JSON.parse(asked), { signal: abort.signal })) {
        if (abort.signal.aborted) return;
        setRun({ ...nothing, told });
      }
    };
    read().catch((cause) => {
      if (!abort.signal.aborted) setRun({ ...nothing, problem: refusalOf(cause) });
    });
    return () => abort.abort();
  }, [client, asked, started]);

  const cancel = () => {
    stop?.abort();
    setRun((held) => ({ ...held, cancelled: true }));
  };
  const { told, problem, cancelled } = run;
  if (problem) return <Failed problem={problem} />;
  const running = !cancelled && !told?.finished;
  return (
    <div className={style.backtest} aria-live="polite" aria-busy={running}>
      {running ? (
        <div className={style.running}>
          <Progress
            className={style.progress}
            aria-label="Decisions looked at"
            value={told && told.total > 0 ? (told.done / told.total) * 100 : 0}
          />
          <span className={style.figures}>
            {told ? `${told.done.toLocaleString()} of ${told.total.toLocaleString()}` : 'Reading'}
          </span>
          <Press onPress={cancel}>Cancel</Press>
        </div>
      ) : null}
      {told && !running ? <p className={style.found}>{backtestWords(props.draft.effect, told)}</p> : null}
      {cancelled ? (
        <p className={style.quiet}>
          Cancelled{told ? ` after ${told.done.toLocaleString()} of ${told.total.toLocaleString()}` : ''}.{' '}
          <Press onPress={() => start(started + 1)}>Run it again</Press>
        </p>
      ) : null}
      {told && told.cases.length > 0 ? <Cases cases={told.cases} /> : null}
    </div>
  );
}

const nothing: Run = { told: null, problem: null, cancelled: false };

const kindWords = { approved: 'approved', edited: 'edited', rejected: 'rejected' } as const;

function Cases(props: { cases: readonly BacktestCase[] }) {
  const now = useNow();
  return (
    <ul className={style.cases} aria-label="Decisions it is at odds with">
      {props.cases.map((each) => (
        <li key={each.proposal}>
          {each.call ? (
            <Link to={`/live/${encodeURIComponent(each.call)}/${encodeURIComponent(each.proposal)}`}>
              {each.reference}
            </Link>
          ) : (
            each.reference
          )}{' '}
          {each.actionLabel} · {kindWords[each.kind]} by {each.by}, {dayAndTime(each.at, now)}
          {each.what ? (
            <>
              {' '}
              · <VisibleText text={each.what} />
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
