import { UnstyledButton } from '@mantine/core';
import type { CasesAsked, Cell, ChartModel } from './chart-model.ts';
import style from './figures.module.css';

/** The numbers of a chart; each leads to its cases. */
export function ChartTable(props: { model: ChartModel; onCases: (asked: CasesAsked) => void }) {
  const { model, onCases } = props;
  // A stretch of time is mostly nothing: rows without a number would only be passed over.
  const rows = model.rows.filter(({ cells }) => cells.some(({ value }) => value !== null && value !== 0));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
    <section className={style.tableBox} tabIndex={0} aria-label={`${model.title}, as a table`}>
      <table className={style.table}>
        <thead className={style.columns}>
          <tr>
            <th scope="col">{model.rowName}</th>
            {model.series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ long, cells }) => (
            <tr key={long}>
              <th scope="row">{long}</th>
              {cells.map((cell, index) => (
                <td key={model.series[index]?.name ?? index}>
                  <CellNumber cell={cell} format={model.format} onCases={onCases} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function CellNumber(props: { cell: Cell; format: ChartModel['format']; onCases: (asked: CasesAsked) => void }) {
  const { value, cases } = props.cell;
  if (value === null) return <span className={style.none}>–</span>;
  if (!cases || value === 0) return <>{props.format(value)}</>;
  return (
    <UnstyledButton
      className={style.number}
      aria-label={`${props.format(value)}, ${cases.title}: show cases`}
      onClick={() => props.onCases(cases)}
    >
      {props.format(value)}
    </UnstyledButton>
  );
}
