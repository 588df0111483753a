import { sameFieldValue } from '../../../shared/model/field-value.ts';
import { otherSide } from '../../../shared/model/other-side.ts';
import { isOutbound } from '../../../shared/model/outbound.ts';
import type { Decision, Proposal, WriteResult } from '../../../shared/model/proposal.ts';
import { Note } from '../../ui/note.tsx';
import { dayAndTime } from '../../ui/times.ts';
import { useNow } from '../../ui/use-now.tsx';
import { useDescribe } from '../editing/use-describe.ts';
import style from '../proposal-card.module.css';
import { RecordLink } from '../record-link.tsx';
import { deciderName } from '../status-words.ts';
import { RowsView } from './rows-view.tsx';
import { ValueView } from './value-view.tsx';

/** What was really written, as it was read back, and where it can be seen. */
export function WrittenView(props: { of: Proposal; decision: Decision; result: WriteResult }) {
  const { of, decision, result } = props;
  const now = useNow();
  const { describe } = useDescribe(of.object);
  return (
    <>
      <Note tone="green">
        {resultWord(of, result)} {dayAndTime(result.at, now)},{' '}
        {decision.kind === 'edited' ? 'edited and approved' : 'approved'}
        {decision.saveAnyway ? ' past the duplicate rule' : ''} by {decision.first ? `${decision.first.name} and ` : ''}
        {deciderName(decision.by)}. <RecordLink url={result.url} name={result.record.name || result.record.id} />
        {isOutbound(of) && result.record.id !== '' ? <>, there known as {result.record.id}</> : null}
      </Note>
      {result.rows ? <RowsView object={of.object} rows={result.rows} /> : null}
      <dl className={style.rows}>
        {Object.entries(result.fields).map(([field, value]) => {
          const proposed = of.values.find((each) => each.field === field);
          const described = describe?.fields.find((each) => each.name === field);
          const place = { object: of.object, field, type: proposed?.type ?? described?.type ?? null };
          const differs = proposed !== undefined && !sameFieldValue(proposed.value, value);
          return (
            <div key={field} className={style.row}>
              <dt title={field}>{proposed?.label ?? described?.label ?? field}</dt>
              <dd>
                <ValueView
                  place={place}
                  value={value}
                  display={differs ? null : proposed?.display}
                  tone="new"
                  blank={proposed ? 'cleared' : 'blank'}
                />
                {differs ? <StoredOtherwise of={of} field={field} /> : null}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

function resultWord(of: Proposal, result: WriteResult): string {
  if (isOutbound(of)) return result.settled ? `Found at ${otherSide(of)}` : `Taken by ${otherSide(of)}`;
  if (of.operation === 'read') return 'Read';
  return result.settled ? 'Found written' : 'Written';
}

function StoredOtherwise(props: { of: Proposal; field: string }) {
  const approved = props.of.values.find((each) => each.field === props.field);
  if (!approved) return null;
  return (
    <div className={style.look}>
      <span>
        Approved was{' '}
        <ValueView
          place={{ object: props.of.object, field: props.field, type: approved.type }}
          value={approved.value}
          display={approved.display}
        />
        ; Salesforce stored it otherwise.
      </span>
    </div>
  );
}
