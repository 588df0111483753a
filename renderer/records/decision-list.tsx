import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { WholeRecord } from '../../shared/contract/record-views.ts';
import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { deciderName, stateTone, stateWord } from '../proposal/status-words.ts';
import { UnfoldIcon } from '../ui/icons.tsx';
import { SectionLabel } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { CompareTable } from './compare-table.tsx';
import { OwnRecordView } from './own-record-view.tsx';
import style from './records.module.css';

type DecisionListProps = {
  decisions: readonly Proposal[];
  /** The record as it is now; null where it cannot be read. */
  whole: WholeRecord | null;
  object: ObjectDescribe | null;
};

/** What was decided about this record here; each can be unfolded into the record as it was then beside now. */
export function DecisionList(props: DecisionListProps) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section aria-label="Compare with an earlier decision">
      <SectionLabel count={props.decisions.length}>Compare with an earlier decision</SectionLabel>
      <ul className={style.decisions}>
        {props.decisions.map((of) => (
          <li key={of.id}>
            <DecisionRow of={of} open={of.id === open} onToggle={() => setOpen(of.id === open ? null : of.id)} />
            {of.id === open ? <Unfolded {...props} of={of} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Unfolded({ of, whole, object }: DecisionListProps & { of: Proposal }) {
  const isOwn = object !== null && object.name !== of.object;
  return isOwn ? <OwnRecordView of={of} /> : <CompareTable of={of} whole={whole} object={object} />;
}

function DecisionRow(props: { of: Proposal; open: boolean; onToggle: () => void }) {
  const { of } = props;
  const now = useNow();
  const decision = 'decision' in of.status ? of.status.decision : null;
  return (
    <UnstyledButton className={style.decision} aria-expanded={props.open} onClick={props.onToggle}>
      <UnfoldIcon size={14} />
      <span className={style.decisionWords}>
        <strong>{of.actionLabel}</strong>{' '}
        <span className={style.quiet}>
          {decision ? `${deciderName(decision.by)}, ${dayAndTime(decision.at, now)} · ` : ''}
          {of.reference}
        </span>
      </span>
      <Tag tone={stateTone(of)}>{stateWord(of)}</Tag>
    </UnstyledButton>
  );
}
