import type { ReactNode, RefObject } from 'react';
import style from './pick-list.module.css';

type PickListProps = {
  box: RefObject<HTMLDivElement | null>;
  label: string;
  /** The id of the chosen row's element; null where none is chosen. */
  active: string | null;
  /** Of all rows together, drawn or not, in pixels. */
  height: number;
  onPickAll: () => void;
  children: ReactNode;
};

/** Rows of which one is chosen and any number is picked. The list has the focus and names its chosen row. */
export function PickList({ box, label, active, height, onPickAll, children }: PickListProps) {
  return (
    <div
      ref={box}
      className={style.list}
      role="listbox"
      aria-label={label}
      aria-activedescendant={active ?? undefined}
      aria-multiselectable
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key.toLowerCase() !== 'a' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
        event.preventDefault();
        onPickAll();
      }}
    >
      <div role="presentation" className={style.rows} style={{ height }}>
        {children}
      </div>
    </div>
  );
}

/** Where a row, or what stands between rows, is drawn. */
export function PickPlace(props: { top: number; children: ReactNode }) {
  return (
    <div role="presentation" className={style.place} style={{ transform: `translateY(${props.top}px)` }}>
      {props.children}
    </div>
  );
}

type PickRowProps = {
  /** Of its element. */
  id: string;
  className: string;
  /** What it is a row of. */
  of: string;
  /** Said in sentences; else what stands in it. */
  label?: string;
  selected: boolean;
  picked: boolean;
  index: number;
  count: number;
  onChoose: (of: string) => void;
  /** Pressed with Ctrl or Cmd, or with Shift as far as here. */
  onPick: (of: string, how: 'toggle' | 'extend') => void;
  children: ReactNode;
};

/** One row of a list. */
export function PickRow({ id, className, of, label, selected, picked, index, count, ...props }: PickRowProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active row
    <div
      role="option"
      id={id}
      className={`${style.row} ${className}`}
      aria-selected={selected}
      aria-checked={picked}
      aria-setsize={count}
      aria-posinset={index + 1}
      data-row={of}
      onPointerDown={(event) => {
        if (event.shiftKey) props.onPick(of, 'extend');
        else if (event.ctrlKey || event.metaKey) props.onPick(of, 'toggle');
        else props.onChoose(of);
      }}
    >
      {label === undefined ? (
        props.children
      ) : (
        <>
          <span className="sr-only">{label}</span>
          <span className={style.seen} aria-hidden="true">
            {props.children}
          </span>
        </>
      )}
    </div>
  );
}
