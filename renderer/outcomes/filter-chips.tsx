import { UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import type { OutcomeRow } from '../../shared/contract/outcomes-contract.ts';
import { type OutcomeFilter, outcomeFilters, passesFilter } from './outcome-filters.ts';
import style from './outcomes.module.css';

/** Ways to narrow the list, with how many calls pass each. */
export function FilterChips(props: {
  rows: readonly OutcomeRow[];
  chosen: OutcomeFilter;
  me: string | null;
  onChoose: (show: OutcomeFilter) => void;
}) {
  const { rows, me } = props;
  const counts = useMemo(
    () => new Map(outcomeFilters.map(({ show }) => [show, rows.filter((row) => passesFilter(row, show, me)).length])),
    [rows, me],
  );
  return (
    <fieldset className={style.chips}>
      <legend className="sr-only">Show</legend>
      {outcomeFilters.map(({ show, label }) => (
        <UnstyledButton
          key={show}
          className={style.chip}
          aria-pressed={show === props.chosen}
          onClick={() => props.onChoose(show)}
        >
          {label} <span className={style.chipCount}>{counts.get(show) ?? 0}</span>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
