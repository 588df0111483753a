import type { JournalProgress, JournalVerdict } from '../../../shared/contract/views.ts';
import { readHead } from '../../journal/journal-head.ts';
import { countEntries } from '../../journal/search-journal.ts';
import { walkJournal } from '../../journal/verify-journal.ts';
import type { Store } from '../../store/open-store.ts';

/** Verifies the journal, and remembers what came of it. */
export type JournalCheck = {
  verify(): AsyncGenerator<JournalProgress>;
  /** What the last verification found. */
  verdict(): JournalVerdict | null;
};

/** Makes the check of the journal of a data folder, whose head is kept beside the store. */
export function createJournalCheck(store: Store, dataFolder: string, now: () => number): JournalCheck {
  let verdict: JournalVerdict | null = null;
  return {
    verdict: () => verdict,
    async *verify() {
      const walk = walkJournal(store, readHead(dataFolder), now());
      const of = await countEntries(store);
      let step = await walk.next();
      for (; !step.done; step = await walk.next()) yield { checked: step.value, of, verdict: null };
      verdict = step.value;
      store.touch();
      yield { checked: verdict.entries, of: Math.max(of, verdict.entries), verdict };
    },
  };
}
