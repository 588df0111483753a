import { UnstyledButton } from '@mantine/core';
import { useRef } from 'react';
import { changedElsewhere, type DiffRow, diffProposal } from '../../../shared/model/diff.ts';
import { type FieldValue, sameFieldValue } from '../../../shared/model/field-value.ts';
import { isWaiting, type Proposal } from '../../../shared/model/proposal.ts';
import type { Choice } from '../../desk/choices.ts';
import { useDecisions } from '../../desk/decisions.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { ageInWords } from '../../ui/times.ts';
import { useNow } from '../../ui/use-now.tsx';
import { useDescribe } from '../editing/use-describe.ts';
import { useChoiceKeys } from '../use-choice-keys.ts';
import { ChangeView } from './change-view.tsx';
import { SupportView } from './support-view.tsx';
import style from './three-way-view.module.css';
import { type FieldPlace, ValueView } from './value-view.tsx';

const longLength = 36;

/** A record that changed while somebody was deciding: as it was then, as it is now, and what is proposed. */
export function ThreeWayView(props: { of: Proposal; selected?: boolean }) {
  const { of, selected = false } = props;
  const { describe } = useDescribe(of.object);
  const rows = diffProposal(of);
  const elsewhere = changedElsewhere(of);
  const box = useRef<HTMLDivElement>(null);
  const offers = useOffers(of, rows);
  useChoiceKeys(selected, offers, { box, choose: ({ turn }) => turn() });
  const hintOf = (field: string) => {
    const at = offers.findIndex(({ id }) => id === field);
    return selected && at >= 0 && at < 9 ? String(at + 1) : null;
  };
  return (
    <div ref={box} className={style.threeWayScroll}>
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
            <Touched key={row.field} of={of} row={row} hint={hintOf(row.field)} />
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

type Offer = { id: string; turn: () => void };

/** The fields in which a person chooses between theirs and ours; a number key turns each from one to the other. */
function useOffers(of: Proposal, rows: readonly DiffRow[]): Offer[] {
  const decisions = useDecisions();
  return rows.flatMap((row) => {
    const sides = sidesOf(of, row, decisions.choice(of, row.field));
    if (!sides) return [];
    const turn = () => decisions.take(of, row.field, sides.kept ? sides.ours : row.current);
    return [{ id: row.field, turn }];
  });
}

/** What either side of a collision would leave in the record, and whether theirs is kept; null where nothing collides. */
function sidesOf(of: Proposal, row: DiffRow, choice: Choice | null): { ours: FieldValue; kept: boolean } | null {
  const kept = choice !== null && sameFieldValue(choice.value, row.current);
  // An undo puts back all of it, or nothing.
  if (!isWaiting(of) || of.undoes || !(row.conflict || kept)) return null;
  return { ours: kept ? choice.insteadOf : row.proposed, kept };
}

function Touched(props: { of: Proposal; row: DiffRow; hint: string | null }) {
  const { of, row, hint } = props;
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
          <Stages of={of} row={row} place={place} hint={hint} />
        </td>
      </tr>
    );
  }
  return (
    <>
      <tr data-conflict={row.conflict || undefined}>
        {head}
        <td>
          <ValueView place={place} value={row.base} />
        </td>
        <td>
          {moved ? <Now of={of} place={place} value={row.current} /> : <span className={style.same}>same</span>}
          <Whose of={of} row={row} whose="theirs" hint={hint} />
        </td>
        <td>
          <Ours of={of} row={row} place={place} />
          <Whose of={of} row={row} whose="ours" hint={hint} />
        </td>
      </tr>
      {/* What stands behind a value needs more room than a third of the card. */}
      <tr className={style.support} data-conflict={row.conflict || undefined}>
        <td />
        <td colSpan={3}>
          <SupportView of={of} row={row} place={place} />
        </td>
      </tr>
    </>
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

type WhoseProps = {
  of: Proposal;
  row: DiffRow;
  whose: 'theirs' | 'ours';
  /** The key that turns to the other one. */
  hint: string | null;
};

/** Where somebody else changed the same field: under each of the two values, the button that takes it. */
function Whose(props: WhoseProps) {
  const { of, row, whose } = props;
  const decisions = useDecisions();
  const sides = sidesOf(of, row, decisions.choice(of, row.field));
  if (!sides) return null;
  const pressed = sides.kept === (whose === 'theirs');
  const hint = pressed ? null : props.hint;
  return (
    <UnstyledButton
      className={style.whose}
      aria-pressed={pressed}
      aria-keyshortcuts={hint ?? undefined}
      onClick={() => decisions.take(of, row.field, whose === 'theirs' ? row.current : sides.ours)}
    >
      {whose === 'theirs' ? 'Keep theirs' : 'Use ours'}
      <span className="sr-only"> for {row.label}</span>
      {hint ? <KeyHint>{hint}</KeyHint> : null}
    </UnstyledButton>
  );
}

function isLong(row: DiffRow): boolean {
  return [row.base, row.current, row.proposed].some((value) => String(value ?? '').length > longLength);
}

/** Long text would be three narrow columns: its stages stand below each other, the last marked word by word against now. */
function Stages(props: { of: Proposal; row: DiffRow; place: FieldPlace; hint: string | null }) {
  const { of, row, place, hint } = props;
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
        <Whose of={of} row={row} whose="theirs" hint={hint} />
      </dd>
      <dt>Proposed</dt>
      <dd>
        {row.change === 'unchanged' ? (
          <Ours of={of} row={row} place={place} />
        ) : (
          <ChangeView row={row} place={place} create={false} />
        )}
        <SupportView of={of} row={row} place={place} />
        <Whose of={of} row={row} whose="ours" hint={hint} />
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
