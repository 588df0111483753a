import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import { type AutomationRun, isOver, type StepRecord } from '../../shared/model/automation-run.ts';
import { cardPath } from '../../shared/model/desk-filter.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { journalAbout } from '../journal/journal-address.ts';
import { recordPath } from '../records/record-path.ts';
import { Press } from '../ui/press.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import style from './automations.module.css';
import { StepOutcome } from './step-outcome.tsx';
import { useRun } from './use-runs.ts';

/** A run with its steps, as it goes on; where it stopped it is taken up again. */
export function RunView(props: { id: string }) {
  const { value: run, problem } = useRun(props.id);
  if (problem) return <Failed problem={problem} />;
  return run ? <OpenRun run={run} /> : <Skeleton of="the run" lines={3} />;
}

function OpenRun({ run }: { run: AutomationRun }) {
  const { query } = useConsole();
  const retry = useMutation(query.automations.runs.retry.mutationOptions());
  const stop = useMutation(query.automations.runs.stop.mutationOptions());
  const error = retry.error ?? stop.error;
  const canRetry = run.state === 'failed' || run.state === 'stopped';
  return (
    <div className={style.runBody}>
      {run.record ? (
        <p>
          For <Link to={recordPath(run.org, run.record.object, run.record.id)}>{run.record.name}</Link>, version{' '}
          {run.version}
        </p>
      ) : null}
      {error ? <Failed problem={refusalOf(error)} /> : null}
      <ol className={style.taken} aria-label="Steps taken">
        {run.steps.map((step, index) => (
          <StepOutcome
            key={step.key}
            number={index + 1}
            step={step}
            actions={
              <>
                <ProposalLink step={step} call={run.call} />
                {canRetry ? (
                  <Press
                    tone="quiet"
                    label={`Retry from ${step.label}`}
                    onPress={() => retry.mutate({ id: run.id, step: step.key })}
                  >
                    Retry from here
                  </Press>
                ) : null}
              </>
            }
          />
        ))}
      </ol>
      <div className={style.row}>
        {run.state === 'failed' && run.steps.length > 0 ? (
          <Press tone="primary" onPress={() => retry.mutate({ id: run.id, step: null })}>
            Retry from where it stopped
          </Press>
        ) : null}
        {isOver(run.state) ? null : <Press onPress={() => stop.mutate({ id: run.id })}>End this run</Press>}
      </div>
    </div>
  );
}

/** To the card while something can be done on it, else to what the journal tells of it. */
function ProposalLink({ step, call }: { step: StepRecord; call: string | null }) {
  const { proposal: id, reference } = step;
  if (id === null) return null;
  const isOpen = step.state === 'deciding' || step.state === 'failed';
  const to = call !== null || isOpen || reference === null ? cardPath({ id, call }) : journalAbout(reference);
  return <Link to={to}>{reference ?? 'Its proposal'}</Link>;
}
