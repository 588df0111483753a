import { type RefObject, useCallback, useEffect, useMemo } from 'react';
import { useLocation } from 'wouter';
import { needsPerson } from '../../shared/model/need.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { type Desk, useDesk } from '../desk/use-desk.ts';
import { cardIn, focusCard, isInView } from '../live/card-in-view.ts';
import { DeskDialogs } from '../proposal/dialogs/desk-dialogs.tsx';
import { ProposalCard } from '../proposal/proposal-card.tsx';
import { whyNotApprove, whyNotEdit, whyNotReject, whyNotUndo } from '../proposal/why-not.ts';
import { Press } from '../ui/press.tsx';
import { SectionLabel } from '../ui/states.tsx';
import { recordPath } from './record-path.ts';
import style from './records.module.css';

const whyNot = { approve: whyNotApprove, edit: whyNotEdit, reject: whyNotReject, undo: whyNotUndo };

type RecordCardsProps = {
  proposals: readonly Proposal[];
  /** The one that was made last: it is chosen as soon as it is there. */
  made: string | null;
  /** Scrolls the cards. */
  box: RefObject<HTMLElement | null>;
};

/** The proposals of this place, decided here by the same keys as everywhere. Answers with the desk they are decided at. */
export function RecordCards(props: RecordCardsProps) {
  const { proposals, box } = props;
  const [, navigate] = useLocation();
  const byId = useMemo(() => new Map(proposals.map((each) => [each.id, each])), [proposals]);
  const wanted = useMemo(() => proposals.filter(needsPerson).map((each) => each.id), [proposals]);
  const find = useCallback((id: string) => byId.get(id), [byId]);
  const desk = useDesk({
    wanted,
    find,
    growsAtEnd: true,
    whyNot,
    isOnScreen: (id) => isInView(box.current, cardIn(box.current, id)),
    bringIntoView: (id) => focusCard(cardIn(box.current, id)),
    open: (of) => cardIn(box.current, of.id)?.querySelector<HTMLElement>('button:not([aria-disabled])')?.focus(),
  });
  useMade(props.made, desk, box);

  const standing = desk.order.shown.flatMap((id) => byId.get(id) ?? []);
  const settled = proposals.filter((each) => !desk.order.shown.includes(each.id)).toReversed();
  const card = (of: Proposal) => (
    <div key={of.id}>
      <ProposalCard
        of={of}
        selected={of.id === desk.order.selected}
        callLive={false}
        candidates={[]}
        actions={desk}
        others={proposals}
        onSelect={standing.includes(of) ? () => desk.choose(of.id) : undefined}
        onSeeCall={of.call === null ? undefined : () => navigate(`/live/${encodeURIComponent(of.call ?? '')}/${of.id}`)}
      />
      <OpenIt of={of} />
    </div>
  );
  return (
    <>
      {standing.length > 0 ? (
        <>
          <SectionLabel count={wanted.length}>To countersign</SectionLabel>
          <div className={style.cards}>{standing.map(card)}</div>
        </>
      ) : null}
      {settled.length > 0 ? (
        <>
          <SectionLabel count={settled.length}>Decided just now</SectionLabel>
          <div className={style.cards}>{settled.map(card)}</div>
        </>
      ) : null}
      <DeskDialogs desk={desk} find={find} />
    </>
  );
}

/** What was made by a create can be looked at at once. */
function OpenIt(props: { of: Proposal }) {
  const [, navigate] = useLocation();
  const { of } = props;
  if (of.operation !== 'create' || of.record !== null || of.status.state !== 'written') return null;
  const { record } = of.status.result;
  return (
    <div className={style.openIt}>
      <Press onPress={() => navigate(recordPath(of.org, record.object, record.id))}>Open {record.name}</Press>
    </div>
  );
}

/** A card that was asked for a moment ago is what the next key is meant for. */
function useMade(made: string | null, desk: Desk, box: RefObject<HTMLElement | null>): void {
  const { choose } = desk;
  const standing = made !== null && desk.order.shown.includes(made);
  useEffect(() => {
    if (!standing || made === null) return;
    choose(made);
    focusCard(cardIn(box.current, made));
  }, [standing, made, choose, box]);
}
