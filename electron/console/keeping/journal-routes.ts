import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import { searchJournal } from '../../journal/search-journal.ts';
import type { Store } from '../../store/open-store.ts';
import { refusing } from '../refusing.ts';
import type { JournalCheck } from './journal-check.ts';

/** What answers about the journal. */
export type JournalRoutesParts = {
  store: Store;
  journal: JournalCheck;
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls about the journal. */
export function createJournalRoutes({ store, journal, log }: JournalRoutesParts) {
  const os = implement(contract).journal;
  return {
    search: os.search.handler(({ input }) => refusing(() => searchJournal(store, input), log)),
    verify: os.verify.handler(() => journal.verify()),
  };
}
