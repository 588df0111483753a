import '@mantine/charts/styles.layer.css';
import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { type Figures, rateDimension, rateDimensions } from '../../shared/model/figures.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { download, stampOf } from '../ui/download.ts';
import { useOrgs } from '../ui/org-context.tsx';
import { Press } from '../ui/press.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { apiChart, callsChart, decidingChart, dimensionWords, ratesChart, waitingChart } from './build-charts.ts';
import { CasesDialog } from './cases-dialog.tsx';
import type { CasesAsked } from './chart-model.ts';
import { ChartPanel } from './chart-panel.tsx';
import { chartsCsv } from './charts-csv.ts';
import { boundsOf, rangeNamed, rangeText } from './date-range.ts';
import style from './figures.module.css';
import { OrgChoice, RangeChoice } from './range-choice.tsx';

/** New numbers come by themselves, but do not move under whoever looks at them. */
const freshMs = 60_000;

/** Figures people look at rather than read; every one leads to its cases. */
export function FiguresScreen(props: { range?: string }) {
  const { query } = useConsole();
  const [, navigate] = useLocation();
  // In the address, so that whoever looks at cases comes back to the same figures.
  const range = rangeNamed(props.range);
  const [org, setOrg] = useState<string | null>(null);
  const [cases, setCases] = useState<CasesAsked | null>(null);
  const bounds = boundsOf(range, Date.now());
  const read = useQuery(
    query.figures.read.queryOptions({
      input: { ...bounds, org },
      placeholderData: keepPreviousData,
      refetchInterval: freshMs,
    }),
  );
  return (
    <div className={style.screen}>
      <header className={style.head}>
        <h1 className={style.title}>Figures</h1>
        <RangeChoice
          range={range}
          bounds={bounds}
          onChange={(next) => navigate(`/figures/${rangeText(next)}`, { replace: true })}
        />
        <OrgChoice org={org} onChange={setOrg} />
        {read.data ? <ExportAll figures={read.data} /> : null}
      </header>
      {read.error ? (
        <Failed
          problem={refusalOf(read.error)}
          actions={<Press onPress={() => void read.refetch()}>Try again</Press>}
        />
      ) : null}
      {read.data ? <Charts figures={read.data} onCases={setCases} /> : <Skeleton of="the figures" lines={10} />}
      <CasesDialog asked={cases} org={org} onClose={() => setCases(null)} />
    </div>
  );
}

function useNameOfOrg() {
  const orgs = useOrgs();
  return (id: string) => orgs.find((each) => each.id === id)?.name ?? id;
}

function ExportAll({ figures }: { figures: Figures }) {
  const nameOf = useNameOfOrg();
  const save = () => {
    const rates = rateDimensions.map((by) => ratesChart(figures, by));
    const models = [
      callsChart(figures),
      decidingChart(figures),
      waitingChart(figures),
      apiChart(figures, nameOf),
      ...rates,
    ];
    download([chartsCsv(models)], `figures-${stampOf(new Date())}.csv`, 'text/csv;charset=utf-8');
  };
  return (
    <div className={style.export}>
      <Press onPress={save}>Export CSV</Press>
    </div>
  );
}

function Charts(props: { figures: Figures; onCases: (asked: CasesAsked) => void }) {
  const { figures, onCases } = props;
  const nameOf = useNameOfOrg();
  const [by, setBy] = useState<(typeof rateDimensions)[number]>('action');
  const rates = useMemo(() => ratesChart(figures, by), [figures, by]);
  return (
    <div className={style.panels}>
      <ChartPanel model={callsChart(figures)} onCases={onCases} />
      <ChartPanel
        model={rates}
        onCases={onCases}
        choice={
          <SegmentedControl
            aria-label="Told apart by"
            data={rateDimensions.map((value) => ({ value, label: dimensionWords[value] }))}
            value={by}
            onChange={(value) => setBy(rateDimension.parse(value))}
          />
        }
      />
      <ChartPanel model={decidingChart(figures)} onCases={onCases} />
      <ChartPanel model={waitingChart(figures)} onCases={onCases} />
      <ChartPanel model={apiChart(figures, nameOf)} onCases={onCases} />
    </div>
  );
}
