import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { ListedProposal } from '../../shared/contract/views.ts';
import { type DeskFilter, deskPath, readDeskFilter, wholeDesk } from '../../shared/model/desk-filter.ts';
import { needsPerson } from '../../shared/model/need.ts';
import { orderOfNeed } from '../../shared/model/order-of-need.ts';
import { useOpenProposals } from '../client/console-context.tsx';
import { useKeys } from '../desk/keys.tsx';
import { useDeciding } from '../desk/use-deciding.ts';
import { type Desk, useDesk } from '../desk/use-desk.ts';
import { DeskDialogs } from '../proposal/dialogs/desk-dialogs.tsx';
import { whyNotApprove, whyNotEdit, whyNotReject, whyNotUndo } from '../proposal/why-not.ts';
import { revealed } from '../ui/keep-place.ts';
import { useOrgs } from '../ui/org-context.tsx';
import { Press } from '../ui/press.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useMinute } from '../ui/use-now.tsx';
import { ApprovalDetail, pathOf } from './approval-detail.tsx';
import style from './approvals.module.css';
import { ApprovalsList } from './approvals-list.tsx';
import { BulkPanel } from './bulk-panel.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type Around, fits, grouped } from './filters.ts';
import { listEntries, neighbourGroup, rowHeightPx } from './list-entries.ts';
import { extended, nothingPicked, type Picked, pickedAll, toggled } from './picked.ts';

const whyNot = { approve: whyNotApprove, edit: whyNotEdit, reject: whyNotReject, undo: whyNotUndo };

/** Everything that waits across all calls, in order of need; `query` tells how it is narrowed. */
export function ApprovalsScreen(props: { query: string | null }) {
  const open = useOpenProposals();
  if (open.problem && open.value.size === 0) return <Failed problem={open.problem} />;
  if (open.state === 'loading') return <Skeleton of="what waits" lines={10} />;
  return <WaitingDesk held={open.value} filling={open.state === 'filling'} query={props.query ?? ''} />;
}

type WaitingDeskProps = { held: ReadonlyMap<string, ListedProposal>; filling: boolean; query: string };

function WaitingDesk(props: WaitingDeskProps) {
  const { held, query } = props;
  const [, navigate] = useLocation();
  // What is typed is shown at once; the address follows.
  const [filter, setFilter] = useState(() => readDeskFilter(query));
  const told = useRef(query);
  if (told.current !== query) {
    told.current = query;
    if (deskPath(readDeskFilter(query)) !== deskPath(filter)) setFilter(readDeskFilter(query));
  }
  const choose = (next: DeskFilter) => {
    setFilter(next);
    navigate(deskPath(next), { replace: true });
  };
  const minute = useMinute();
  const orgs = useOrgs();
  const { sensitive } = useDeciding().deciding;
  const around = useMemo(
    () => ({ now: minute, me: new Set(orgs.map(({ user }) => user.id)), sensitive }),
    [minute, orgs, sensitive],
  );
  const waiting = useMemo(() => [...held.values()].filter((each) => needsPerson(each.proposal)), [held]);
  return (
    <div className={style.screen}>
      <h1 className="sr-only">Approvals</h1>
      <div className={style.left}>
        <FilterBar waiting={waiting} around={around} filter={filter} onFilter={choose} />
        {/* Another filter is another list: its order is held anew. */}
        <FilteredDesk
          key={deskPath({ ...filter, text: '', card: undefined })}
          held={held}
          waiting={waiting}
          around={around}
          filling={props.filling}
          filter={filter}
        />
      </div>
    </div>
  );
}

type FilteredDeskProps = Omit<WaitingDeskProps, 'query'> & {
  waiting: readonly ListedProposal[];
  around: Around;
  filter: DeskFilter;
};

