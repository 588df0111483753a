import { useRef } from 'react';
import { needsPerson } from '../../shared/model/need.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { RecordCards } from '../records/record-cards.tsx';
import { EvidenceProvider } from '../transcript/evidence-pointer.tsx';
import { Press } from '../ui/press.tsx';
import style from './soql.module.css';

type ChangesPanelProps = { proposals: readonly Proposal[]; made: string | null; onClose: () => void };

const noTime = () => null;

/** What was proposed for cells of this result, as the same cards as everywhere: decided here, before anything is sent. */
export function ChangesPanel(props: ChangesPanelProps) {
  const box = useRef<HTMLElement>(null);
  const isDone = !props.proposals.some(needsPerson);
  return (
    <EvidenceProvider timeOf={noTime}>
      <section ref={box} className={style.changes} aria-label="Proposed changes">
        <RecordCards proposals={props.proposals} made={props.made} box={box} />
        {isDone ? (
          <div className={style.changesEnd}>
            <Press onPress={props.onClose}>Close</Press>
          </div>
        ) : null}
      </section>
    </EvidenceProvider>
  );
}
