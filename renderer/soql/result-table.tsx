import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import type { CellMark } from './cell-marks.ts';
import { type Manner, storedText } from './cell-text.ts';
import { columnWidths } from './column-widths.ts';
import { type ActiveCell, movedCell } from './grid-moves.ts';
import { cellOfElement, Headings, idOfCell, ResultRow } from './result-rows.tsx';
import style from './soql.module.css';
import type { SoqlResult } from './soql-session.ts';
import { nextOrder, type RowOrder } from './sort-rows.ts';

const rowPx = 28;
const headPx = 30;
const narrowestColumn = 48;
const widthStep = 24;
const rowsBeyondView = 8;
const columnsBeyondView = 2;
// The next page is asked for before its place comes into view.
const rowsAhead = 200;

type ResultTableProps = {
  result: SoqlResult;
  manner: Manner;
  active: ActiveCell | null;
  marks: ReadonlyMap<string, CellMark>;
  /** What has the keys. */
  table: RefObject<HTMLTableElement | null>;
  onActive: (cell: ActiveCell) => void;
  onEdit: (cell: ActiveCell) => void;
  order: RowOrder | null;
  onOrder: (order: RowOrder | null) => void;
  /** The end of what was read comes near; null where there is nothing to read on. */
  onNearEnd: (() => void) | null;
  /** What opens at a cell: the editor of its value. */
  opened: { cell: ActiveCell; around: (place: ReactNode) => ReactNode } | null;
};

/** What a query found: only the part in view is drawn, so that thousands of rows stay light. */
export function ResultTable(props: ResultTableProps) {
  const { result, active, table, onNearEnd, opened } = props;
  const box = useRef<HTMLDivElement>(null);
  const { rows, columns } = result;
  const { down, across } = useParts(props, box);
  const shownRows = down.getVirtualItems();
  const shownColumns = across.getVirtualItems();
  const template = shownColumns.map(({ size }) => `${size}px`).join(' ');
  const inView = { columns, shown: shownColumns, template, start: shownColumns[0]?.start ?? 0 };
  const last = shownRows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - rowsAhead) onNearEnd?.();
  }, [last, rows.length, onNearEnd]);

  // Beside the proposed changes the table is narrower: what was being edited stays in view.
  const width = across.scrollRect?.width;
  const column = active?.column;
  useEffect(() => {
    if (width !== undefined && column !== undefined) across.scrollToIndex(column);
  }, [width, column, across]);

  const widen = (at: number, width: number) => across.resizeItem(at, Math.max(narrowestColumn, width));
  const pressAlt = (key: string, at: number): boolean => {
    const size = across.measurementsCache[at]?.size ?? narrowestColumn;
    if (key === 'ArrowUp' || key === 'ArrowDown') props.onOrder({ column: at, descending: key === 'ArrowDown' });
    else if (key === 'ArrowLeft') widen(at, size - widthStep);
    else if (key === 'ArrowRight') widen(at, size + widthStep);
    else return false;
    return true;
  };
  const press = (event: KeyboardEvent<HTMLTableElement>) => {
    if (event.target !== table.current || !box.current) return;
    const at = active ?? { row: 0, column: 0 };
    if (event.altKey) {
      if (pressAlt(event.key, at.column)) event.preventDefault();
      return;
    }
    const page = Math.max(1, Math.floor((box.current.clientHeight - headPx) / rowPx) - 1);
    const moved = movedCell(at, event, { rows: rows.length, columns: columns.length, page });
    if (moved) {
      props.onActive(moved);
      down.scrollToIndex(moved.row);
    } else if (event.key === 'Enter' || event.key === 'F2') {
      props.onEdit(at);
    } else if (isCopy(event)) {
      copy(storedText(rows[at.row]?.cells[at.column] ?? null));
    } else {
      return;
    }
    event.preventDefault();
  };
  const pointAt = (target: EventTarget, then: (cell: ActiveCell) => void) => {
    const cell = cellOfElement(target);
    if (cell) then(cell);
  };

  const drawn =
    active &&
    shownRows.some(({ index }) => index === active.row) &&
    shownColumns.some(({ index }) => index === active.column);
  return (
    <div ref={box} className={style.tableBox}>
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are walked by keys is a grid
        role="grid"
        className={style.table}
        style={{ height: down.getTotalSize(), width: across.getTotalSize() }}
        tabIndex={0}
        aria-label="Result"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-activedescendant={drawn ? idOfCell(active) : undefined}
        onFocus={() => active ?? props.onActive({ row: 0, column: 0 })}
        onKeyDown={press}
        onClick={({ target }) => pointAt(target, props.onActive)}
        onDoubleClick={({ target }) => pointAt(target, props.onEdit)}
      >
        <Headings
          {...inView}
          height={headPx}
          order={props.order}
          onSort={(at) => props.onOrder(nextOrder(props.order, at))}
          onWidth={widen}
        />
        <tbody>
          {shownRows.map((place) => {
            const row = rows[place.index];
            return row ? (
              <ResultRow
                key={place.key}
                org={result.org}
                row={row}
                place={place}
                {...inView}
                active={active?.row === place.index ? active.column : null}
                marks={props.marks}
                manner={props.manner}
              />
            ) : null;
          })}
        </tbody>
      </table>
      {opened ? opened.around(<CellPlace at={opened.cell} down={down} across={across} />) : null}
    </div>
  );
}

function useParts({ result, manner }: ResultTableProps, box: RefObject<HTMLDivElement | null>) {
  const { rows, columns } = result;
  // Widths are those of the first page: nothing jumps when more rows come.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query is another table
  const widths = useMemo(() => columnWidths(columns, rows, manner), [result.number, manner]);
  const down = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowPx,
    overscan: rowsBeyondView,
    paddingStart: headPx,
    scrollPaddingStart: headPx,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => widths[index] ?? 0,
    overscan: columnsBeyondView,
  });
  return { down, across };
}

type Sized = { measurementsCache: readonly { start: number; size: number }[] };

type CellPlaceProps = ComponentProps<'div'> & { at: ActiveCell; down: Sized; across: Sized };

/** An empty box exactly over a cell, for what opens at it; it stays while the cell itself is scrolled out of view. */
function CellPlace({ at, down, across, ...added }: CellPlaceProps) {
  const row = down.measurementsCache[at.row];
  const column = across.measurementsCache[at.column];
  if (!row || !column) return null;
  const place = { top: row.start, left: column.start, width: column.size, height: row.size };
  return <div {...added} className={style.cellPlace} style={place} />;
}

function isCopy({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key === 'c' && (ctrlKey || metaKey) && (window.getSelection()?.isCollapsed ?? true);
}

function copy(text: string): void {
  // Where the system does not let a page copy, nothing is lost: the value can be selected below the table.
  navigator.clipboard?.writeText(text).catch(() => {});
}
