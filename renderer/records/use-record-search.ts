import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { RecordSearch } from '../../shared/contract/record-views.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { recordPath } from './record-path.ts';

const typingPauseMs = 250;
const fewestCharacters = 2;

/** What is sought: words, an id or an address; in one object or in all. */
export type Sought = { text: string; object: string | null };

/** A search as it goes on. */
export type Searching = {
  sought: Sought;
  seek(sought: Sought): void;
  /** Opens the first that is found, as soon as it is. */
  openFirst(): void;
  /** Null while nothing is sought, or nothing was found out yet. */
  found: RecordSearch | null;
  isSearch: boolean;
  /** What is shown belongs to what stands in the field. */
  settled: boolean;
  problem: Problem | null;
  again(): void;
};

/** Searches an org while somebody types; nothing is asked before they pause. */
export function useRecordSearch(org: string): Searching {
  const { query } = useConsole();
  const [, navigate] = useLocation();
  const [sought, setSought] = useState<Sought>({ text: '', object: null });
  const [wanted, setWanted] = useState(false);
  const typed = sought.text.trim();
  const [text] = useDebouncedValue(typed, typingPauseMs);
  const isSearch = text.length >= fewestCharacters && typed.length >= fewestCharacters;
  const asked = useQuery({
    ...query.records.search.queryOptions({ input: { org, text, object: sought.object }, enabled: isSearch }),
    placeholderData: keepPreviousData,
  });
  const settled = isSearch && text === typed && !asked.isFetching;
  const found = (isSearch && asked.data) || null;
  useEffect(() => {
    if (!wanted || !settled) return;
    setWanted(false);
    const first = found?.place?.record ?? found?.groups[0]?.records[0];
    if (first) navigate(recordPath(found?.place?.org ?? org, first.object, first.id));
  }, [wanted, settled, found, org, navigate]);
  return {
    sought,
    seek(next) {
      setWanted(false);
      setSought(next);
    },
    openFirst: () => setWanted(typed.length >= fewestCharacters),
    found,
    isSearch,
    settled,
    problem: isSearch && asked.error ? refusalOf(asked.error) : null,
    again: () => void asked.refetch(),
  };
}
