import type { BulkLine } from '../../shared/contract/bulk-contract.ts';
import { Note } from '../ui/note.tsx';
import { Press } from '../ui/press.tsx';
import { SectionLabel } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import style from './bulk.module.css';
import type { BulkRun } from './use-bulk.ts';

type BulkOutcomeProps = { run: BulkRun; onStop: () => void; onConfirm: () => void; onClose: () => void };

const words: Record<BulkLine['outcome'], string> = {
  approved: 'approved',
  rejected: 'rejected',
  'left-out': 'left out',
};

/** How far a decision about many is, and a line for each; what was left out first. */
export function BulkOutcome(props: BulkOutcomeProps) {
  const { run } = props;
  const lines = run.lines.toSorted((a, b) => Number(b.outcome === 'left-out') - Number(a.outcome === 'left-out'));
  const left = lines.filter(({ outcome }) => outcome === 'left-out').length;
  return (
    <div className={style.panel} aria-busy={run.state === 'running'}>
      <SectionLabel>Deciding together</SectionLabel>
      <progress className={style.progress} max={run.total} value={run.done} aria-label="Decided" />
      <p role="status">
        {run.lines.length - left} of {run.total} decided{left > 0 ? `, ${left} left out` : ''}
        {run.state === 'over' && run.done < run.total ? '. Stopped; the rest waits.' : '.'}
      </p>
      {run.problem ? <Refused {...props} /> : null}
      <div className={style.presses}>
        {run.state === 'running' ? (
          <Press onPress={props.onStop}>Stop</Press>
        ) : (
          <Press onPress={props.onClose}>Done</Press>
        )}
      </div>
      <ul className={style.lines}>
        {lines.slice(0, 200).map(({ proposal, reference, outcome, why }) => (
          <li key={proposal}>
            <Tag tone={outcome === 'left-out' ? 'amber' : 'quiet'}>{words[outcome]}</Tag> {reference}
            {why ? `: ${why}` : ''}
          </li>
        ))}
        {lines.length > 200 ? <li>and {lines.length - 200} more; the journal has all of them</li> : null}
      </ul>
    </div>
  );
}

function Refused({ run, onConfirm }: BulkOutcomeProps) {
  const toConfirm = run.problem?.code === 'confirm-production';
  const tooSoon = run.problem?.code === 'pace';
  return (
    <div role="alert">
      <Note
        tone={toConfirm || tooSoon ? 'amber' : 'red'}
        actions={
          toConfirm || tooSoon ? (
            <Press tone={tooSoon ? 'primary' : 'danger'} hint={tooSoon ? '⇧A' : null} onPress={onConfirm}>
              {tooSoon ? 'Approve once more' : 'Yes, write to production'}
            </Press>
          ) : null
        }
      >
        {run.problem?.message}
      </Note>
    </div>
  );
}
