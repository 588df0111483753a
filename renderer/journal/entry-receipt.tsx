import type { JournalReceipt } from '../../shared/model/journal-receipt.ts';
import { RecordLink } from '../proposal/record-link.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './journal.module.css';

/** How it was decided, and what Salesforce answered: only what is known. */
export function EntryReceipt(props: { receipt: JournalReceipt }) {
  const { decidedAfter, decision, onScreenMs, rule, attempt, record } = props.receipt;
  return (
    <dl className={style.other}>
      {decision === null ? null : (
        <div>
          <dt>Decided by</dt>
          <dd>
            <VisibleText text={decidedBy(decision)} />
          </dd>
        </div>
      )}
      {decidedAfter === null ? null : (
        <div>
          <dt>Time to decide</dt>
          <dd>{exactly(decidedAfter)}</dd>
        </div>
      )}
      {onScreenMs === null ? null : (
        <div>
          <dt>Time on screen</dt>
          <dd>
            {exactly(onScreenMs)}
            {decision?.hurried ? ', quicker than it can be read, and asked for once more' : ''}
          </dd>
        </div>
      )}
      {rule === null ? null : (
        <div>
          <dt>Rule</dt>
          <dd>
            <VisibleText text={rule} />
          </dd>
        </div>
      )}
      {attempt === null ? null : (
        <div>
          <dt>Attempt</dt>
          <dd>
            {attempt.number} ({attempt.id})
          </dd>
        </div>
      )}
      {record === null ? null : (
        <div>
          <dt>Salesforce answered</dt>
          <dd>
            <RecordLink url={record.url} name={record.id} /> {new Date(record.at).toISOString()}
            {record.settled ? ', found by looking after the answer was lost' : ''}
          </dd>
        </div>
      )}
    </dl>
  );
}

function decidedBy({ by, first, revision, signedIn }: NonNullable<JournalReceipt['decision']>): string {
  const how = signedIn ? ', signed in for it' : '';
  return `${first === null ? by : `${first} and ${by}`}${how}, who saw revision ${revision}`;
}

/** As exact as it matters: tenths while it was quick. */
function exactly(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
