import { byteOrderMark, csvLine, csvText } from '../../shared/model/csv-text.ts';
import type { ChartModel } from './chart-model.ts';

/** Charts as one CSV file: a line for each number, with the chart, the row and the series it is of. */
export function chartsCsv(models: readonly ChartModel[]): string {
  const head = csvLine(['Figure', 'Row', 'Series', 'Value'].map(csvText));
  const lines = models.flatMap(({ title, rows, series }) =>
    rows.flatMap(({ long, cells }) =>
      cells.map(({ value }, index) => {
        const names = [title, long, series[index]?.name ?? ''].map(csvText);
        // A number as it was measured: what is formatted cannot be counted with.
        return csvLine([...names, value === null ? '' : String(value)]);
      }),
    ),
  );
  return `${byteOrderMark}${head}${lines.join('')}`;
}
