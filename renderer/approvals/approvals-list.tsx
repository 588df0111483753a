import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { ListedProposal } from '../../shared/contract/views.ts';
import type { Desk } from '../desk/use-desk.ts';
import { NewPill } from '../ui/states.tsx';
import { ApprovalRow, rowHeightPx } from './approval-row.tsx';
import style from './approvals.module.css';
import { keepPlace } from './keep-place.ts';

type ApprovalsListProps = {
  desk: Desk;
  box: RefObject<HTMLDivElement | null>;
  find: (id: string) => ListedProposal | undefined;
  picked: ReadonlySet<string>;
  onPick: (id: string, how: 'toggle' | 'extend') => void;
  onPickAll: () => void;
};

const rowsBeyondView = 8;

/** Everything that waits, in order of need; the chosen row keeps its place on the screen. */
export function ApprovalsList(props: ApprovalsListProps) {
  const { desk, box, find } = props;
  const { shown, selected } = desk.order;
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeightPx,
    overscan: rowsBeyondView,
    getItemKey: (index) => shown[index] ?? index,
  });
  useKeptPlace(box, shown, selected);
  useListFocus(box, desk);
  return (
    <div className={style.listFrame}>
      {desk.fresh > 0 ? (
        <NewPill at="top" onPress={desk.letIn}>
          {desk.fresh} new
        </NewPill>
      ) : null}
      <div
        ref={box}
        className={style.list}
        role="listbox"
        aria-label="Proposals waiting"
        aria-activedescendant={selected === null ? undefined : `row-${selected}`}
        aria-multiselectable
        tabIndex={0}
        onKeyDown={(event) => {
          if (event.key.toLowerCase() !== 'a' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
          event.preventDefault();
          props.onPickAll();
        }}
      >
        <div role="presentation" className={style.rows} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const listed = find(shown[row.index] ?? '');
            if (!listed) return null;
            return (
              <div
                key={row.key}
                role="presentation"
                className={style.place}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <ApprovalRow
                  listed={listed}
                  selected={listed.proposal.id === selected}
                  index={row.index}
                  count={shown.length}
                  onChoose={desk.choose}
                  picked={props.picked.has(listed.proposal.id)}
                  onPick={props.onPick}
                />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** When rows come in or change places, the list scrolls so that the chosen row stays where the eye is. */
function useKeptPlace(box: RefObject<HTMLDivElement | null>, shown: readonly string[], selected: string | null): void {
  const before = useRef({ shown, selected });
  useLayoutEffect(() => {
    const element = box.current;
    const held = before.current;
    before.current = { shown, selected };
    if (!element || selected === null) return;
    element.scrollTop = keepPlace({
      scrollTop: element.scrollTop,
      height: element.clientHeight,
      rowHeight: rowHeightPx,
      before: held.shown.indexOf(selected),
      after: shown.indexOf(selected),
      moved: held.selected !== selected,
    });
  }, [box, shown, selected]);
}

/** The list has the focus unless the person put it elsewhere; a dialog that closes gives it back. */
function useListFocus(box: RefObject<HTMLDivElement | null>, desk: Desk): void {
  const asking = desk.dialog !== null;
  const { selected } = desk.order;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the card of a decided proposal takes the focus with it when it goes
  useEffect(() => {
    if (!asking && document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, [box, asking, selected]);
}
