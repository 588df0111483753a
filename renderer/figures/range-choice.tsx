import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useOrgs } from '../ui/org-context.tsx';
import { type DateRange, dayOf, usualRanges } from './date-range.ts';
import style from './figures.module.css';

/** Chooses the time that is looked at. */
export function RangeChoice(props: {
  range: DateRange;
  bounds: { from: number; to: number };
  onChange: (range: DateRange) => void;
}) {
  const { range, bounds, onChange } = props;
  const [from, to] = [dayOf(bounds.from), dayOf(bounds.to - 1)];
  return (
    <search className={style.range} aria-label="Time that is looked at">
      <SegmentedControl
        aria-label="Up to today"
        data={[...usualRanges]}
        value={range.kind === 'last' ? String(range.days) : ''}
        onChange={(days) => onChange({ kind: 'last', days: Number(days) })}
      />
      <TextInput
        type="date"
        aria-label="From day"
        value={from}
        max={to}
        onChange={(event) => onChange({ kind: 'days', from: event.currentTarget.value || from, to })}
      />
      <span aria-hidden="true">–</span>
      <TextInput
        type="date"
        aria-label="To day"
        value={to}
        min={from}
        onChange={(event) => onChange({ kind: 'days', from, to: event.currentTarget.value || to })}
      />
    </search>
  );
}

/** Chooses one org, where there are several. */
export function OrgChoice(props: { org: string | null; onChange: (org: string | null) => void }) {
  const orgs = useOrgs();
  if (orgs.length < 2) return null;
  return (
    <Select
      aria-label="Org"
      placeholder="Every org"
      data={orgs.map(({ id, name }) => ({ value: id, label: name }))}
      value={props.org}
      clearable
      clearButtonProps={{ 'aria-label': 'Every org' }}
      onChange={props.onChange}
    />
  );
}
