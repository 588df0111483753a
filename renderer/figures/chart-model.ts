import type { CasesOf } from '../../shared/model/figures.ts';

/** The cases behind one number: what they are called together, and when they were. */
export type CasesAsked = { title: string; which: CasesOf; from: number; to: number };

/** One number of a chart; null where nothing was measured. */
export type Cell = { value: number | null; cases: CasesAsked | null };

/** One chart as numbers: drawn, told as a table, or written to a file, it says the same. */
export type ChartModel = {
  key: string;
  title: string;
  /** What it shows, in a sentence; stands for the picture where it is not seen. */
  told: string;
  kind: 'stacked' | 'lines' | 'shares';
  /** What a row is: "Day", "Agent". */
  rowName: string;
  series: readonly { name: string; colour: string }[];
  rows: readonly { label: string; long: string; cells: readonly Cell[] }[];
  /** A number as people read it. */
  format(value: number): string;
};

/** Whether there is nothing to draw. */
export function isBlank(model: ChartModel): boolean {
  return model.rows.every(({ cells }) => cells.every(({ value }) => value === null || value === 0));
}
