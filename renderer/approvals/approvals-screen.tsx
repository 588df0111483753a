import { TextInput, UnstyledButton } from '@mantine/core';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { ListedProposal } from '../../shared/contract/views.ts';
import { needsPerson } from '../../shared/model/need.ts';
import { orderOfNeed } from '../../shared/model/order-of-need.ts';
import { useOpenProposals, useStatus } from '../client/console-context.tsx';
import { useKeys } from '../desk/keys.tsx';
import { useDesk } from '../desk/use-desk.ts';
import { DeskDialogs } from '../proposal/desk-dialogs.tsx';
import { whyNotApprove, whyNotEdit, whyNotReject, whyNotUndo } from '../proposal/why-not.ts';
import { SearchIcon } from '../ui/icons.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useMinute } from '../ui/use-now.tsx';
import { ApprovalDetail, pathOf } from './approval-detail.tsx';
import { rowHeightPx } from './approval-row.tsx';
import style from './approvals.module.css';
import { ApprovalsList } from './approvals-list.tsx';
import { BulkPanel } from './bulk-panel.tsx';
import { type Filter, filters, holdsWords, passes } from './filters.ts';
import { revealed } from './keep-place.ts';
import { extended, nothingPicked, type Picked, pickedAll, toggled } from './picked.ts';

const whyNot = { approve: whyNotApprove, edit: whyNotEdit, reject: whyNotReject, undo: whyNotUndo };

/** Everything that waits across all calls, in order of need. */
export function ApprovalsScreen() {
  const open = useOpenProposals();
  if (open.problem && open.value.size === 0) return <Failed problem={open.problem} />;
  if (open.state === 'loading') return <Skeleton of="what waits" lines={10} />;
  return <WaitingDesk held={open.value} filling={open.state === 'filling'} />;
}

function WaitingDesk(props: { held: ReadonlyMap<string, ListedProposal>; filling: boolean }) {
  const { held } = props;
  const [filter, setFilter] = useState<Filter>('all');
  const [text, setText] = useState('');
  const search = useRef<HTMLInputElement>(null);
  useKeys({ search: () => search.current?.focus() });
  return (
    <div className={style.screen}>
      <h1 className="sr-only">Approvals</h1>
      <div className={style.left}>
        <div className={style.filters}>
          <FilterChips held={held} chosen={filter} onChoose={setFilter} />
          <FollowUpsLink />
          <TextInput
            ref={search}
            className={style.search}
            type="search"
            aria-label="Narrow by name, number, reference or value"
            placeholder="Narrow"
            leftSection={<SearchIcon size={14} />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </div>
        {/* Another filter is another list: its order is held anew. */}
        <FilteredDesk key={filter} held={held} filling={props.filling} filter={filter} text={text} />
      </div>
    </div>
  );
}

function FilterChips(props: {
  held: ReadonlyMap<string, ListedProposal>;
  chosen: Filter;
  onChoose: (filter: Filter) => void;
}) {
  const counts = useMemo(() => {
    const waiting = [...props.held.values()].filter((each) => needsPerson(each.proposal));
    return new Map(filters.map(({ filter }) => [filter, waiting.filter((each) => passes(filter, each)).length]));
  }, [props.held]);
  return (
    <fieldset className={style.chips}>
      <legend className="sr-only">Show</legend>
      {filters.map(({ filter, label }) => (
        <UnstyledButton
          key={filter}
          className={style.chip}
          aria-pressed={filter === props.chosen}
          onClick={() => props.onChoose(filter)}
        >
          {label} <span className={style.chipCount}>{counts.get(filter) ?? 0}</span>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}

/** What is owed to callers stands beside what waits. */
function FollowUpsLink() {
  const owed = useStatus().value?.followUps ?? 0;
  return (
    <Link to="/approvals/follow-ups" className={style.chipLink}>
      Follow-ups <span className={style.chipCount}>{owed}</span>
    </Link>
  );
}

function FilteredDesk(props: {
  held: ReadonlyMap<string, ListedProposal>;
  filling: boolean;
  filter: Filter;
  text: string;
}) {
  const { held, filter } = props;
  const text = useDeferredValue(props.text);
  const minute = useMinute();
  const [, navigate] = useLocation();
  const box = useRef<HTMLDivElement>(null);
  const wanted = useMemo(
    () =>
      orderOfNeed(
        [...held.values()].filter((each) => passes(filter, each) && holdsWords(each, text)),
        minute,
      ),
    [held, filter, text, minute],
  );
  const listed = useCallback((id: string) => held.get(id), [held]);
  const find = useCallback((id: string) => held.get(id)?.proposal, [held]);
  const at = (id: string) => desk.order.shown.indexOf(id);
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
  useKeys({
    pick: () => desk.order.selected !== null && pick(desk.order.selected, 'toggle'),
    'pick-next': pickOn(1),
    'pick-previous': pickOn(-1),
  });
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
          find={listed}
          picked={picked.ids}
          onPick={pick}
          onPickAll={() => setPicked(pickedAll(wanted))}
        />
      ) : (
        <Empty title={text || filter !== 'all' ? 'Nothing that waits fits.' : 'Nothing waits for you.'}>
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
