import {
  type CasesOf,
  type DecisionKind,
  decisionKinds,
  type Figures,
  type RateDimension,
} from '../../shared/model/figures.ts';
import type { Cell, ChartModel } from './chart-model.ts';
import { lasting } from './lasting.ts';
import { stepWords } from './step-words.ts';

type Steps = Figures['steps'];

const count = (value: number): string => value.toLocaleString('en');

/** Colours mean in a chart what they mean elsewhere; what means nothing takes one of the rest. */
const outcomeColours: Readonly<Record<string, string>> = {
  Resolved: 'var(--green)',
  'Not resolved': 'var(--red)',
  'Follow-up promised': 'var(--amber)',
  Transferred: 'var(--violet)',
  'In progress': 'var(--teal)',
};
const restColours = [
  'var(--text-2)',
  'var(--line-strong)',
  'var(--teal)',
  'var(--violet)',
  'var(--amber)',
  'var(--green)',
];

const kindWords: Record<DecisionKind, { name: string; colour: string }> = {
  approved: { name: 'Approved as it stood', colour: 'var(--green)' },
  edited: { name: 'Edited and approved', colour: 'var(--amber)' },
  rejected: { name: 'Rejected', colour: 'var(--red)' },
  'by-rule': { name: 'Decided by a rule', colour: 'var(--line-strong)' },
};

/** What decisions are told apart by, as people ask for it. */
export const dimensionWords: Record<RateDimension, string> = {
  platform: 'Platform',
  agent: 'Agent',
  action: 'Action',
  field: 'Field',
};

/** Calls, and what became of them. */
export function callsChart({ calls, step, steps }: Figures): ChartModel {
  let spare = 0;
  const colourOf = (name: string) =>
    outcomeColours[name] ?? restColours[spare++ % restColours.length] ?? 'var(--text-2)';
  const outcomes = calls.outcomes.map(({ name, counts }) => `${count(total(counts))} ${name}`);
  return {
    key: 'calls',
    title: 'Calls and outcomes',
    told: calls.total === 0 ? 'No call began.' : `${plural(calls.total, 'call')}: ${outcomes.join(', ')}.`,
    kind: 'stacked',
    rowName: stepWords[step],
    series: calls.outcomes.map(({ name }) => ({ name, colour: colourOf(name) })),
    rows: overTime(steps, step, (index) =>
      calls.outcomes.map(({ name, but, counts }) => [
        counts[index] ?? 0,
        `Calls: ${name}`,
        { of: 'calls', outcome: but ? null : name, but: but ?? [] },
      ]),
    ),
    format: count,
  };
}

/** How long people took to decide. */
export function decidingChart({ deciding, step, steps }: Figures): ChartModel {
  const { allP50, allP95, decided, p50, p95 } = deciding;
  const which: CasesOf = { of: 'decided', by: null, key: null, kind: null };
  const told =
    allP50 === null || allP95 === null
      ? 'Nobody decided anything yet.'
      : `${plural(total(decided), 'decision')} by people: half within ${lasting(allP50)}, 95 of 100 within ${lasting(allP95)}.`;
  return {
    key: 'deciding',
    title: 'Time to decide',
    told,
    kind: 'lines',
    rowName: stepWords[step],
    series: [
      { name: 'Half within (p50)', colour: 'var(--teal)' },
      { name: '95 of 100 within (p95)', colour: 'var(--amber)' },
    ],
    rows: overTime(steps, step, (index) => [
      [p50[index] ?? null, 'Decisions', which],
      [p95[index] ?? null, 'Decisions', which],
    ]),
    format: lasting,
  };
}

/** Callers who waited for a decision, and whether it came in time. */
export function waitingChart({ waiting, step, steps }: Figures): ChartModel {
  const { inTime, late, waitedP50, waitedP95 } = waiting;
  const asked = total(inTime) + total(late);
  const waited =
    waitedP50 === null || waitedP95 === null
      ? ''
      : ` Half heard something within ${lasting(waitedP50)}, 95 of 100 within ${lasting(waitedP95)}.`;
  return {
    key: 'waiting',
    title: 'Waiting callers',
    told:
      asked === 0
        ? 'No caller waited for a decision.'
        : `${plural(asked, 'request')} while a caller waited: ${count(total(inTime))} decided in time, ${count(total(late))} not.${waited}`,
    kind: 'stacked',
    rowName: stepWords[step],
    series: [
      { name: 'Decided while the caller waited', colour: 'var(--green)' },
      { name: 'Not in time', colour: 'var(--amber)' },
    ],
    rows: overTime(steps, step, (index) => [
      [inTime[index] ?? 0, 'Decided while the caller waited', { of: 'waiting', inTime: true }],
      [late[index] ?? 0, 'Not decided in time', { of: 'waiting', inTime: false }],
    ]),
    format: count,
  };
}

