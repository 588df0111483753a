import { sameFieldValue } from '../../shared/model/field-value.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { ValueView } from '../proposal/parts/value-view.tsx';
import style from './records.module.css';

/** A comment or a topic hangs on the record in view and is one of its own: there is nothing of this one to compare. */
export function OwnRecordView(props: { of: Proposal }) {
  const { of } = props;
  const written = of.status.state === 'written' ? of.status.result.fields : {};
  const told = of.values.filter(({ value }) => !sameFieldValue(value, null));
  return (
    <dl className={style.ownRecord}>
      {told.map(({ field, label, type, value, display }) => (
        <div key={field}>
          <dt title={field}>{label}</dt>
          <dd>
            <ValueView place={{ object: of.object, field, type }} value={written[field] ?? value} display={display} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
