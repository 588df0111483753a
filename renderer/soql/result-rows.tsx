import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import type { SoqlColumn, SoqlRow } from '../../shared/contract/soql-contract.ts';
import { type CellMark, cellKey } from './cell-marks.ts';
import { isNumeric, type Manner } from './cell-text.ts';
import type { ActiveCell } from './grid-moves.ts';
import { ResultCell } from './result-cell.tsx';
import style from './soql.module.css';
import type { RowOrder } from './sort-rows.ts';

/** The columns in view. Their widths stand at the row: cells with a place of their own each would be felt while scrolling. */
type ShownColumns = {
  columns: readonly SoqlColumn[];
  shown: readonly VirtualItem[];
  template: string;
  /** Where the first of them begins. */
  start: number;
};

type HeadingsProps = ShownColumns & {
  height: number;
  order: RowOrder | null;
  onSort: (column: number) => void;
  onWidth: (column: number, width: number) => void;
};

/** The line of headings; it stays in view. */
export function Headings(props: HeadingsProps) {
  const { order } = props;
  return (
    <thead className={style.headings} style={{ height: props.height }}>
      <tr aria-rowindex={1} style={{ gridTemplateColumns: props.template, paddingInlineStart: props.start }}>
        {props.shown.map(({ index, size }) => {
          const column = props.columns[index];
          return column ? (
            <Heading
              key={index}
              column={column}
              index={index}
              size={size}
              order={order?.column === index ? order : null}
              onSort={props.onSort}
              onWidth={props.onWidth}
            />
          ) : null;
        })}
      </tr>
    </thead>
  );
}

type HeadingProps = Pick<HeadingsProps, 'order' | 'onSort' | 'onWidth'> & {
  column: SoqlColumn;
  index: number;
  size: number;
};

const keysInWords = 'Click or Alt+Up, Alt+Down: sort. Drag its end or Alt+Left, Alt+Right: width.';

function Heading({ column, index, size, order, onSort, onWidth }: HeadingProps) {
  const { path, label, type } = column;
  const told = [label, type].filter((each) => each !== null).join(', ');
  return (
    <th
      scope="col"
      aria-colindex={index + 1}
      aria-sort={sortOf(order)}
      className={style.heading}
      data-numeric={isNumeric(column) || undefined}
      title={`${told ? `${path}: ${told}` : path}\n${keysInWords}`}
    >
      {/* The table keeps the focus: its keys do the same. */}
      <button
        type="button"
        tabIndex={-1}
        className={style.sort}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onSort(index)}
      >
        <span className={style.sortPath}>{path}</span>
        {order ? <span aria-hidden="true">{order.descending ? '↓' : '↑'}</span> : null}
      </button>
      <span
        aria-hidden="true"
        className={style.widthGrip}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) onWidth(index, size + event.movementX);
        }}
      />
    </th>
  );
}

function sortOf(order: RowOrder | null): 'ascending' | 'descending' | 'none' {
  if (!order) return 'none';
  return order.descending ? 'descending' : 'ascending';
}

type ResultRowProps = ShownColumns & {
  org: string;
  row: SoqlRow;
  place: VirtualItem;
  /** The column of its cell that keys act on; null in every other row. */
  active: number | null;
  marks: ReadonlyMap<string, CellMark>;
  manner: Manner;
};

/** One row, as far as its cells are in view. */
export const ResultRow = memo(function ResultRow(props: ResultRowProps) {
  const { row, place, active, marks } = props;
  const markOf = (field: string | null) => (row.id && field && marks.get(cellKey(row.id, field))) || null;
  return (
    <tr
      aria-rowindex={place.index + 2}
      className={style.row}
      data-active={active !== null || undefined}
      // Not moved by a transform: rows that come and go with one make Chromium slower with every page scrolled.
      style={{
        top: place.start,
        height: place.size,
        gridTemplateColumns: props.template,
        paddingInlineStart: props.start,
      }}
    >
      {props.shown.map(({ index }) => {
        const column = props.columns[index];
        return column ? (
          <ResultCell
            key={index}
            id={idOfCell({ row: place.index, column: index })}
            org={props.org}
            cell={row.cells[index] ?? null}
            column={column}
            index={index}
            active={active === index}
            mark={markOf(column.field)}
            manner={props.manner}
          />
        ) : null;
      })}
    </tr>
  );
});

/** What the element of a cell is called. */
export function idOfCell({ row, column }: ActiveCell): string {
  return `result-${row}-${column}`;
}

/** The cell that an element is, or is in. */
export function cellOfElement(element: EventTarget | null): ActiveCell | null {
  const cell = element instanceof Element ? element.closest('td[id^="result-"]') : null;
  const [, row, column] = /^result-(\d+)-(\d+)$/.exec(cell?.id ?? '') ?? [];
  return row && column ? { row: Number(row), column: Number(column) } : null;
}
