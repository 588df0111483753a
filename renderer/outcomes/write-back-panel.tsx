import { useCallback, useEffect, useMemo } from 'react';
import { useLocation } from 'wouter';
import type { WriteBack } from '../../shared/contract/outcomes-contract.ts';
import type { ListedProposal } from '../../shared/contract/views.ts';
import { pathOf } from '../approvals/approval-detail.tsx';
import { BulkPanel } from '../approvals/bulk-panel.tsx';
import { useOpenProposals } from '../client/console-context.tsx';
import { useKeys } from '../desk/keys.tsx';
import { useDesk } from '../desk/use-desk.ts';
import { DeskDialogs } from '../proposal/dialogs/desk-dialogs.tsx';
import { ProposalCard } from '../proposal/proposal-card.tsx';
import { whyNotApprove, whyNotEdit, whyNotReject, whyNotUndo } from '../proposal/why-not.ts';
import { Note } from '../ui/note.tsx';
import { Press } from '../ui/press.tsx';
import { SectionLabel, Skeleton } from '../ui/states.tsx';
import style from './outcome-panel.module.css';

const whyNot = { approve: whyNotApprove, edit: whyNotEdit, reject: whyNotReject, undo: whyNotUndo };
const leftOutShown = 20;

/** Logs that were proposed, to be approved one by one or together: nothing is written before. */
export function WriteBackPanel(props: { told: WriteBack; onClose: () => void }) {
  const { told, onClose } = props;
  const open = useOpenProposals().value;
  const listed = useMemo(
    () => told.proposed.flatMap(({ proposals }) => proposals.flatMap((id) => open.get(id) ?? [])),
    [told, open],
  );
  const wanted = told.proposed.reduce((sum, { proposals }) => sum + proposals.length, 0);
  const isReading = listed.length < wanted || listed.some(({ proposal }) => proposal.readiness.state === 'preparing');
  const single = told.proposed.length === 1;
  return (
    <section className={style.panel} aria-label="Write back" data-many={single ? undefined : true}>
      {told.leftOut.length > 0 ? <LeftOut told={told} /> : null}
      {wanted === 0 ? (
        <div className={style.presses}>
          <Close onClose={onClose} />
        </div>
      ) : null}
      {isReading && wanted > 0 && listed.length === 0 ? <Skeleton of="what will be written" lines={4} /> : null}
      {single && listed.length > 0 ? <Cards listed={listed} onClose={onClose} /> : null}
      {!single && listed.length > 0 ? <BulkPanel picked={listed} onClear={onClose} /> : null}
    </section>
  );
}

function LeftOut({ told }: { told: WriteBack }) {
  return (
    <Note tone="amber">
      {told.leftOut.length} not proposed:
      <ul>
        {told.leftOut.slice(0, leftOutShown).map(({ call, name, why }) => (
          <li key={call}>
            {name}: {why}
          </li>
        ))}
      </ul>
      {told.leftOut.length > leftOutShown ? `and ${told.leftOut.length - leftOutShown} more` : null}
    </Note>
  );
}

/** The log of one call and its recording, as cards: with their keys, as in Approvals. */
function Cards(props: { listed: readonly ListedProposal[]; onClose: () => void }) {
  const { listed, onClose } = props;
  const [, navigate] = useLocation();
  const wanted = useMemo(() => listed.map(({ proposal }) => proposal.id), [listed]);
  const find = useCallback((id: string) => listed.find(({ proposal }) => proposal.id === id)?.proposal, [listed]);
  const desk = useDesk({
    wanted,
    find,
    growsAtEnd: true,
    whyNot,
    isOnScreen: () => true,
    bringIntoView: () => {},
    open: (of) => of.call !== null && navigate(pathOf(of)),
  });
  useKeys({ leave: onClose });
  const waiting = listed.some(({ proposal }) => proposal.status.state === 'waiting');
  return (
    <>
      <SectionLabel>{waiting ? 'To countersign' : 'Written back'}</SectionLabel>
      {listed.map(({ proposal, callLive, clock }) => (
        <ProposalCard
          key={proposal.id}
          of={proposal}
          selected={desk.order.selected === proposal.id}
          callLive={callLive}
          clock={clock}
          candidates={[]}
          actions={desk}
          others={listed.map((each) => each.proposal)}
          onSeeCall={() => navigate(pathOf(proposal))}
        />
      ))}
      <div className={style.presses}>
        <Close onClose={onClose} />
      </div>
      <DeskDialogs desk={desk} find={find} />
    </>
  );
}

function Close({ onClose }: { onClose: () => void }) {
  useKeys({ leave: onClose });
  useEffect(() => {
    if (document.activeElement instanceof HTMLElement && document.activeElement.matches('textarea, input')) {
      document.activeElement.blur();
    }
  }, []);
  return (
    <Press tone="quiet" hint="Esc" onPress={onClose}>
      Back to the outcome
    </Press>
  );
}
