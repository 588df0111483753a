import { useState } from 'react';
import type { RunLine, RunState } from '../../shared/model/automation-run.ts';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './automations.module.css';
import { RunView } from './run-view.tsx';
import { useRuns } from './use-runs.ts';

const tones: Record<RunState, Tone> = {
  running: 'teal',
  waiting: 'quiet',
  deciding: 'amber',
  done: 'green',
  stopped: 'quiet',
  failed: 'red',
};

const stateWords: Record<RunState, string> = {
  running: 'running',
  waiting: 'waiting',
  deciding: 'to decide',
  done: 'done',
  stopped: 'ended early',
  failed: 'failed',
};

/** What ran, newest first: for which record, and where it stands or stopped and why. */
export function RunsList(props: { automation: string }) {
  const runs = useRuns(props.automation);
  const [open, setOpen] = useState<string | null>(null);
  if (runs.problem) return <Failed problem={runs.problem} />;
  if (!runs.value) return <Skeleton of="what ran" />;
  if (runs.value.length === 0)
    return (
      <Empty title="Nothing ran yet.">
        Each run stands here with its steps, for which record it was and where it stopped.
      </Empty>
    );
  return (
    <ul className={style.runs} aria-label="Runs">
      {runs.value.map((run) => (
        <RunRow
          key={run.id}
          run={run}
          open={open === run.id}
          onToggle={() => setOpen(open === run.id ? null : run.id)}
        />
      ))}
    </ul>
  );
}

function RunRow({ run, open, onToggle }: { run: RunLine; open: boolean; onToggle: () => void }) {
  const now = useNow();
  return (
    <li className={style.run}>
      <button type="button" className={style.runHead} aria-expanded={open} onClick={onToggle}>
        <span className={style.runAt}>{dayAndTime(run.startedAt, now)}</span>
        <Tag tone={tones[run.state]}>{stateWords[run.state]}</Tag>
        <strong>
          <VisibleText text={run.startedBy} />
        </strong>
        <span className={style.runTold}>
          {run.at ? `${run.at}: ` : ''}
          <VisibleText text={run.told} />
        </span>
      </button>
      {open ? <RunView id={run.id} /> : null}
    </li>
  );
}
