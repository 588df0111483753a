import type { JournalEntry } from './journal-entry.ts';
import { type JournalReceipt, journalReceipt } from './journal-receipt.ts';
import { type JournalValue, journalValues } from './journal-values.ts';

/** What the journal holds of one proposal: each field through its life, and the proof of what became of it. */
export type JournalStory = { values: JournalValue[]; receipt: JournalReceipt };

const nothingKnown: JournalReceipt = {
  decidedAfter: null,
  decision: null,
  onScreenMs: null,
  rule: null,
  attempt: null,
  record: null,
};

/** Puts the entries of one proposal together; the latest word on each thing holds. */
export function journalStory(entries: readonly JournalEntry[]): JournalStory {
  const rows = new Map<string, JournalValue>();
  let receipt = nothingKnown;
  for (const entry of entries.toSorted((one, other) => one.seq - other.seq)) {
    for (const { field, label, values } of journalValues(entry.detail)) {
      // What is approved holds the edits already: it is no longer what was proposed.
      const { proposed, ...later } = values;
      const row = rows.get(field) ?? { field, label, values: {} };
      if (label !== field) row.label = label;
      Object.assign(row.values, entry.kind === 'proposal.approved' ? later : values);
      rows.set(field, row);
    }
    const told = journalReceipt(entry);
    receipt = {
      decidedAfter: told.decidedAfter ?? receipt.decidedAfter,
      decision: told.decision ?? receipt.decision,
      onScreenMs: told.onScreenMs ?? receipt.onScreenMs,
      rule: told.rule ?? receipt.rule,
      attempt: told.attempt ?? receipt.attempt,
      record: told.record ?? receipt.record,
    };
  }
  return { values: [...rows.values()], receipt };
}

/** Whether what was approved for a field is not what was proposed for it. */
export function isEdited({ values: { proposed, sent } }: JournalValue): boolean {
  return sent !== undefined && proposed !== undefined && (sent ?? '') !== (proposed ?? '');
}
