import { Select, TextInput } from '@mantine/core';
import { type JournalFilter, type JournalGroup, journalGroup } from '../../shared/model/journal-entry.ts';
import { useOrgs } from '../ui/org-context.tsx';
import { Press } from '../ui/press.tsx';
import style from './journal.module.css';

/** What is filtered by, as it is filled in: days as `2026-03-01`, empty where it is not asked about. */
export type Filters = {
  group: JournalGroup | null;
  actor: string;
  org: string | null;
  from: string;
  to: string;
  around: number | null;
};

/** Filters that ask about nothing. */
export const noFilters: Filters = { group: null, actor: '', org: null, from: '', to: '', around: null };

const groupWords: Record<JournalGroup, string> = {
  decided: 'Decided and written',
  decisions: 'Decisions',
  proposals: 'Proposals',
  writes: 'Writes',
  calls: 'Calls',
  outcomes: 'Outcomes of calls',
  answers: 'Answers and follow-ups',
  rules: 'Rules and actions',
  automations: 'Automations',
  access: 'Sign-ins and tokens',
  anomalies: 'Anomalies',
};
const groups = journalGroup.options
  .filter((group) => group !== 'decided')
  .map((value) => ({ value, label: groupWords[value] }));

/** The filters as the journal is asked by them: days are the supervisor's own, both ends included. */
export function filterOf({ group, actor, org, from, to, around }: Filters): Omit<JournalFilter, 'text'> {
  return {
    group: group ?? undefined,
    actor: actor.trim() || undefined,
    org: org ?? undefined,
    around: around ?? undefined,
    from: dayStart(from, 0),
    to: dayStart(to, 1),
  };
}

/** Chooses which entries are shown. */
export function JournalFilters(props: { filters: Filters; onChange: (filters: Filters) => void }) {
  const { filters, onChange } = props;
  const orgs = useOrgs();
  const set = (part: Partial<Filters>) => onChange({ ...filters, ...part });
  const isUsed = Object.values(filters).some((each) => each !== null && each !== '');
  return (
    <search className={style.filters} aria-label="Filter the journal">
      <Select
        aria-label="Kind"
        placeholder="Any kind"
        data={groups}
        value={filters.group}
        clearable
        clearButtonProps={{ 'aria-label': 'Any kind' }}
        onChange={(group) => set({ group: journalGroup.safeParse(group).data ?? null })}
      />
      <TextInput
        aria-label="Supervisor, rule or agent"
        placeholder="Who, or which rule"
        value={filters.actor}
        maxLength={200}
        onChange={(event) => set({ actor: event.currentTarget.value })}
      />
      {orgs.length > 1 ? (
        <Select
          aria-label="Org"
          placeholder="Any org"
          data={orgs.map(({ id, name }) => ({ value: id, label: name }))}
          value={filters.org}
          clearable
          clearButtonProps={{ 'aria-label': 'Any org' }}
          onChange={(org) => set({ org })}
        />
      ) : null}
      <TextInput
        type="date"
        aria-label="From day"
        value={filters.from}
        max={filters.to || undefined}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <span aria-hidden="true">–</span>
      <TextInput
        type="date"
        aria-label="To day"
        value={filters.to}
        min={filters.from || undefined}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
      {filters.around === null ? null : <span>Around entry {filters.around}</span>}
      {isUsed ? (
        <Press tone="quiet" onPress={() => onChange(noFilters)}>
          Clear filters
        </Press>
      ) : null}
    </search>
  );
}

function dayStart(day: string, plusDays: number): number | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (!year || !month || !date) return undefined;
  return new Date(Number(year), Number(month) - 1, Number(date) + plusDays).getTime();
}
