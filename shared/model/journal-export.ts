import { csvLine, csvText } from './csv-text.ts';
import type { JournalEntry } from './journal-entry.ts';
import { journalReceipt } from './journal-receipt.ts';
import { type JournalColumn, journalValues } from './journal-values.ts';

/** What the journal can be exported as. */
export const journalFormats = ['csv', 'jsonl'] as const;
export type JournalFormat = (typeof journalFormats)[number];

const headings = [
  'Entry',
  'Time',
  'Kind',
  'Org',
  'Call',
  'Caller',
  'Proposal',
  'Actor',
  'Summary',
  'Asked for',
  'Proposed',
  'Approved',
  'Written',
  'Found in Salesforce',
  'Seconds to decide',
  'Seconds on screen',
  'Revision decided',
  'Rule',
  'Attempt',
  'Record',
  'Details',
  'Hash',
];

/** What stands before the entries; nothing in JSONL. */
export function exportHead(format: JournalFormat): string {
  return format === 'csv' ? csvLine(headings.map(csvText)) : '';
}

/** One entry as one line; no cell of it is a formula to a spreadsheet. */
export function exportLine(entry: JournalEntry, format: JournalFormat): string {
  if (format === 'jsonl') return `${JSON.stringify({ ...entry, at: new Date(entry.at).toISOString() })}\n`;
  const { decidedAfter, onScreenMs, decision, rule, attempt, record } = journalReceipt(entry);
  const values = journalValues(entry.detail);
  const told = (column: JournalColumn) =>
    values
      .filter((row) => row.values[column] !== undefined)
      .map((row) => `${row.label}: ${row.values[column] ?? ''}`)
      .join('\n');
  const texts = [
    new Date(entry.at).toISOString(),
    entry.kind,
    entry.org,
    entry.call ?? '',
    entry.callName ?? '',
    entry.reference ?? '',
    entry.actor,
    entry.summary,
    told('asked'),
    told('proposed'),
    told('sent'),
    told('written'),
    told('found'),
  ].map(csvText);
  const proof = [rule ?? '', attempt ? `${attempt.number} (${attempt.id})` : '', record?.url ?? '', details(entry)];
  return csvLine([
    String(entry.seq),
    ...texts,
    decidedAfter === null ? '' : String(decidedAfter / 1000),
    onScreenMs === null ? '' : String(onScreenMs / 1000),
    decision === null ? '' : String(decision.revision),
    ...[...proof, entry.hash].map(csvText),
  ]);
}

function details({ detail }: JournalEntry): string {
  return detail === null ? 'erased' : JSON.stringify(detail);
}
