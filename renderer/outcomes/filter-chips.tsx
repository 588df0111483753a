import { useMemo } from 'react';
import type { OutcomeRow } from '../../shared/contract/outcomes-contract.ts';
import { ChipChoice } from '../ui/chip-choice.tsx';
import { type OutcomeFilter, outcomeFilters, passesFilter } from './outcome-filters.ts';

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
  return <ChipChoice choices={outcomeFilters} counts={counts} chosen={props.chosen} onChoose={props.onChoose} />;
}
