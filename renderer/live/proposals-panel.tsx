import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import type { CallDoorsView } from '../../shared/contract/clock-view.ts';
import type { CallerCandidate } from '../../shared/model/caller-match.ts';
import { needsPerson } from '../../shared/model/need.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { OpenCall } from '../client/open-call.ts';
import { type Desk, useDesk } from '../desk/use-desk.ts';
import { DeskDialogs } from '../proposal/dialogs/desk-dialogs.tsx';
import { ProposalCard } from '../proposal/proposal-card.tsx';
import { whyNotApprove, whyNotEdit, whyNotReject, whyNotUndo } from '../proposal/why-not.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { Empty, SectionLabel } from '../ui/states.tsx';
import { cardIn, focusCard, isInView } from './card-in-view.ts';
import style from './live.module.css';

type ProposalsPanelProps = {
  proposals: readonly Proposal[];
  callLive: boolean;
  /** The caller's clock of each open proposal. */
  clocks: OpenCall['clocks'];
  /** The way to the call's agent; null while it is not known. */
  tellDoor: CallDoorsView['tell'] | null;
  candidates: readonly CallerCandidate[];
  /** A card asked for from elsewhere: a pin in the transcript, or Approvals. */
  asked: string | null;
  onShown: () => void;
  /** Something was proposed from a card: it is shown as soon as it is there. */
  onProposed: (proposal: string) => void;
};

const whyNot = { approve: whyNotApprove, edit: whyNotEdit, reject: whyNotReject, undo: whyNotUndo };

/** The proposals of one call: what is to be countersigned, and what became of the rest. */
export function ProposalsPanel(props: ProposalsPanelProps) {
  const { proposals, clocks } = props;
  const box = useRef<HTMLDivElement>(null);
  const byId = useMemo(() => new Map(proposals.map((each) => [each.id, each])), [proposals]);
  const wanted = useMemo(() => inOrder(proposals.filter(needsPerson), clocks), [proposals, clocks]);
  const find = useCallback((id: string) => byId.get(id), [byId]);
  const desk = useDesk({
    wanted,
    find,
    growsAtEnd: true,
    whyNot,
    isOnScreen: (id) => isInView(box.current, cardIn(box.current, id)),
    bringIntoView: (id) => focusCard(cardIn(box.current, id)),
    open: (of) => firstControl(cardIn(box.current, of.id)),
  });
  useArrivals(wanted, find);
  useFocusOnSelection(desk, box);
  useAsked(props, desk, box);

  const standing = desk.order.shown.flatMap((id) => byId.get(id) ?? []);
  const shown = new Set(desk.order.shown);
  const settled = proposals.filter((each) => !shown.has(each.id)).toReversed();
  const card = (of: Proposal) => (
    <ProposalCard
      key={of.id}
      of={of}
      selected={of.id === desk.order.selected}
      callLive={props.callLive}
      clock={clocks[of.id] ?? null}
      tellDoor={props.tellDoor}
      candidates={props.candidates}
      actions={desk}
      others={proposals}
      onProposed={props.onProposed}
      onSelect={shown.has(of.id) ? () => desk.choose(of.id) : undefined}
    />
  );
  return (
    <section className={style.proposals} aria-label="Proposals of this call">
      <div ref={box} className={style.proposalsScroll}>
        <SectionLabel count={wanted.length}>To countersign</SectionLabel>
        <div className={style.cards}>{standing.map(card)}</div>
        {standing.length === 0 ? (
          <Empty title="Nothing to countersign in this call.">
            What the agent asks for, and what the caller's words suggest, appears here.
          </Empty>
        ) : null}
        {settled.length > 0 ? (
          <>
            <SectionLabel count={settled.length}>Decided in this call</SectionLabel>
            <div className={style.cards}>{settled.map(card)}</div>
          </>
        ) : null}
      </div>
      <DeskDialogs desk={desk} find={find} />
    </section>
  );
}

/** What the agent is kept waiting for comes first, the one whose time ends first before the others; else as they came. */
function inOrder(proposals: readonly Proposal[], clocks: OpenCall['clocks']): string[] {
  const heldUntil = (of: Proposal) => clocks[of.id]?.heldUntil ?? Number.MAX_SAFE_INTEGER;
  return proposals.toSorted((a, b) => heldUntil(a) - heldUntil(b)).map((each) => each.id);
}

/** Tells of proposals that came in while the panel was open. */
function useArrivals(wanted: readonly string[], find: (id: string) => Proposal | undefined): void {
  const announce = useAnnounce();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set([...(before ?? []), ...wanted]);
    if (!before) return;
    const fresh = wanted.filter((id) => !before.has(id));
    const first = fresh[0] === undefined ? undefined : find(fresh[0]);
    if (fresh.length > 1) announce(`${fresh.length} new proposals to countersign`);
    else if (first) announce(`New proposal: ${first.actionLabel}${first.record ? `, ${first.record.name}` : ''}`);
  }, [wanted, find, announce]);
}

/** The focus goes with the selection, so that Enter never presses a button of a card already left. */
function useFocusOnSelection(desk: Desk, box: RefObject<HTMLDivElement | null>): void {
  const { selected } = desk.order;
  const asking = desk.dialog !== null;
  const before = useRef<string | null>(null);
  useEffect(() => {
    const initial = before.current === null;
    before.current = selected;
    // What the console selects when the panel opens is no reason to take the focus or to scroll.
    if (selected === null || initial || asking) return;
    const active = document.activeElement;
    const card = cardIn(box.current, selected);
    const free = active === null || active === document.body || box.current?.contains(active);
    if (card && free && !card.contains(active)) focusCard(card);
  }, [selected, asking, box]);
}

function useAsked(props: ProposalsPanelProps, desk: Desk, box: RefObject<HTMLDivElement | null>): void {
  const { asked, onShown } = props;
  const { choose } = desk;
  const found = props.proposals.find((each) => each.id === asked);
  const standing = asked !== null && desk.order.shown.includes(asked);
  // A card that is due is about to stand in the list: asked for before that, it could not be chosen.
  const present = found !== undefined && (standing || !needsPerson(found));
  useEffect(() => {
    if (!present || asked === null) return;
    if (standing) choose(asked);
    focusCard(cardIn(box.current, asked));
    onShown();
  }, [present, standing, asked, choose, onShown, box]);
}

function firstControl(card: HTMLElement | null): void {
  card?.querySelector<HTMLElement>('button:not([aria-disabled]), a[href], input')?.focus();
}
