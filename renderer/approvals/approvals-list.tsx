import { UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { ListedProposal } from '../../shared/contract/views.ts';
import type { Desk } from '../desk/use-desk.ts';
import { NewPill } from '../ui/states.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { ApprovalRow } from './approval-row.tsx';
import style from './approvals.module.css';
import { keepPlace } from './keep-place.ts';
import { headHeightPx, type ListEntries, rowHeightPx } from './list-entries.ts';

type ApprovalsListProps = {
  desk: Desk;
  box: RefObject<HTMLDivElement | null>;
  list: ListEntries;
  find: (id: string) => ListedProposal | undefined;
  picked: ReadonlySet<string>;
  onPick: (id: string, how: 'toggle' | 'extend') => void;
  onPickAll: (ids?: readonly string[]) => void;
};

const rowsBeyondView = 8;

/** Everything that waits, in order of need; the chosen row keeps its place on the screen. */
export function ApprovalsList(props: ApprovalsListProps) {
  const { desk, box, find, list } = props;
  const { entries } = list;
  const { shown, selected } = desk.order;
  // The same functions as long as the list is the same: others would have every line measured anew with every frame.
  const estimateSize = useCallback((index: number) => (isHead(list, index) ? headHeightPx : rowHeightPx), [list]);
  const getItemKey = useCallback((index: number) => keyOf(list, index), [list]);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => box.current,
    estimateSize,
    overscan: rowsBeyondView,
    getItemKey,
  });
  useKeptPlace(box, list, selected);
  useListFocus(box, desk);
  return (
    <div className={style.listFrame}>
      {desk.fresh > 0 ? (
        <NewPill at="above" onPress={desk.letIn}>
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
            const entry = entries[row.index];
            const place = { className: style.place, style: { transform: `translateY(${row.start}px)` } };
            if (!entry) return null;
            if ('head' in entry) {
              return (
                <div key={row.key} role="presentation" {...place}>
                  <div className={style.groupHead} role="presentation">
                    <VisibleText text={entry.label} />
                    <span className={style.chipCount}>{entry.ids.length}</span>
                    <UnstyledButton
                      className={style.groupPick}
                      tabIndex={-1}
                      onPointerDown={(event) => event.preventDefault()}
                      onClick={() => props.onPickAll(entry.ids)}
                    >
                      Pick all
                    </UnstyledButton>
                  </div>
                </div>
              );
            }
            const listed = find(entry.id);
            if (!listed) return null;
            return (
              <div key={row.key} role="presentation" {...place}>
                <ApprovalRow
                  listed={listed}
                  selected={entry.id === selected}
                  index={entry.index}
                  count={shown.length}
                  onChoose={desk.choose}
                  picked={props.picked.has(entry.id)}
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

function isHead({ entries }: ListEntries, index: number): boolean {
  const entry = entries[index];
  return entry !== undefined && 'head' in entry;
}

function keyOf({ entries }: ListEntries, index: number): string | number {
  const entry = entries[index];
  if (!entry) return index;
  return 'head' in entry ? `head ${entry.head}` : entry.id;
}

/** When rows come in or change places, the list scrolls so that the chosen row stays where the eye is. */
function useKeptPlace(box: RefObject<HTMLDivElement | null>, list: ListEntries, selected: string | null): void {
  const before = useRef({ list, selected });
  useLayoutEffect(() => {
    const element = box.current;
    const held = before.current;
    before.current = { list, selected };
    if (!element || selected === null) return;
    element.scrollTop = keepPlace({
      scrollTop: element.scrollTop,
      height: element.clientHeight,
      rowHeight: rowHeightPx,
      before: held.list.at.get(selected) ?? -1,
      after: list.at.get(selected) ?? -1,
      moved: held.selected !== selected,
    });
  }, [box, list, selected]);
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
