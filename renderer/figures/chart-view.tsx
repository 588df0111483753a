import { BarChart, LineChart } from '@mantine/charts';
import { type CasesAsked, type ChartModel, isBlank } from './chart-model.ts';
import style from './figures.module.css';

const heightPx = 220;
const rowPx = 34;
const axisPx = 40;
const labelPx = 150;
const longestLabel = 22;

type ChartViewProps = { model: ChartModel; onCases: (asked: CasesAsked) => void };

/** A chart as a picture. What it shows is told beside it and in its table; pressing a bar leads to its cases, as the table does. */
export function ChartView({ model, onCases }: ChartViewProps) {
  if (isBlank(model)) return <p className={style.blank}>Nothing in this time.</p>;
  const rows = model.rows.map(({ label, cells }) => ({
    label: shortened(label),
    ...Object.fromEntries(cells.map(({ value }, index) => [`s${index}`, value])),
  }));
  const series = model.series.map(({ name, colour }, index) => ({ name: `s${index}`, label: name, color: colour }));
  const press = (row: unknown, nth: number) => {
    const cases = typeof row === 'number' ? model.rows[row]?.cells[nth]?.cases : null;
    if (cases) onCases(cases);
  };
  const common = {
    data: rows,
    dataKey: 'label',
    series,
    textColor: 'var(--text-2)',
    gridColor: 'var(--line)',
    valueFormatter: model.format,
    accessibilityLayer: false,
    tooltipProps: { isAnimationActive: false },
  };
  const bars = (of: { name: string }) => ({
    isAnimationActive: false,
    onClick: (_bar: unknown, index: number) => press(index, Number(of.name.slice(1))),
  });
  if (model.kind === 'lines') {
    return (
      <LineChart
        {...common}
        h={heightPx}
        curveType="linear"
        connectNulls={false}
        yAxisProps={{ width: 56, allowDecimals: false }}
        lineProps={{ isAnimationActive: false }}
        lineChartProps={{ onClick: ({ activeTooltipIndex }) => press(Number(activeTooltipIndex ?? -1), 0) }}
      />
    );
  }
  if (model.kind === 'stacked')
    return (
      <BarChart
        {...common}
        h={heightPx}
        type="stacked"
        barProps={bars}
        yAxisProps={{ width: 40, allowDecimals: false }}
      />
    );
  return (
    <BarChart
      {...common}
      h={rows.length * rowPx + axisPx}
      type="percent"
      orientation="vertical"
      gridAxis="y"
      barProps={bars}
      yAxisProps={{ width: labelPx, interval: 0 }}
    />
  );
}

function shortened(label: string): string {
  return label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label;
}
