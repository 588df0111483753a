import type { JournalPage } from '../../shared/contract/views.ts';
import { byteOrderMark } from '../../shared/model/csv-text.ts';
import { exportHead, exportLine, type JournalFormat } from '../../shared/model/journal-export.ts';

type Gathering = {
  format: JournalFormat;
  /** The page before an entry; null for the newest. */
  ask(before: number | null, signal: AbortSignal): Promise<JournalPage>;
  signal: AbortSignal;
  onProgress(entries: number): void;
};

/** Reads every page that fits and returns the file in parts, oldest entry first; null when it was given up. */
export async function gatherExport({ format, ask, signal, onProgress }: Gathering): Promise<string[] | null> {
  const pages: string[] = [];
  let entries = 0;
  for (let before: number | null = null; ; ) {
    let page: JournalPage;
    try {
      page = await ask(before, signal);
    } catch (cause) {
      if (signal.aborted) return null;
      throw cause;
    }
    if (signal.aborted) return null;
    pages.push(
      page.entries
        .toReversed()
        .map((entry) => exportLine(entry, format))
        .join(''),
    );
    entries += page.entries.length;
    onProgress(entries);
    if (page.nextBefore === null) break;
    before = page.nextBefore;
  }
  return [format === 'csv' ? byteOrderMark : '', exportHead(format), ...pages.toReversed()];
}