/** What each org counted of our requests, and everybody else's. */
export function apiChart({ api, step, steps }: Figures, nameOf: (org: string) => string): ChartModel {
  const told = api.map(({ org, used, limit }) => {
    const most = Math.max(0, ...used.map((each) => each ?? 0));
    return `${nameOf(org)}: at most ${count(most)} of ${count(limit)} in 24 hours`;
  });
  return {
    key: 'api',
    title: 'API requests, of 24 hours',
    told: told.length > 0 ? `${told.join('. ')}.` : 'No org said anything of its API requests.',
    kind: 'lines',
    rowName: stepWords[step],
    series: api.map(({ org }, index) => ({
      name: nameOf(org),
      colour: ['var(--teal)', 'var(--violet)', 'var(--amber)'][index % 3] ?? 'var(--teal)',
    })),
    rows: overTime(steps, step, (index) =>
      api.map(({ org, used }) => [used[index] ?? null, `Written to ${nameOf(org)}`, { of: 'written', org }]),
    ),
    format: count,
  };
}

/** How those of each platform, agent, action or field were decided. */
export function ratesChart({ rates, steps }: Figures, by: RateDimension): ChartModel {
  const [from, to] = [steps[0]?.from ?? 0, steps.at(-1)?.to ?? 0];
  const all = rates[by];
  const sum = (kind: DecisionKind) => total(all.map((each) => each[kind]));
  const decided = total(decisionKinds.map(sum));
  const share = (kind: DecisionKind) => `${Math.round((100 * sum(kind)) / decided)} %`;
  const what = by === 'field' ? 'value' : 'decision';
  return {
    key: `rates-${by}`,
    title: `Approved, edited, rejected by ${dimensionWords[by].toLowerCase()}`,
    told:
      decided === 0
        ? 'Nothing was decided yet.'
        : `${plural(decided, what)}: ${share('approved')} approved as they stood, ${share('edited')} edited, ${share('rejected')} rejected, ${share('by-rule')} decided by a rule.`,
    kind: 'shares',
    rowName: dimensionWords[by],
    series: decisionKinds.map((kind) => kindWords[kind]),
    rows: all.map((each) => ({
      label: each.label,
      long: each.label,
      cells: decisionKinds.map((kind) => ({
        value: each[kind],
        cases: {
          title: `${each.label}: ${kindWords[kind].name.toLowerCase()}`,
          which: { of: 'decided', by, key: each.key, kind },
          from,
          to,
        },
      })),
    })),
    format: count,
  };
}

type Told = readonly [value: number | null, title: string, which: CasesOf | null];

function overTime(
  steps: Steps,
  step: Figures['step'],
  cellsOf: (index: number) => readonly Told[],
): ChartModel['rows'] {
  return steps.map(({ from, to }, index) => {
    const { short, long } = stepLabel(from, step);
    const cells = cellsOf(index).map(([value, title, which]): Cell => {
      const cases = which && value !== null && value > 0 ? { title: `${title}, ${long}`, which, from, to } : null;
      return { value, cases };
    });
    return { label: short, long, cells };
  });
}

function stepLabel(from: number, step: Figures['step']): { short: string; long: string } {
  const at = new Date(from);
  const day = at.toLocaleDateString('en', { day: 'numeric', month: 'short' });
  const full = at.toLocaleDateString('en', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  if (step === 'hour') {
    const hour = at.toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    return { short: hour, long: `${full}, ${hour}` };
  }
  if (step === 'month') {
    const month = at.toLocaleDateString('en', { month: 'short', year: 'numeric' });
    return { short: month, long: month };
  }
  return { short: day, long: step === 'week' ? `week from ${full}` : full };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0);
}

function plural(of: number, what: string): string {
  return `${count(of)} ${what}${of === 1 ? '' : 's'}`;
}
