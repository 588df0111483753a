import type { DryRunReport } from '../../shared/contract/automations-contract.ts';
import type { StepRecord } from '../../shared/model/automation-run.ts';
import { Tag, type Tone } from '../ui/tag.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './automations.module.css';
import { BeforeAfter } from './before-after.tsx';

type StepOutcomeProps = {
  number: number;
  step: Pick<StepRecord, 'key' | 'kind' | 'label' | 'state' | 'input' | 'output' | 'told'>;
  diff?: DryRunReport['steps'][number]['diff'];
  actions?: React.ReactNode;
};

const tones: Record<StepRecord['state'], Tone> = {
  running: 'teal',
  waiting: 'amber',
  deciding: 'amber',
  done: 'green',
  skipped: 'quiet',
  stopped: 'amber',
  failed: 'red',
};

const stateWords: Record<StepRecord['state'], string> = {
  running: 'at work',
  waiting: 'waiting',
  deciding: 'waits for a decision',
  done: 'done',
  skipped: 'skipped',
  stopped: 'stopped here',
  failed: 'failed',
};

/** What one step took in, what came of it, and what it said. */
export function StepOutcome({ number, step, diff, actions }: StepOutcomeProps) {
  return (
    <li className={style.outcome}>
      <div className={style.outcomeHead}>
        <span className={style.number} aria-hidden="true">
          {number}
        </span>
        <strong>
          <VisibleText text={step.label} />
        </strong>
        <Tag tone={tones[step.state]}>{stateWords[step.state]}</Tag>
        {actions}
      </div>
      <p className={style.outcomeTold}>
        <VisibleText text={step.told} />
      </p>
      {diff && diff.length > 0 ? <BeforeAfter columns={['Field', 'Now', 'Would be']} rows={diff} /> : null}
      <div className={style.inOut}>
        <Values title="In" of={step.input} open={diff !== undefined} />
        {step.output ? <Values title="Out" of={step.output} open={diff !== undefined} /> : null}
      </div>
    </li>
  );
}

function Values({ title, of, open }: { title: string; of: Record<string, unknown>; open: boolean }) {
  const entries = Object.entries(of).filter(([, value]) => value !== null && value !== '');
  if (entries.length === 0) return null;
  return (
    <details className={style.values} open={open}>
      <summary>
        {title}: {entries.map(([name]) => name).join(', ')}
      </summary>
      <dl>
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <VisibleText text={typeof value === 'string' ? value : JSON.stringify(value, null, 1)} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
