import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { type DiffRow, diffProposal } from '../../../shared/model/diff.ts';
import { otherSide } from '../../../shared/model/other-side.ts';
import { isOutbound } from '../../../shared/model/outbound.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { UnfoldIcon } from '../../ui/icons.tsx';
import { refusedFields } from '../editing/edit-fields.ts';
import style from '../proposal-card.module.css';
import { ChangeView } from './change-view.tsx';
import { DeletionView } from './deletion-view.tsx';
import { SupportView } from './support-view.tsx';
import { ValueView } from './value-view.tsx';

/** A proposal field by field; what would not change is folded into one line. */
export function DiffView(props: { of: Proposal }) {
  const { of } = props;
  if (of.operation === 'delete') return <DeletionView of={of} />;
  const rows = diffProposal(of);
  const changing = of.operation === 'update' ? rows.filter((row) => row.change !== 'unchanged') : rows;
  const unchanged = of.operation === 'update' ? rows.filter((row) => row.change === 'unchanged') : [];
  const refused = refusedFields(of);
  return (
    <dl className={style.rows}>
      {changing.map((row) => (
        <FieldRow key={row.field} of={of} row={row} refused={refused.get(row.field) ?? null} />
      ))}
      {unchanged.length > 0 ? <Unchanged of={of} rows={unchanged} /> : null}
    </dl>
  );
}

/** Nothing stood there before. */
function isNew(of: Proposal): boolean {
  return of.operation === 'create' || isOutbound(of) || of.base === null;
}

function FieldRow(props: { of: Proposal; row: DiffRow; refused: string | null }) {
  const { of, row } = props;
  const place = { object: of.object, field: row.field, type: row.type };
  return (
    <div className={style.row} data-brief={isBrief(row) || undefined} data-refused={props.refused ? true : undefined}>
      <dt title={row.field}>{row.label}</dt>
      <dd>
        {/* Before the record is known there is nothing to compare with: the field is not blank, only unread. */}
        <ChangeView row={row} place={place} create={isNew(of)} />
        <SupportView of={of} row={row} place={place} />
        {props.refused ? (
          <div className={style.refusedField}>
            {otherSide(of)}: {props.refused}
          </div>
        ) : null}
      </dd>
    </div>
  );
}

/** Nothing was said for it: what stands behind it is a few words. */
function isBrief({ value }: DiffRow): boolean {
  return value.evidence === null && value.alternatives.length === 0 && value.invalid === null;
}

function Unchanged(props: { of: Proposal; rows: readonly DiffRow[] }) {
  const [open, setOpen] = useState(false);
  const { rows, of } = props;
  return (
    <div className={style.row}>
      <dt>Unchanged</dt>
      <dd>
        <UnstyledButton className={style.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          <UnfoldIcon size={12} />
          {rows.map((row) => row.label).join(', ')}
        </UnstyledButton>
        {open ? (
          <ul className={style.folded}>
            {rows.map((row) => (
              <li key={row.field}>
                <span>{row.label} </span>
                <ValueView
                  place={{ object: of.object, field: row.field, type: row.type }}
                  value={row.current}
                  display={row.value.display}
                />
                <SupportView of={of} row={row} place={{ object: of.object, field: row.field, type: row.type }} />
              </li>
            ))}
          </ul>
        ) : null}
      </dd>
    </div>
  );
}
