import { sql } from 'kysely';
import { z } from 'zod';
import type { JournalPage } from '../../shared/contract/views.ts';
import { type JournalEntry, type JournalKind, journalKind } from '../../shared/model/journal-entry.ts';
import type { Store } from '../store/open-store.ts';

const pageSize = 100;
const detailSchema = z.record(z.string(), z.unknown());

/** What became of proposals, and why not what was decided, without how they came about. */
const decided: readonly JournalKind[] = [
  'proposal.approved',
  'proposal.rejected',
  'proposal.expired',
  'proposal.conflicted',
  'write.written',
  'write.refused',
  'write.held-back',
  'write.uncertain',
  'write.absent',
  'org.production-confirmed',
  'catalogue.changed',
  'rule.changed',
  'rule.trusted',
  'rule.revoked',
  'anomaly',
];

type Sought = { text: string; before: number | null; decidedOnly?: boolean };

/** A page of entries, newest first, whose summary, actor, reference or values hold every word of the text. */
export async function searchJournal(store: Store, sought: Sought): Promise<JournalPage> {
  const { text, before } = sought;
  let query = store.db
    .selectFrom('journal')
    .leftJoin('journal_values', 'journal_values.seq', 'journal.seq')
    .leftJoin('calls', 'calls.id', 'journal.call')
    .leftJoin('proposals', 'proposals.id', 'journal.proposal')
    .selectAll('journal')
    .select(['journal_values.value', 'calls.search as callName', 'proposals.number'])
    .orderBy('journal.seq', 'desc')
    .limit(pageSize + 1);
  if (before !== null) query = query.where('journal.seq', '<', before);
  if (sought.decidedOnly) query = query.where('journal.kind', 'in', decided);
  for (const word of text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    const reference = /^p-(\d+)$/.exec(word)?.[1];
    query = query.where((eb) =>
      eb.or([
        ...(reference ? [eb('proposals.number', '=', Number(reference))] : []),
        ...['journal.summary', 'journal.actor', 'journal.kind', 'journal_values.value', 'calls.search'].map(
          (column) => sql<boolean>`${sql.ref(column)} like ${like} escape '\\'`,
        ),
      ]),
    );
  }
  const rows = await query.execute();
  const page = rows.slice(0, pageSize);
  return { entries: page.map(toEntry), nextBefore: rows.length > pageSize ? (page.at(-1)?.seq ?? null) : null };
}

type Row = Omit<JournalEntry, 'kind' | 'detail' | 'reference'> & {
  kind: string;
  value: string | null;
  number: number | null;
};

function toEntry(row: Row): JournalEntry {
  return {
    seq: row.seq,
    at: row.at,
    kind: journalKind.parse(row.kind),
    org: row.org,
    call: row.call,
    callName: row.callName?.split('\n')[0] ?? null,
    proposal: row.proposal,
    reference: row.number === null ? null : `P-${row.number}`,
    actor: row.actor,
    summary: row.summary,
    detail: row.value === null ? null : detailSchema.parse(JSON.parse(row.value)),
    hash: row.hash,
  };
}
