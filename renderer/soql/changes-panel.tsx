import { useRef } from 'react';
import type { Proposal } from '../../shared/model/proposal.ts';
import { RecordCards } from '../records/record-cards.tsx';
import { EvidenceProvider } from '../transcript/evidence-pointer.tsx';
import style from './soql.module.css';

const noTime = () => null;

/** What was proposed for cells of this result, as the same cards as everywhere: decided here, before anything is sent. */
export function ChangesPanel(props: { proposals: readonly Proposal[]; made: string | null }) {
  const box = useRef<HTMLElement>(null);
  return (
    <EvidenceProvider timeOf={noTime}>
      <section ref={box} className={style.changes} aria-label="Proposed changes">
        <RecordCards proposals={props.proposals} made={props.made} box={box} />
      </section>
    </EvidenceProvider>
  );
}
