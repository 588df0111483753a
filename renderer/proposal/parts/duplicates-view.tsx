import type { LikeRecord } from '../../../shared/model/like-record.ts';
import type { DuplicateMatch, Duplicates } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { useDecisions } from '../../desk/decisions.tsx';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { RecordLink } from '../record-link.tsx';
import style from './duplicates-view.module.css';
import { ValueView } from './value-view.tsx';

/** Records that are there already and look like the one to be made: a person may update one of them in its place. */
export function LikeView(props: { of: Proposal; like: readonly LikeRecord[]; onUpdate?: (record: string) => void }) {
  const { of, like, onUpdate } = props;
  const what = like.length === 1 ? 'A record looks' : `${like.length} records look`;
  return (
    <Note tone="amber">
      {what} like this new {of.objectLabel.toLowerCase()}.
      <DuplicatesView of={of} found={{ allowSave: false, matches: [...like] }} onUpdate={onUpdate} />
    </Note>
  );
}

/** The records a duplicate rule found, each beside what was to be written, and what can be done about them. */
export function DuplicatesView(props: { of: Proposal; found: Found; onUpdate?: (record: string) => void }) {
  const { of, found } = props;
  const decisions = useDecisions();
  const update = props.onUpdate ?? ((record: string) => void decisions.updateInstead(of, record));
  const busy = decisions.busy(of.id) ? 'Sent, waiting for the console.' : null;
  return (
    <div className={style.found}>
      <ul className={style.matches}>
        {found.matches.map((match) => (
          <li key={match.record.id} className={style.match}>
            <Match of={of} match={match} reasons={'reasons' in match ? match.reasons : []} />
            {of.operation === 'create' && match.record.object === of.object ? (
              <Press
                label={`Update this one instead: ${match.record.name}`}
                refusedBecause={busy}
                onPress={() => update(match.record.id)}
              >
                Update this one instead
              </Press>
            ) : null}
          </li>
        ))}
      </ul>
      {found.allowSave ? (
        <div className={style.anyway}>
          <Press tone="danger" refusedBecause={busy} onPress={() => void decisions.saveAnyway(of)}>
            Save anyway
          </Press>
          <span>Your org lets it be saved as one more record like these.</span>
        </div>
      ) : null}
    </div>
  );
}

/** What a duplicate rule found, or what looks alike before anything is sent. */
type Found = Omit<Duplicates, 'matches'> & { matches: (DuplicateMatch | LikeRecord)[] };

function Match(props: { of: Proposal; match: DuplicateMatch; reasons: readonly string[] }) {
  const { record, url, fields } = props.match;
  return (
    <>
      <p className={style.name}>
        <RecordLink url={url} name={record.name} />
        {record.detail ? (
          <span className={style.detail}>
            <VisibleText text={record.detail} />
          </span>
        ) : null}
        {record.object === props.of.object ? null : <span className={style.detail}>{record.object}</span>}
        {props.reasons.length > 0 ? <span className={style.detail}>{props.reasons.join(', ')}</span> : null}
      </p>
      <dl className={style.fields}>
        {fields.map(({ field, label, value }) => {
          const type = props.of.values.find((each) => each.field === field)?.type ?? null;
          return (
            <div key={field}>
              <dt>{label}</dt>
              <dd>
                <ValueView place={{ object: record.object, field, type }} value={value} />
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
