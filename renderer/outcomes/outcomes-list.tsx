import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { OutcomeRow as Row } from '../../shared/contract/outcomes-contract.ts';
import { keepPlace } from '../approvals/keep-place.ts';
import { useMinute } from '../ui/use-now.tsx';
import { OutcomeRow, rowHeightPx } from './outcome-row.tsx';
import style from './outcomes.module.css';

const rowsBeyondView = 8;

type OutcomesListProps = {
  rows: readonly Row[];
  selected: string | null;
  picked: ReadonlySet<string>;
  onChoose: (call: string) => void;
  onPick: (call: string, how: 'toggle' | 'extend') => void;
  onPickAll: () => void;
};

/** Calls that ended, the newest first; the chosen row keeps its place on the screen. */
export function OutcomesList(props: OutcomesListProps) {
  const { rows, selected } = props;
  const box = useRef<HTMLDivElement>(null);
  const now = useMinute();
  const drawn = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeightPx,
    overscan: rowsBeyondView,
    getItemKey: (index) => rows[index]?.call ?? index,
  });
  useKeptPlace(box, rows, selected);
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div
      ref={box}
      className={style.list}
      role="listbox"
      aria-label="Calls that ended"
      aria-activedescendant={selected === null ? undefined : `outcome-${selected}`}
      aria-multiselectable
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key.toLowerCase() !== 'a' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
        event.preventDefault();
        props.onPickAll();
      }}
    >
      <div role="presentation" className={style.rows} style={{ height: drawn.getTotalSize() }}>
        {drawn.getVirtualItems().map((row) => {
          const of = rows[row.index];
          if (!of) return null;
          return (
            <div
              key={row.key}
              role="presentation"
              className={style.place}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <OutcomeRow
                of={of}
                selected={of.call === selected}
                picked={props.picked.has(of.call)}
                index={row.index}
                count={rows.length}
                now={now}
                onChoose={props.onChoose}
                onPick={props.onPick}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** When calls end or pass out of the filter, the list scrolls so that the chosen row stays where the eye is. */
function useKeptPlace(box: RefObject<HTMLDivElement | null>, rows: readonly Row[], selected: string | null): void {
  const before = useRef({ rows, selected });
  useLayoutEffect(() => {
    const element = box.current;
    const held = before.current;
    before.current = { rows, selected };
    if (!element || selected === null) return;
    const placeIn = (list: readonly Row[]) => list.findIndex(({ call }) => call === selected);
    element.scrollTop = keepPlace({
      scrollTop: element.scrollTop,
      height: element.clientHeight,
      rowHeight: rowHeightPx,
      before: placeIn(held.rows),
      after: placeIn(rows),
      moved: held.selected !== selected,
    });
  }, [box, rows, selected]);
}
