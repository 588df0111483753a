import { useQuery } from '@tanstack/react-query';
import type { OpenCase } from '../../shared/contract/caller-contract.ts';
import { useConsole } from '../client/console-context.tsx';
import { isSameMatter } from './parts/same-matter.ts';

const freshMs = 30_000;

/** What the org knows of who calls; read once for all who show it. */
export function useCallerPanel(call: string, enabled: boolean) {
  const { query } = useConsole();
  return useQuery(query.records.ofCaller.queryOptions({ input: { call }, enabled, staleTime: freshMs }));
}

/** The caller's open case on the matter of a new one; null where there is none. */
export function openCaseOn(matter: string, open: readonly OpenCase[]): OpenCase | null {
  const isAbout = (text: string | null) => text !== null && isSameMatter(matter, text);
  return open.find(({ record, about }) => isAbout(record.detail) || isAbout(about)) ?? null;
}
