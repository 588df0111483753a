import type { SoqlCell, SoqlColumn } from '../../shared/contract/soql-contract.ts';
import { Press } from '../ui/press.tsx';
import { Tag } from '../ui/tag.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { type CellMark, undecided } from './cell-marks.ts';
import { recordIn, rowsInWords } from './cell-text.ts';
import { RecordWay, SalesforceWay } from './record-links.tsx';
import style from './soql.module.css';

type CellStripProps = {
  org: string;
  instanceUrl: string;
  cell: SoqlCell;
  column: SoqlColumn;
  row: number;
  mark: CellMark | null;
  onEdit: () => void;
};

/** The chosen cell at full length, and what can be done about it. */
export function CellStrip(props: CellStripProps) {
  const { cell, column, mark } = props;
  const record = recordIn(cell, column);
  const about = [column.label === column.path ? null : column.label, column.type].filter((each) => each !== null);
  return (
    <section className={style.strip} aria-label="The chosen cell">
      <header className={style.stripHead}>
        <strong className={style.stripPath}>{column.path}</strong>
        <span className={style.quiet}>
          {about.join(', ')} · row {(props.row + 1).toLocaleString('en')}
        </span>
        {mark ? (
          <Tag tone={mark.words === 'written' ? 'green' : 'amber'}>
            {mark.words} in {mark.reference}
          </Tag>
        ) : null}
        <span className={style.gap} />
        {record ? (
          <>
            <RecordWay org={props.org} of={record} words="Open the record" reachable />
            <SalesforceWay id={record.id} base={props.instanceUrl} words="In Salesforce" reachable />
          </>
        ) : null}
        <Press hint="Enter" refusedBecause={column.notEditable ?? undecided(mark)} onPress={props.onEdit}>
          Edit
        </Press>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard */}
      <section className={style.stripValue} tabIndex={0} aria-label="Its whole value">
        <WholeValue cell={cell} />
      </section>
      {column.notEditable ? <p className={style.quiet}>Not to be edited here: {column.notEditable}</p> : null}
    </section>
  );
}

function WholeValue(props: { cell: SoqlCell }) {
  const { cell } = props;
  if (cell === null || cell === '') return <span className={style.quiet}>blank</span>;
  if (typeof cell !== 'object') return <VisibleText text={String(cell)} />;
  return 'name' in cell ? <VisibleText text={cell.name} /> : <Children of={cell} />;
}

function Children(props: { of: Extract<SoqlCell, { columns: string[] }> }) {
  const { columns, rows, total, more } = props.of;
  return (
    <>
      <table className={style.children}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: child rows never move
            <tr key={at}>
              {columns.map((name, column) => (
                <td key={name}>
                  <VisibleText text={String(cells[column] ?? '')} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more ? (
        <p className={style.quiet}>
          {rowsInWords(rows.length)} of {total.toLocaleString('en')} are shown. Query the object itself to see them all.
        </p>
      ) : null}
    </>
  );
}