function FilteredDesk(props: FilteredDeskProps) {
  const { held, filter, waiting, around } = props;
  const text = useDeferredValue(filter.text);
  const [, navigate] = useLocation();
  const box = useRef<HTMLDivElement>(null);
  const whole = deskPath({ ...filter, text: '', card: undefined });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rest of the filter is told by its path
  const wanted = useMemo(() => {
    const fitting = waiting.filter((each) => fits({ ...filter, text }, each, around));
    return grouped(orderOfNeed(fitting, around.now, around.sensitive), filter.by, (id) => held.get(id));
  }, [waiting, whole, text, around]);
  const listed = useCallback((id: string) => held.get(id), [held]);
  const find = useCallback((id: string) => held.get(id)?.proposal, [held]);
  const at = (id: string) => list.at.get(id) ?? -1;
  const desk = useDesk({
    wanted,
    sought: text,
    find,
    growsAtEnd: false,
    filling: props.filling,
    whyNot,
    isOnScreen: (id) => isRowInView(box.current, at(id)),
    bringIntoView: (id) => showRow(box.current, at(id)),
    open: (of) => of.call !== null && navigate(pathOf(of)),
  });
  const list = useMemo(() => listEntries(desk.order.shown, filter.by, listed), [desk.order.shown, filter.by, listed]);
  useSought(filter.card ?? null, desk, wanted);
  const [picked, setPicked] = useState<Picked>(nothingPicked);
  const pickedRows = useMemo(() => [...picked.ids].flatMap((id) => held.get(id) ?? []), [picked, held]);
  const shownIds = desk.order.shown;
  const pick = useCallback(
    (id: string, how: 'toggle' | 'extend') =>
      setPicked((before) => (how === 'toggle' ? toggled(before, id) : extended(before, shownIds, id))),
    [shownIds],
  );
  const clear = () => {
    setPicked(nothingPicked);
    desk.letIn();
  };
  const pickOn = (by: 1 | -1) => () => {
    const from = desk.order.selected;
    const to = shownIds[shownIds.indexOf(from ?? '') + by];
    if (from === null || to === undefined) return;
    setPicked((before) => extended(before.ids.size > 0 ? before : toggled(before, from), shownIds, to));
    desk.step(by);
  };
  const toGroup = (step: 1 | -1) => () => {
    const first = neighbourGroup(list, desk.order.selected, step);
    if (first !== null) desk.choose(first);
  };
  useKeys({
    pick: () => desk.order.selected !== null && pick(desk.order.selected, 'toggle'),
    'pick-next': pickOn(1),
    'pick-previous': pickOn(-1),
    'next-call': toGroup(1),
    'previous-call': toGroup(-1),
  });
  const narrowed = whole !== deskPath(wholeDesk) || text !== '';
  const selected = desk.order.selected === null ? undefined : held.get(desk.order.selected);
  const decided = desk.justDecided === null ? undefined : held.get(desk.justDecided);
  return (
    <>
      <div className={style.columns} aria-hidden="true">
        <span>Clock</span>
        <span>Action</span>
        <span>Change</span>
        <span className={style.from}>From</span>
        <span />
      </div>
      {desk.order.shown.length > 0 ? (
        <ApprovalsList
          desk={desk}
          box={box}
          list={list}
          find={listed}
          picked={picked.ids}
          onPick={pick}
          onPickAll={(ids = wanted) => setPicked(pickedAll(ids))}
        />
      ) : (
        <Empty
          title={narrowed ? 'Nothing that waits fits.' : 'Nothing waits for you.'}
          actions={narrowed ? <Press onPress={() => navigate(deskPath(wholeDesk))}>Everything again</Press> : null}
        >
          What agents ask for, and what callers' words suggest, appears here from every call, most urgent first.
        </Empty>
      )}
      <section className={style.detail} aria-label="The chosen proposal">
        {pickedRows.length > 0 ? <BulkPanel picked={pickedRows} onClear={clear} /> : null}
        {selected && pickedRows.length === 0 ? (
          <ApprovalDetail key={selected.proposal.id} listed={selected} desk={desk} />
        ) : null}
        {decided && decided !== selected && pickedRows.length === 0 ? (
          <ApprovalDetail key={decided.proposal.id} listed={decided} desk={desk} decided />
        ) : null}
      </section>
      <DeskDialogs desk={desk} find={find} />
    </>
  );
}

/** A card asked for from elsewhere is chosen as soon as it is there. */
function useSought(card: string | null, desk: Desk, wanted: readonly string[]): void {
  const done = useRef<string | null>(null);
  const there = card !== null && wanted.includes(card);
  useEffect(() => {
    if (!there || done.current === card) return;
    done.current = card;
    desk.show(card);
  });
}

function isRowInView(list: HTMLElement | null, index: number): boolean {
  if (!list || index < 0) return false;
  const top = index * rowHeightPx;
  return top >= list.scrollTop - 1 && top + rowHeightPx <= list.scrollTop + list.clientHeight + 1;
}

function showRow(list: HTMLElement | null, index: number): void {
  if (!list) return;
  list.scrollTop = revealed({
    scrollTop: list.scrollTop,
    height: list.clientHeight,
    rowHeight: rowHeightPx,
    after: index,
  });
}
