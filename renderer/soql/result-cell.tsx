import { memo } from 'react';
import type { SoqlCell, SoqlColumn } from '../../shared/contract/soql-contract.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import type { CellMark } from './cell-marks.ts';
import { cellText, isNumeric, type Manner, recordIn } from './cell-text.ts';
import { RecordWay, SalesforceWay } from './record-links.tsx';
import style from './soql.module.css';

// A cell shows one short line; the rest of a long text is below the table.
const drawn = 160;

type ResultCellProps = {
  id: string;
  org: string;
  cell: SoqlCell;
  column: SoqlColumn;
  index: number;
  active: boolean;
  mark: CellMark | null;
  manner: Manner;
};

/** One cell of a result, in one line. */
export const ResultCell = memo(function ResultCell(props: ResultCellProps) {
  const { cell, column, mark } = props;
  return (
    <td
      id={props.id}
      aria-colindex={props.index + 1}
      className={style.cell}
      data-active={props.active || undefined}
      data-numeric={isNumeric(column) || undefined}
      data-id={column.type === 'id' || column.type === 'reference' || undefined}
      data-mark={mark?.words}
      data-parts={mark !== null || column.type === 'id' || undefined}
    >
      <CellContent {...props} cell={cell} />
      {mark ? <span className={style.mark}>{mark.words}</span> : null}
    </td>
  );
});

const printable = /^(?!.*xn--)[ -~]*$/i;

/** Most texts hold nothing that could hide or is in disguise; looking at each of their characters would be felt while scrolling. */
function OneLine({ text }: { text: string }) {
  return printable.test(text) ? text : <VisibleText text={text.replace(/[\r\n]+/g, ' ')} />;
}

function CellContent(props: ResultCellProps) {
  const { cell, column } = props;
  const text = cellText(cell, column, props.manner);
  const record = recordIn(cell, column);
  if (record) {
    return (
      <>
        <RecordWay org={props.org} of={record} words={text} />
        {column.type === 'id' ? <SalesforceWay id={record.id} base={props.manner.instanceUrl} /> : null}
      </>
    );
  }
  const words = <OneLine text={text.slice(0, drawn)} />;
  // Every element is felt while thousands of rows are scrolled: a plain cell is one alone.
  return props.mark || column.type === 'children' ? (
    <span className={style.cellText} data-children={column.type === 'children' || undefined}>
      {words}
    </span>
  ) : (
    words
  );
}
