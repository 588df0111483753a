import { NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type RunLine, type RunState, runState } from '../../shared/model/automation-run.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { Press } from '../ui/press.tsx';
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

/** Runs that a list shows before older ones are asked for. */
const pageSize = 100;

/** What ran, newest first: for which record, and where it stands or stopped and why. */
export function RunsList(props: { automation: string }) {
  const [state, setState] = useState<RunState | null>(null);
  return (
    <div className={style.ran}>
      <NativeSelect
        className={style.narrow}
        aria-label="Which runs"
        data={[
          { value: '', label: 'All runs' },
          ...runState.options.map((value) => ({ value, label: stateWords[value] })),
        ]}
        value={state ?? ''}
        onChange={(event) => setState(runState.safeParse(event.currentTarget.value).data ?? null)}
      />
      <Runs key={state} automation={props.automation} state={state} />
    </div>
  );
}

function Runs({ automation, state }: { automation: string; state: RunState | null }) {
  const { query } = useConsole();
  const runs = useRuns(automation, state);
  const [open, setOpen] = useState<string | null>(null);
  const [older, setOlder] = useState<readonly RunLine[]>([]);
  const more = useMutation(
    query.automations.runs.list.mutationOptions({ onSuccess: (page) => setOlder([...older, ...page.runs]) }),
  );
  if (runs.problem) return <Failed problem={runs.problem} />;
  if (!runs.value) return <Skeleton of="what ran" />;
  if (runs.value.length === 0)
    return (
      <Empty title={state === null ? 'Nothing ran yet.' : 'There is no such run.'}>
        Each run stands here with its steps, for which record it was and where it stopped.
      </Empty>
    );
  const live = new Set(runs.value.map(({ id }) => id));
  const shown = [...runs.value, ...older.filter(({ id }) => !live.has(id))];
  const last = shown.at(-1);
  const isAll = more.data ? !more.data.more : runs.value.length < pageSize;
  return (
    <>
      <ul className={style.runs} aria-label="Runs">
        {shown.map((run) => (
          <RunRow
            key={run.id}
            run={run}
            open={open === run.id}
            onToggle={() => setOpen(open === run.id ? null : run.id)}
          />
        ))}
      </ul>
      {more.error ? <Failed problem={refusalOf(more.error)} /> : null}
      {isAll || !last ? null : (
        <Press onPress={() => more.mutate({ automation, state, before: last })}>Show older runs</Press>
      )}
    </>
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
