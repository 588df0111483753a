import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Corrections } from '../../shared/contract/corrections-contract.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { boundsOf, type DateRange } from '../figures/date-range.ts';
import { OrgChoice, RangeChoice } from '../figures/range-choice.tsx';
import { JournalTabs } from '../journal/journal-tabs.tsx';
import { Press } from '../ui/press.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { CorrectionRowView } from './correction-row.tsx';
import { percent } from './correction-words.ts';
import style from './corrections.module.css';

/** What people changed of what was proposed, with what keeps each from being needed again. */
export function CorrectionsScreen() {
  const { query } = useConsole();
  const [range, setRange] = useState<DateRange>({ kind: 'last', days: 30 });
  const [org, setOrg] = useState<string | null>(null);
  const bounds = boundsOf(range, Date.now());
  const within = { ...bounds, org: org ?? undefined };
  const read = useQuery(query.corrections.figures.queryOptions({ input: within, placeholderData: keepPreviousData }));
  return (
    <div className={style.screen}>
      <header className={style.head}>
        <JournalTabs />
        <RangeChoice range={range} bounds={bounds} onChange={setRange} />
        <OrgChoice org={org} onChange={setOrg} />
        <Press onPress={() => void read.refetch()}>Count anew</Press>
      </header>
      {read.error ? (
        <Failed
          problem={refusalOf(read.error)}
          actions={<Press onPress={() => void read.refetch()}>Try again</Press>}
        />
      ) : null}
      {read.data ? <Rows of={read.data} within={within} /> : <Skeleton of="the corrections" lines={10} />}
    </div>
  );
}

type Within = { from: number; to: number; org?: string };

function Rows(props: { of: Corrections; within: Within }) {
  const { of } = props;
  const [open, setOpen] = useState<string | null>(null);
  if (of.rows.length === 0) {
    return (
      <Empty
        title={of.decided === 0 ? 'Nothing was decided in this time.' : `Nothing was corrected: ${of.decided} decided.`}
      >
        What is edited before it is approved, and what is rejected, is counted here by platform, action and input.
      </Empty>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <section className={style.scroll} tabIndex={0} aria-label="Corrections">
      <p className={style.told}>
        {of.decided.toLocaleString('en')} decided by people: {of.edited.toLocaleString('en')} edited (
        {percent(of.edited, of.decided)}), {of.rejected.toLocaleString('en')} rejected (
        {percent(of.rejected, of.decided)}).
      </p>
      <ul className={style.rows}>
        {of.rows.map((row) => {
          const key = JSON.stringify([row.platform, row.action, row.input?.field ?? null]);
          return (
            <CorrectionRowView
              key={key}
              of={row}
              within={props.within}
              open={open === key}
              onToggle={() => setOpen(open === key ? null : key)}
            />
          );
        })}
      </ul>
    </section>
  );
}
