import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { OutcomeRow as Row } from '../../shared/contract/outcomes-contract.ts';
import { PickList, PickPlace } from '../ui/pick-list.tsx';
import { useKeptPlace } from '../ui/use-kept-place.ts';
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
  useKeptPlace(box, { list: rows, selected, rowHeight: rowHeightPx, placeIn });
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={style.list}>
      <PickList
        box={box}
        label="Calls that ended"
        active={selected === null ? null : `outcome-${selected}`}
        height={drawn.getTotalSize()}
        onPickAll={props.onPickAll}
      >
        {drawn.getVirtualItems().map((row) => {
          const of = rows[row.index];
          if (!of) return null;
          return (
            <PickPlace key={row.key} top={row.start}>
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
            </PickPlace>
          );
        })}
      </PickList>
    </div>
  );
}

function placeIn(rows: readonly Row[], selected: string): number {
  return rows.findIndex(({ call }) => call === selected);
}
