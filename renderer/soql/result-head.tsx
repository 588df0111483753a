import { Progress } from '@mantine/core';
import { mostResultRows } from '../../shared/contract/soql-contract.ts';
import { Press } from '../ui/press.tsx';
import { useNow } from '../ui/use-now.tsx';
import { rowsInWords } from './cell-text.ts';
import { ExportCsv } from './export-csv.tsx';
import style from './soql.module.css';
import { useSoqlSession, useSoqlState } from './soql-context.tsx';
import type { SoqlResult, SoqlState } from './soql-session.ts';

/** How much of a result is here, how far the reading is, and what can be done with it. */
export function ResultHead() {
  const session = useSoqlSession();
  const state = useSoqlState();
  const { result, running } = state;
  const all = () => session.more(mostResultRows);
  return (
    <div className={style.resultHead}>
      <output className={style.resultWords}>{running ? null : <StandingWords state={state} />}</output>
      {running ? <RunningWords running={running} held={result?.rows.length ?? 0} /> : null}
      <span className={style.gap} />
      {running ? <Press onPress={session.cancel}>Cancel</Press> : null}
      {result && !running && result.next !== null ? (
        <Press onPress={() => void all()}>
          Load {result.total > mostResultRows ? `up to ${mostResultRows.toLocaleString('en')}` : 'all'}
        </Press>
      ) : null}
      {result && !running && result.rows.length > 0 ? <ExportCsv result={result} onLoadAll={all} /> : null}
    </div>
  );
}

function StandingWords(props: { state: SoqlState }) {
  const { result, cancelled, problem } = props.state;
  if (!result) return cancelled ? <>Cancelled.</> : null;
  const isOld = problem !== null || cancelled;
  return (
    <>
      {cancelled ? 'Cancelled. ' : ''}
      {isOld && !cancelled ? 'From before: ' : ''}
      {countOf(result)}
      {result.next === null && result.rows.length < result.total
        ? `. No more than ${mostResultRows.toLocaleString('en')} are held here; narrow the query to see others`
        : ''}
      {` · ${tookInWords(result.tookMs)}`}
    </>
  );
}

function tookInWords(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function countOf({ rows, total }: SoqlResult): string {
  return rows.length === total ? rowsInWords(total) : `${rows.length.toLocaleString('en')} of ${rowsInWords(total)}`;
}

function RunningWords(props: { running: NonNullable<SoqlState['running']>; held: number }) {
  const { running, held } = props;
  const seconds = Math.max(0, Math.floor((useNow() - running.since) / 1000));
  const so = running.kind === 'new' ? running.read : held;
  const part = running.total ? Math.min(100, (so / running.total) * 100) : 0;
  return (
    <>
      <span className={style.resultWords}>
        {running.total === null
          ? `Waiting for Salesforce${seconds > 1 ? `, ${seconds} s` : ''}`
          : `${so.toLocaleString('en')} of ${rowsInWords(running.total)}`}
      </span>
      {running.total === null ? null : (
        <Progress
          className={style.progress}
          value={part}
          color="var(--teal)"
          size="sm"
          transitionDuration={0}
          aria-label="Rows read"
        />
      )}
    </>
  );
}
