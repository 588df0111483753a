import { UnstyledButton } from '@mantine/core';
import { changedElsewhere, type DiffRow, diffProposal } from '../../shared/model/diff.ts';
import { type FieldValue, sameFieldValue } from '../../shared/model/field-value.ts';
import { isWaiting, type Proposal } from '../../shared/model/proposal.ts';
import { useDecisions } from '../desk/decisions.tsx';
import { ageInWords } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { ChangeView } from './change-view.tsx';

import { SupportView } from './support-view.tsx';
import style from './three-way-view.module.css';
import { useDescribe } from './use-describe.ts';
import { type FieldPlace, ValueView } from './value-view.tsx';

const longLength = 36;

/** A record that changed while somebody was deciding: as it was then, as it is now, and what is proposed. */
export function ThreeWayView(props: { of: Proposal }) {
  const { of } = props;
  const { describe } = useDescribe(of.object);
  const rows = diffProposal(of);
  const elsewhere = changedElsewhere(of);
  return (
    <div className={style.threeWayScroll}>
      <table className={style.threeWay}>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">Field</span>
            </th>
            <th scope="col">Then</th>
            <th scope="col">Now in Salesforce</th>
            <th scope="col">Proposed</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Touched key={row.field} of={of} row={row} />
          ))}
          {elsewhere.map((field) => (
            <Untouched
              key={field}
              of={of}
              place={{
                object: of.object,
                field,
                type: describe?.fields.find((each) => each.name === field)?.type ?? null,
              }}
              label={describe?.fields.find((each) => each.name === field)?.label ?? field}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Touched(props: { of: Proposal; row: DiffRow }) {
  const { of, row } = props;
  const place = { object: of.object, field: row.field, type: row.type };
  const moved = !sameFieldValue(row.base, row.current);
  const head = (
    <th scope="row" title={row.field}>
      {row.label}
      {row.conflict ? <span className={style.inConflict}>in conflict</span> : null}
    </th>
  );
  if (isLong(row)) {
    return (
      <tr data-conflict={row.conflict || undefined}>
        {head}
        <td colSpan={3}>
          <Stages of={of} row={row} place={place} />
        </td>
      </tr>
    );
  }
  return (
    <tr data-conflict={row.conflict || undefined}>
      {head}
      <td>
        <ValueView place={place} value={row.base} />
      </td>
      <td>
        {moved ? <Now of={of} place={place} value={row.current} /> : <span className={style.same}>same</span>}
        <Whose of={of} row={row} whose="theirs" />
      </td>
      <td>
        <Ours of={of} row={row} place={place} />
        <SupportView of={of} row={row} place={place} />
        <Whose of={of} row={row} whose="ours" />
      </td>
    </tr>
  );
}

function Ours(props: { of: Proposal; row: DiffRow; place: FieldPlace }) {
  const { row, place } = props;
  const choice = useDecisions().choice(props.of, row.field);
  if (row.change !== 'unchanged') {
    return <ValueView place={place} value={row.proposed} display={row.value.display} tone="new" blank="cleared" />;
  }
  if (!choice) return <span className={style.same}>same as now</span>;
  return (
    <>
      <ValueView place={place} value={choice.insteadOf} blank="cleared" />
      <div className={style.by}>not written: theirs is kept</div>
    </>
  );
}

type WhoseProps = { of: Proposal; row: DiffRow; whose: 'theirs' | 'ours' };

/** Where somebody else changed the same field: under each of the two values, the button that takes it. */
function Whose(props: WhoseProps) {
  const { of, row, whose } = props;
  const decisions = useDecisions();
  const choice = decisions.choice(of, row.field);
  const kept = choice !== null && sameFieldValue(choice.value, row.current);
  // An undo puts back all of it, or nothing.
  if (!isWaiting(of) || of.undoes || !(row.conflict || kept)) return null;
  const ours = kept ? choice.insteadOf : row.proposed;
  return (
    <UnstyledButton
      className={style.whose}
      aria-pressed={kept === (whose === 'theirs')}
      onClick={() => decisions.take(of, row.field, whose === 'theirs' ? row.current : ours)}
    >
      {whose === 'theirs' ? 'Keep theirs' : 'Use ours'}
    </UnstyledButton>
  );
}

function isLong(row: DiffRow): boolean {
  return [row.base, row.current, row.proposed].some((value) => String(value ?? '').length > longLength);
}

/** Long text would be three narrow columns: its stages stand below each other, the last marked word by word against now. */
function Stages(props: { of: Proposal; row: DiffRow; place: FieldPlace }) {
  const { of, row, place } = props;
  return (
    <dl className={style.stages}>
      <dt>Then</dt>
      <dd>
        <ValueView place={place} value={row.base} />
      </dd>
      <dt>Now</dt>
      <dd>
        {sameFieldValue(row.base, row.current) ? (
          <span className={style.same}>same</span>
        ) : (
          <Now of={of} place={place} value={row.current} />
        )}
        <Whose of={of} row={row} whose="theirs" />
      </dd>
      <dt>Proposed</dt>
      <dd>
        {row.change === 'unchanged' ? (
          <Ours of={of} row={row} place={place} />
        ) : (
          <ChangeView row={row} place={place} create={false} />
        )}
        <SupportView of={of} row={row} place={place} />
        <Whose of={of} row={row} whose="ours" />
      </dd>
    </dl>
  );
}

function Untouched(props: { of: Proposal; place: FieldPlace; label: string }) {
  const { of, place } = props;
  return (
    <tr>
      <th scope="row" title={place.field}>
        {props.label}
      </th>
      <td>
        <ValueView place={place} value={of.base?.fields[place.field] ?? null} />
      </td>
      <td>
        <Now of={of} place={place} value={of.current?.fields[place.field] ?? null} />
      </td>
      <td>
        <span className={style.same}>not touched</span>
      </td>
    </tr>
  );
}

function Now(props: { of: Proposal; place: FieldPlace; value: FieldValue }) {
  const now = useNow();
  const { current } = props.of;
  const changedAt = current?.modifiedAt
    ? Date.parse(current.modifiedAt.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
    : Number.NaN;
  return (
    <>
      <ValueView place={props.place} value={props.value} tone="now" />
      {current?.modifiedBy ? (
        <div className={style.by}>
          {current.modifiedBy}
          {Number.isNaN(changedAt) ? '' : `, ${ageInWords(now - changedAt)} ago`}
        </div>
      ) : null}
    </>
  );
}
