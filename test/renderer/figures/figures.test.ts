import { describe, expect, test } from 'vitest';
import {
  apiChart,
  callsChart,
  decidingChart,
  ratesChart,
  waitingChart,
} from '../../../renderer/figures/build-charts.ts';
import { isBlank } from '../../../renderer/figures/chart-model.ts';
import { chartsCsv } from '../../../renderer/figures/charts-csv.ts';
import { boundsOf, dayOf, rangeNamed, rangeText } from '../../../renderer/figures/date-range.ts';
import { lasting } from '../../../renderer/figures/lasting.ts';
import type { Figures } from '../../../shared/model/figures.ts';

const start = new Date(2026, 2, 1).getTime();
const dayMs = 86_400_000;

const sample: Figures = {
  step: 'day',
  steps: [0, 1].map((day) => ({ from: start + day * dayMs, to: start + (day + 1) * dayMs })),
  calls: {
    total: 3,
    outcomes: [
      { name: 'Resolved', but: null, counts: [2, 0] },
      { name: '=cmd|calc', but: null, counts: [0, 1] },
    ],
  },
  rates: {
    platform: [],
    agent: [],
    action: [{ key: 'Create case', label: 'Create case', approved: 1, edited: 2, rejected: 1, 'by-rule': 0 }],
    field: [],
  },
  deciding: { decided: [4, 0], p50: [12_000, null], p95: [61_000, null], allP50: 12_000, allP95: 61_000 },
  waiting: { inTime: [1, 0], late: [0, 0], waitedP50: 3_000, waitedP95: 3_000 },
  api: [{ org: 'o', used: [12, null], limit: 15_000 }],
};

describe('charts', () => {
  test('tell in a sentence what they show, and lead to the cases of each number that is one', () => {
    const calls = callsChart(sample);
    expect(calls.told).toBe('3 calls: 2 Resolved, 1 =cmd|calc.');
    expect(calls.rows[0]?.cells[0]?.cases).toMatchObject({ which: { of: 'calls', outcome: 'Resolved' }, from: start });
    expect(calls.rows[1]?.cells[0]?.cases).toBe(null);
    expect(decidingChart(sample).told).toBe('4 decisions by people: half within 12 s, 95 of 100 within 61 s.');
    expect(waitingChart(sample).told).toMatch(/^1 request while a caller waited: 1 decided in time, 0 not\. Half/);
    expect(apiChart(sample, () => 'Practice').told).toBe('Practice: at most 12 of 15,000 in 24 hours.');
    expect(ratesChart(sample, 'action').told).toMatch(/^4 decisions: 25 % approved .* 50 % edited, 25 % rejected/);
    expect(isBlank(ratesChart(sample, 'agent'))).toBe(true);
    expect(ratesChart(sample, 'action').rows[0]?.cells[1]?.cases).toMatchObject({
      title: 'Create case: edited and approved',
      which: { by: 'action', key: 'Create case', kind: 'edited' },
      to: start + 2 * dayMs,
    });
  });

  test('say that nothing happened where nothing did, and lead to what spent the requests of an org', () => {
    const blank = { ...sample, calls: { total: 0, outcomes: [] }, rates: { ...sample.rates, action: [] } };
    const none = { ...blank, waiting: { inTime: [0, 0], late: [0, 0], waitedP50: null, waitedP95: null } };
    expect(callsChart(none).told).toBe('No call began.');
    expect(ratesChart(none, 'action').told).toBe('Nothing was decided yet.');
    expect(waitingChart(none).told).toBe('No caller waited for a decision.');
    const spent = apiChart(sample, () => 'Practice').rows[0]?.cells[0]?.cases;
    expect(spent).toMatchObject({ title: expect.stringContaining('Practice'), which: { of: 'written', org: 'o' } });
  });

  test('are written to a file that no spreadsheet takes for a formula', () => {
    const lines = chartsCsv([callsChart(sample), decidingChart(sample)]).split('\r\n');
    expect(lines[0]).toBe('\uFEFF"Figure","Row","Series","Value"');
    expect(lines).toContain(`"Calls and outcomes","Mon, Mar 2, 2026","'=cmd|calc",1`);
    expect(lines).toContain('"Time to decide","Mon, Mar 2, 2026","Half within (p50)",');
  });
});

describe('the stretch of time', () => {
  test('is of whole days of the calendar, both ends included, and is turned round where it was', () => {
    const now = new Date(2026, 2, 8, 14).getTime();
    const week = boundsOf({ kind: 'last', days: 7 }, now);
    expect([dayOf(week.from), dayOf(week.to - 1)]).toEqual(['2026-03-02', '2026-03-08']);
    const days = boundsOf({ kind: 'days', from: '2026-03-05', to: '2026-03-01' }, now);
    expect([dayOf(days.from), dayOf(days.to - 1)]).toEqual(['2026-03-01', '2026-03-05']);
    const ranges = [
      { kind: 'last' as const, days: 30 },
      { kind: 'days' as const, from: '2026-03-01', to: '2026-03-05' },
    ];
    for (const range of ranges) expect(rangeNamed(rangeText(range))).toEqual(range);
    expect(rangeNamed('nonsense')).toEqual({ kind: 'last', days: 7 });
  });

  test.each([
    [400, '0.4 s'],
    [12_300, '12 s'],
    [300_000, '5 min'],
    [9_000_000, '2.5 h'],
    [400_000_000, '5 d'],
  ])('%i ms is %s', (ms, words) => {
    expect(lasting(ms)).toBe(words);
  });
});
