import type { Figures, FiguresAsked, Rate } from '../../../shared/model/figures.ts';
import { readApiUsage } from './api-usage.ts';
import {
  type CallRow,
  callRows,
  type DecidedRow,
  decidedRows,
  fieldRates,
  type Reader,
  waitRows,
} from './figure-rows.ts';
import { percentile } from './percentile.ts';
import { stepAt, timeSteps } from './time-steps.ts';

type Steps = Figures['steps'];

/** Outcomes that are told apart in a chart; the rarer ones are one. */
const mostOutcomes = 6;
/** What the rarer outcomes are called together. */
const otherOutcomes = 'Other';
const mostRates = 50;

/** Reads the figures of a stretch of time. */
export async function readFigures(db: Reader, asked: FiguresAsked): Promise<Figures> {
  const { step, steps } = timeSteps(asked.from, asked.to);
  const [calls, decided, fields, waits, api] = await Promise.all([
    callRows(db, asked),
    decidedRows(db, asked),
    fieldRates(db, asked),
    waitRows(db, asked),
    readApiUsage(db, asked, steps),
  ]);
  const waited = waits.flatMap(({ at, told }) => (told === null ? [] : [told - at]));
  return {
    step,
    steps,
    calls: { total: calls.length, outcomes: outcomesOver(calls, steps) },
    rates: {
      platform: ratesBy(decided, ({ platform }) => platform ?? noCall),
      agent: ratesBy(decided, ({ agent }) => agent ?? noAgent),
      action: ratesBy(decided, ({ label }) => label),
      field: fields.slice(0, mostRates),
    },
    deciding: timesOver(decided, steps),
    waiting: {
      inTime: countsOver(
        waits.filter(({ inTime }) => inTime === 1),
        steps,
      ),
      late: countsOver(
        waits.filter(({ inTime }) => inTime !== 1),
        steps,
      ),
      waitedP50: percentile(waited, 50),
      waitedP95: percentile(waited, 95),
    },
    api,
  };
}

/** What is decided outside of any call. */
export const noCall = 'No call';
/** Calls that name no agent, and what belongs to no call. */
export const noAgent = 'No agent';

/** The outcomes that a chart tells apart, most frequent first. */
function shownOutcomes(calls: readonly Pick<CallRow, 'outcome'>[]): string[] {
  const byName = Map.groupBy(calls, ({ outcome }) => outcome);
  return [...byName.keys()]
    .toSorted((one, other) => (byName.get(other)?.length ?? 0) - (byName.get(one)?.length ?? 0))
    .slice(0, mostOutcomes);
}

function outcomesOver(calls: readonly CallRow[], steps: Steps): Figures['calls']['outcomes'] {
  const shown = shownOutcomes(calls);
  const rest = calls.filter(({ outcome }) => !shown.includes(outcome));
  return [
    ...shown.map((name) => ({
      name,
      but: null,
      counts: countsOver(
        calls.filter(({ outcome }) => outcome === name),
        steps,
      ),
    })),
    ...(rest.length > 0 ? [{ name: otherOutcomes, but: shown, counts: countsOver(rest, steps) }] : []),
  ];
}

function countsOver(rows: readonly { at: number }[], steps: Steps): number[] {
  const counts = steps.map(() => 0);
  for (const { at } of rows) {
    const step = stepAt(steps, at);
    if (step !== -1) counts[step] = (counts[step] ?? 0) + 1;
  }
  return counts;
}

function timesOver(decided: readonly DecidedRow[], steps: Steps): Figures['deciding'] {
  // A rule decides at once, and says nothing of how long people take.
  const byPeople = decided.filter(({ kind }) => kind !== 'by-rule');
  const over = Map.groupBy(byPeople, ({ at }) => stepAt(steps, at));
  const times = (rows: readonly DecidedRow[] | undefined) => (rows ?? []).map(({ at, made }) => Math.max(0, at - made));
  return {
    decided: steps.map((_, index) => over.get(index)?.length ?? 0),
    p50: steps.map((_, index) => percentile(times(over.get(index)), 50)),
    p95: steps.map((_, index) => percentile(times(over.get(index)), 95)),
    allP50: percentile(times(byPeople), 50),
    allP95: percentile(times(byPeople), 95),
  };
}

function ratesBy(decided: readonly DecidedRow[], keyOf: (row: DecidedRow) => string): Rate[] {
  const groups = [...Map.groupBy(decided, keyOf)].toSorted(([, one], [, other]) => other.length - one.length);
  return groups.slice(0, mostRates).map(([key, rows]) => {
    const count = (kind: DecidedRow['kind']) => rows.filter((row) => row.kind === kind).length;
    return {
      key,
      label: key,
      approved: count('approved'),
      edited: count('edited'),
      rejected: count('rejected'),
      'by-rule': count('by-rule'),
    };
  });
}
