import { SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { type JournalEntry, type JournalFilter, journalFilter } from '../../shared/model/journal-entry.ts';
import { useConsole, useStatus } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { useKeys } from '../desk/keys.tsx';
import { SearchIcon } from '../ui/icons.tsx';
import { Press } from '../ui/press.tsx';
import { Empty, Failed, NewPill, Skeleton } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.tsx';
import { ExportJournal } from './export-journal.tsx';
import style from './journal.module.css';
import { filtersNamed, wordsNamed } from './journal-address.ts';
import { filterOf, JournalFilters, noFilters } from './journal-filters.tsx';
import { JournalRow } from './journal-row.tsx';
import { JournalTabs } from './journal-tabs.tsx';
import { VerifyChain } from './verify-chain.tsx';

const typingPauseMs = 250;
const rowGuessPx = 37;
const rowsBeyondView = 12;

type Sought = JournalFilter & { decidedOnly: boolean };

const soughtSchema = journalFilter.extend({ decidedOnly: z.boolean() });

const shows = [
  { value: 'decided', label: 'Decided and written' },
  { value: 'all', label: 'Everything' },
];

/** Everything that was decided and written, newest first; an address may narrow it to begin with. */
export function JournalScreen(props: { query: string }) {
  const [text, setText] = useState(() => wordsNamed(props.query));
  const [what, setWhat] = useState('decided');
  const [filters, setFilters] = useState(() => filtersNamed(props.query));
  const now = { text: text.trim(), ...filterOf(filters), decidedOnly: what === 'decided' };
  const [key] = useDebouncedValue(JSON.stringify(now), typingPauseMs);
  const sought = useMemo(() => soughtSchema.parse(JSON.parse(key)), [key]);
  const search = useRef<HTMLInputElement>(null);
  useKeys({ search: () => search.current?.focus() });
  return (
    <div className={style.screen}>
      <header className={style.head}>
        <JournalTabs />
        <TextInput
          ref={search}
          className={style.search}
          type="search"
          aria-label="Find in the journal by words, names, references or values"
          placeholder="Find in the journal"
          leftSection={<SearchIcon size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label="Show"
          data={shows}
          value={filters.group === null ? what : 'all'}
          disabled={filters.group !== null}
          onChange={setWhat}
        />
        <VerifyChain
          onShow={(around) => {
            setText('');
            setFilters({ ...noFilters, around });
            setWhat('all');
          }}
        />
        <div className={style.tools}>
          <JournalFilters filters={filters} onChange={setFilters} />
          <ExportJournal sought={sought} />
        </div>
      </header>
      <JournalEntries key={key} {...sought} />
    </div>
  );
}

function useJournalPages(sought: Sought) {
  const { query } = useConsole();
  return useInfiniteQuery(
    query.journal.search.infiniteOptions({
      input: (before: number | null) => ({ ...sought, before }),
      initialPageParam: null,
      getNextPageParam: (page) => page.nextBefore,
      refetchOnWindowFocus: false,
    }),
  );
}

/** How many rows came in since. They do not come in under the reader, but are offered; a search is not repeated for it. */
function useFresh(sought: Sought, newest: number): number {
  const { query } = useConsole();
  const total = useStatus().value?.journal.entries ?? 0;
  const asked = query.journal.search.queryOptions({ input: { ...sought, before: null } });
  const latest = useQuery({
    ...asked,
    queryKey: [...asked.queryKey, total],
    enabled: sought.text === '' && sought.to === undefined && newest > 0 && total > newest,
    placeholderData: keepPreviousData,
  });
  return latest.data?.entries.filter((entry) => entry.seq > newest).length ?? 0;
}

function JournalEntries(props: Sought) {
  const pages = useJournalPages(props);
  const read = pages.data?.pages;
  const entries = useMemo(() => read?.flatMap((page) => page.entries) ?? [], [read]);
  const newest = entries[0]?.seq ?? 0;
  const fresh = useFresh(props, newest);

  if (pages.error) {
    return (
      <Failed
        problem={refusalOf(pages.error)}
        actions={<Press onPress={() => void pages.refetch()}>Try again</Press>}
      />
    );
  }
  if (!pages.data) return <Skeleton of="the journal" lines={10} />;
  if (entries.length === 0) {
    return (
      <Empty title={emptyWords(props)}>
        Calls, proposals, decisions and writes are recorded here and cannot be changed afterwards.
      </Empty>
    );
  }
  return (
    <div className={style.frame}>
      {fresh > 0 ? (
        <NewPill at="top" onPress={() => void pages.refetch()}>
          {fresh} new
        </NewPill>
      ) : null}
      <EntryList
        entries={entries}
        more={pages.hasNextPage && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : null}
      />
    </div>
  );
}

function emptyWords(of: Sought): string {
  if (
    of.text ||
    of.around !== undefined ||
    of.group ||
    of.actor ||
    of.org ||
    of.from !== undefined ||
    of.to !== undefined
  )
    return 'Nothing in the journal fits.';
  return of.decidedOnly ? 'Nothing was decided yet.' : 'Nothing happened yet.';
}

function EntryList(props: { entries: readonly JournalEntry[]; more: (() => void) | null }) {
  const { entries, more } = props;
  const box = useRef<HTMLElement>(null);
  const now = useNow();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback((seq: number) => {
    setOpen((held) => {
      const next = new Set(held);
      if (!next.delete(seq)) next.add(seq);
      return next;
    });
  }, []);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowGuessPx,
    overscan: rowsBeyondView,
    getItemKey: (index) => entries[index]?.seq ?? index,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= entries.length - rowsBeyondView) more?.();
  }, [last, entries.length, more]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <section ref={box} className={style.scroll} tabIndex={0} aria-label="Journal entries">
      <div className={style.rows} style={{ height: rows.getTotalSize() }}>
        {shown.map((row) => {
          const entry = entries[row.index];
          if (!entry) return null;
          return (
            <div
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              className={style.place}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <JournalRow entry={entry} now={now} open={open.has(entry.seq)} onToggle={toggle} />
            </div>
          );
        })}
      </div>
    </section>
  );
}
