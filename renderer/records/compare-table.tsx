import type { WholeRecord } from '../../shared/contract/record-views.ts';
import { sameFieldValue } from '../../shared/model/field-value.ts';
import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import three from '../proposal/three-way-view.module.css';
import { type FieldPlace, ValueView } from '../proposal/value-view.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { compareThenNow, type ThenNow } from './compare-then-now.ts';
import style from './records.module.css';

type CompareTableProps = { of: Proposal; whole: WholeRecord | null; object: ObjectDescribe | null };

/** A record as it was when something was decided about it, what was decided, and the record now: field by field. */
export function CompareTable(props: CompareTableProps) {
  const { of, whole, object } = props;
  const now = useNow();
  const rows = compareThenNow(of, whole?.values ?? null);
  const shot = of.current ?? of.base;
  return (
    <div className={style.compare}>
      <p className={style.quiet}>
        {shot ? `As it was read ${dayAndTime(shot.readAt, now)}.` : 'There was no record before.'}{' '}
        {rows.length === 1 ? 'One field is' : `${rows.length} fields are`} known of that moment.
      </p>
      <div className={three.threeWayScroll}>
        <table className={three.threeWay}>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">Field</span>
              </th>
              <th scope="col">Then</th>
              <th scope="col">{of.status.state === 'rejected' ? 'Not approved' : 'Decided'}</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <CompareRow key={row.field} of={of} row={row} whole={whole} object={object} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function CompareRow(props: CompareTableProps & { row: ThenNow }) {
  const { of, row, whole } = props;
  const described = props.object?.fields.find((each) => each.name === row.field);
  const place = { object: of.object, field: row.field, type: row.type ?? described?.type ?? null };
  // What the record's own lookups are called now serves for the same ids of then.
  const nameOf = (value: ThenNow['now']) => {
    const pointed = whole?.lookups[row.field];
    return pointed && pointed.id === value ? pointed.name : null;
  };
  return (
    <tr data-conflict={row.changedSince || undefined}>
      <th scope="row" title={row.field}>
        {row.label ?? described?.label ?? row.field}
        {row.changedSince ? <span className={three.inConflict}>changed since</span> : null}
      </th>
      <td>
        {row.before === undefined ? (
          <span className={three.same}>–</span>
        ) : (
          <ValueView place={place} value={row.before} display={nameOf(row.before)} />
        )}
      </td>
      <td>
        <Decided row={row} place={place} written={of.status.state === 'written'} />
      </td>
      <td>
        <NowCell row={row} place={place} name={nameOf(row.now)} gone={whole === null} />
      </td>
    </tr>
  );
}

function Decided(props: { row: ThenNow; place: FieldPlace; written: boolean }) {
  const { row, place } = props;
  if (row.decided === undefined) return <span className={three.same}>not touched</span>;
  const tone = props.written ? 'new' : 'plain';
  return <ValueView place={place} value={row.decided} display={row.display} tone={tone} blank="cleared" />;
}

function NowCell(props: { row: ThenNow; place: FieldPlace; name: string | null; gone: boolean }) {
  const { row, place } = props;
  if (row.now === undefined) return <span className={three.same}>{props.gone ? 'gone' : 'not readable'}</span>;
  if (row.before !== undefined && sameFieldValue(row.before, row.now))
    return <span className={three.same}>as then</span>;
  const tone = row.changedSince ? 'now' : 'plain';
  return <ValueView place={place} value={row.now} display={props.name ?? row.display} tone={tone} />;
}
