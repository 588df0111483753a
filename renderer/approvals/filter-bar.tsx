import { Popover, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { ListedProposal } from '../../shared/contract/views.ts';
import {
  type DeskFacet,
  type DeskFilter,
  deskFacets,
  deskGrouping,
  wholeDesk,
} from '../../shared/model/desk-filter.ts';
import { useStatus } from '../client/console-context.tsx';
import { useKeys } from '../desk/keys.tsx';
import { ChipChoice } from '../ui/chip-choice.tsx';
import { SearchIcon } from '../ui/icons.tsx';
import { Press } from '../ui/press.tsx';
import style from './approvals.module.css';
import { type Around, facetOf, passes, shows } from './filters.ts';
import { ViewsMenu } from './views-menu.tsx';

type FilterBarProps = {
  /** Everything that needs a person. */
  waiting: readonly ListedProposal[];
  around: Around;
  filter: DeskFilter;
  onFilter: (filter: DeskFilter) => void;
};

const facetWords: Record<DeskFacet, string> = {
  call: 'Call',
  agent: 'Asked by',
  platform: 'Platform',
  feed: 'Feed',
  action: 'Action',
  object: 'Object',
};
const groupWords = { none: 'No groups', call: 'By call', agent: 'By agent', action: 'By action' } as const;
const groupings = deskGrouping.options.map((value) => ({ value, label: groupWords[value] }));

/** What is listed: by what stands out, by what it is, by words, and how it is grouped. */
export function FilterBar(props: FilterBarProps) {
  const { filter, onFilter, waiting } = props;
  const search = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const set = (part: Partial<DeskFilter>) => onFilter({ ...filter, ...part, card: undefined });
  useKeys({
    search: () => search.current?.focus(),
    // F flags on other screens; here it filters.
    flag: () => setOpen((before) => !before),
    group: () => {
      const at = deskGrouping.options.indexOf(filter.by);
      set({ by: deskGrouping.options[(at + 1) % deskGrouping.options.length] ?? 'none' });
    },
  });
  const used = deskFacets.filter((facet) => filter[facet] !== undefined);
  return (
    <search className={style.filters} aria-label="What is listed">
      <ShowChips {...props} set={set} />
      <ViewsMenu filter={filter} onFilter={onFilter} />
      <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus withinPortal width={300}>
        <Popover.Target>
          <Press hint="F" aria-expanded={open} aria-haspopup="dialog" onPress={() => setOpen(!open)}>
            {used.length > 0 || filter.by !== 'none'
              ? `Filter (${used.length + (filter.by === 'none' ? 0 : 1)})`
              : 'Filter'}
          </Press>
        </Popover.Target>
        <Popover.Dropdown>
          <div className={style.facets}>
            {deskFacets.map((facet) => (
              <FacetSelect key={facet} facet={facet} waiting={waiting} filter={filter} set={set} />
            ))}
            <div>
              <span id="desk-groups" className={style.facetLabel}>
                Groups (B)
              </span>
              <SegmentedControl
                aria-labelledby="desk-groups"
                size="xs"
                fullWidth
                data={groupings}
                value={filter.by}
                onChange={(value) => set({ by: deskGrouping.catch('none').parse(value) })}
              />
            </div>
            <Press tone="quiet" onPress={() => onFilter(wholeDesk)}>
              Everything again
            </Press>
          </div>
        </Popover.Dropdown>
      </Popover>
      <FollowUpsLink />
      <TextInput
        ref={search}
        className={style.search}
        type="search"
        aria-label="Narrow by name, number, reference or value"
        placeholder="Narrow"
        leftSection={<SearchIcon size={14} />}
        value={filter.text}
        onChange={(event) => set({ text: event.currentTarget.value.slice(0, 200) })}
        onKeyDown={(event) => event.key === 'Enter' && goToList(event.currentTarget)}
      />
    </search>
  );
}

/** What was typed stays; the keys act on what it found. */
function goToList(from: HTMLElement): void {
  from.closest('main')?.querySelector<HTMLElement>('[role="listbox"]')?.focus();
}

function ShowChips(props: FilterBarProps & { set: (part: Partial<DeskFilter>) => void }) {
  const { waiting, around, filter } = props;
  const counts = useMemo(
    () => new Map(shows.map(({ show }) => [show, waiting.filter((each) => passes(show, each, around)).length])),
    [waiting, around],
  );
  const offered = shows.filter(
    ({ show }) =>
      show === 'all' ||
      show === filter.show ||
      // What lists everything, or nothing, narrows nothing.
      ((counts.get(show) ?? 0) > 0 && counts.get(show) !== waiting.length),
  );
  return <ChipChoice choices={offered} counts={counts} chosen={filter.show} onChoose={(show) => props.set({ show })} />;
}

function FacetSelect(props: {
  facet: DeskFacet;
  waiting: readonly ListedProposal[];
  filter: DeskFilter;
  set: (part: Partial<DeskFilter>) => void;
}) {
  const { facet, waiting, filter } = props;
  const choices = useMemo(() => {
    const found = new Map<string, { label: string; count: number }>();
    for (const each of waiting) {
      const its = facetOf(facet, each);
      if (!its) continue;
      const held = found.get(its.value);
      if (held) held.count += 1;
      else found.set(its.value, { label: its.label, count: 1 });
    }
    return [...found]
      .sort(([, a], [, b]) => b.count - a.count)
      .map(([value, { label, count }]) => ({ value, label: `${label} (${count})` }));
  }, [facet, waiting]);
  const chosen = filter[facet] ?? null;
  // What is asked for may have been decided by now.
  const data =
    chosen === null || choices.some(({ value }) => value === chosen)
      ? choices
      : [{ value: chosen, label: `${chosen} (0)` }, ...choices];
  return (
    <Select
      label={facetWords[facet]}
      size="xs"
      placeholder="Any"
      clearable
      searchable
      limit={50}
      selectFirstOptionOnChange
      data={data}
      value={chosen}
      onChange={(value) => props.set({ [facet]: value ?? undefined })}
      comboboxProps={{ withinPortal: false }}
    />
  );
}

/** What is owed to callers stands beside what waits. */
function FollowUpsLink() {
  const owed = useStatus().value?.followUps ?? 0;
  return (
    <Link to="/approvals/follow-ups" className={style.chipLink}>
      Follow-ups <span className={style.chipCount}>{owed}</span>
    </Link>
  );
}
