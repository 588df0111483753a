import { UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect } from 'react';
import type { ListedProposal } from '../../shared/contract/views.ts';
import type { Desk } from '../desk/use-desk.ts';
import { PickList, PickPlace } from '../ui/pick-list.tsx';
import { NewPill } from '../ui/states.tsx';
import { useKeptPlace } from '../ui/use-kept-place.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import { ApprovalRow } from './approval-row.tsx';
import style from './approvals.module.css';
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
  useKeptPlace(box, { list, selected, rowHeight: rowHeightPx, placeIn });
  useListFocus(box, desk);
  return (
    <div className={style.listFrame}>
      {desk.fresh > 0 ? (
        <NewPill at="above" onPress={desk.letIn}>
          {desk.fresh} new
        </NewPill>
      ) : null}
      <PickList
        box={box}
        label="Proposals waiting"
        active={selected === null ? null : `row-${selected}`}
        height={rows.getTotalSize()}
        onPickAll={() => props.onPickAll()}
      >
        {rows.getVirtualItems().map((row) => {
          const entry = entries[row.index];
          if (!entry) return null;
          if ('head' in entry) {
            return (
              <PickPlace key={row.key} top={row.start}>
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
              </PickPlace>
            );
          }
          const listed = find(entry.id);
          if (!listed) return null;
          return (
            <PickPlace key={row.key} top={row.start}>
              <ApprovalRow
                listed={listed}
                selected={entry.id === selected}
                index={entry.index}
                count={shown.length}
                onChoose={desk.choose}
                picked={props.picked.has(entry.id)}
                onPick={props.onPick}
              />
            </PickPlace>
          );
        })}
      </PickList>
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

function placeIn({ at }: ListEntries, id: string): number {
  return at.get(id) ?? -1;
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
