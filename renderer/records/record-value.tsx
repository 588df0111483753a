import { Link } from 'wouter';
import type { WholeRecord } from '../../shared/contract/record-views.ts';
import type { FieldDescribe } from '../../shared/model/object-describe.ts';
import { ValueView } from '../proposal/parts/value-view.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { recordPath } from './record-path.ts';
import style from './records.module.css';

type RecordValueProps = {
  org: string;
  of: Pick<WholeRecord, 'record' | 'values' | 'lookups'>;
  field: FieldDescribe;
};

/** A field's value; what a lookup points to is a way to that record. */
export function RecordValue(props: RecordValueProps) {
  const { field, of } = props;
  const pointed = of.lookups[field.name];
  if (pointed) {
    return (
      <>
        <Link className={style.pointed} href={recordPath(props.org, pointed.object, pointed.id)} title={pointed.id}>
          <VisibleText text={pointed.name} />
        </Link>{' '}
        <span className={style.pointedObject}>{pointed.object}</span>
      </>
    );
  }
  const value = of.values[field.name] ?? null;
  // The org was asked for the names of all: what has none here may not be seen.
  if (field.type === 'reference' && value !== null) return <span className="mono">{String(value)}</span>;
  const place = { object: of.record.object, field: field.name, type: field.type };
  return <ValueView place={place} value={value} />;
}
