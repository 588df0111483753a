import type { WholeRecord } from '../../shared/contract/record-views.ts';
import { sameFieldValue } from '../../shared/model/field-value.ts';
import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import three from '../proposal/parts/three-way-view.module.css';
import { type FieldPlace, ValueView } from '../proposal/parts/value-view.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { compareThenNow, type ThenNow } from './compare-then-now.ts';
import style from './records.module.css';

type CompareTableProps = {
  of: Proposal;
  /** The record as it is now; null where it cannot be read. */
  whole: WholeRecord | null;
  object: ObjectDescribe | null;
};

const longLength = 36;

/** A record as it was when something was decided about it, what was decided, and the record now: field by field. */
export function CompareTable(props: CompareTableProps) {
  const { of, whole } = props;
  const now = useNow();
  const rows = compareThenNow(of, whole?.values ?? null);
  const shot = of.current ?? of.base;
  if (rows.length === 0) return <p className={style.unknown}>Nothing of the record was kept at that moment.</p>;
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
              <th scope="col">{decidedWord(of)}</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <CompareRow key={row.field} {...props} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function decidedWord(of: Proposal): string {
  return of.status.state === 'rejected' ? 'Not approved' : 'Decided';
}

type CompareRowProps = CompareTableProps & { row: ThenNow };

function CompareRow(props: CompareRowProps) {
  const { of, row } = props;
  const described = props.object?.fields.find((each) => each.name === row.field);
  const place = { object: of.object, field: row.field, type: row.type ?? described?.type ?? null };
  const head = (
    <th scope="row" title={row.field}>
      {row.label ?? described?.label ?? row.field}
      {row.changedSince ? <span className={three.inConflict}>changed since</span> : null}
    </th>
  );
  if (isLong(row)) {
    return (
      <tr data-conflict={row.changedSince || undefined}>
        {head}
        <td colSpan={3}>
          <dl className={three.stages}>
            <dt>Then</dt>
            <dd>
              <Then {...props} place={place} />
            </dd>
            <dt>{decidedWord(of)}</dt>
            <dd>
              <Decided {...props} place={place} />
            </dd>
            <dt>Now</dt>
            <dd>
              <Now {...props} place={place} />
            </dd>
          </dl>
        </td>
      </tr>
    );
  }
  return (
    <tr data-conflict={row.changedSince || undefined}>
      {head}
      <td>
        <Then {...props} place={place} />
      </td>
      <td>
        <Decided {...props} place={place} />
      </td>
      <td>
        <Now {...props} place={place} />
      </td>
    </tr>
  );
}

/** Long text would be three narrow columns: its stages stand below each other. */
function isLong(row: ThenNow): boolean {
  return [row.before, row.decided, row.now].some((value) => String(value ?? '').length > longLength);
}

type CellProps = CompareRowProps & { place: FieldPlace };

function Then(props: CellProps) {
  const { row, place } = props;
  if (row.before === undefined) return <span className={three.same}>–</span>;
  return <ValueView place={place} value={row.before} display={nameOf(props, row.before)} />;
}

function Decided(props: CellProps) {
  const { row, place, of } = props;
  if (row.decided === undefined) return <span className={three.same}>not touched</span>;
  const tone = of.status.state === 'written' ? 'new' : 'plain';
  return <ValueView place={place} value={row.decided} display={row.display} tone={tone} blank="cleared" />;
}

function Now(props: CellProps) {
  const { row, place, whole } = props;
  if (row.now === undefined) return <span className={three.same}>{whole === null ? 'gone' : 'not readable'}</span>;
  if (row.before !== undefined && sameFieldValue(row.before, row.now))
    return <span className={three.same}>as then</span>;
  if (row.decided !== undefined && sameFieldValue(row.decided, row.now) && isLong(row))
    return <span className={three.same}>as decided</span>;
  const tone = row.changedSince ? 'now' : 'plain';
  return <ValueView place={place} value={row.now} display={nameOf(props, row.now)} tone={tone} />;
}

/** What the record's lookups are called now serves for the same ids of then. */
function nameOf({ row, whole }: CellProps, value: ThenNow['now']): string | null {
  const pointed = whole?.lookups[row.field];
  return pointed && pointed.id === value ? pointed.name : null;
}
