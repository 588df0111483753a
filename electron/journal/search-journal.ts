import { sql } from 'kysely';
import { z } from 'zod';
import type { JournalPage } from '../../shared/contract/views.ts';
import { type JournalEntry, type JournalFilter, journalGroups, journalKind } from '../../shared/model/journal-entry.ts';
import type { Store } from '../store/open-store.ts';

const pageSize = 100;
const exportPageSize = 1000;
/** So many entries on either side show what an entry stands among. */
const beside = 5;
const detailSchema = z.record(z.string(), z.unknown());

type Sought = JournalFilter & { before: number | null; decidedOnly?: boolean; size?: number };

/** What reading the journal needs of the store. */
export type JournalSource = Pick<Store, 'db'>;

/** A page of the entries that fit, newest first. */
export async function searchJournal(source: JournalSource, sought: Sought): Promise<JournalPage> {
  const { before, decidedOnly, size = pageSize, ...filter } = sought;
  const group = filter.group ?? (decidedOnly ? 'decided' : undefined);
  let query = fitting(source, { ...filter, group })
    .orderBy('journal.seq', 'desc')
    .limit(size + 1);
  if (before !== null) query = query.where('journal.seq', '<', before);
  const rows = await query.execute();
  const page = rows.slice(0, size);
  return { entries: page.map(toEntry), nextBefore: rows.length > size ? (page.at(-1)?.seq ?? null) : null };
}

/** How many entries there are. */
export async function countEntries(source: JournalSource): Promise<number> {
  const row = await source.db.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row?.seq ?? 0;
}

/** Every entry that fits, oldest first, a page at a time. */
export async function* readJournal(source: JournalSource, filter: JournalFilter): AsyncGenerator<JournalEntry[]> {
  for (let after = 0; ; ) {
    const rows = await fitting(source, filter)
      .where('journal.seq', '>', after)
      .orderBy('journal.seq')
      .limit(exportPageSize)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(toEntry);
    after = last.seq;
  }
}

function fitting(source: JournalSource, filter: JournalFilter) {
  const { group, actor, org, proposal, around, from, to } = filter;
  let query = source.db
    .selectFrom('journal')
    .leftJoin('journal_values', 'journal_values.seq', 'journal.seq')
    .leftJoin('calls', 'calls.id', 'journal.call')
    .leftJoin('proposals', 'proposals.id', 'journal.proposal')
    .selectAll('journal')
    .select(['journal_values.value', 'calls.search as callName', 'proposals.number', 'proposals.created_at']);
  if (group) query = query.where('journal.kind', 'in', journalGroups[group]);
  if (actor) query = query.where((eb) => eb.or([contains('journal.actor', actor), ruleNamed(actor)]));
  if (org !== undefined) query = query.where('journal.org', '=', org);
  if (proposal !== undefined) query = query.where('journal.proposal', '=', proposal);
  if (around !== undefined) {
    query = query.where('journal.seq', '>=', around - beside).where('journal.seq', '<=', around + beside);
  }
  if (from !== undefined) query = query.where('journal.at', '>=', from);
  if (to !== undefined) query = query.where('journal.at', '<', to);
  for (const word of filter.text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)) {
    const reference = /^p-(\d+)$/.exec(word)?.[1];
    query = query.where((eb) =>
      eb.or([
        ...(reference ? [eb('proposals.number', '=', Number(reference))] : []),
        ...['journal.summary', 'journal.actor', 'journal.kind', 'journal_values.value', 'calls.search'].map((column) =>
          contains(column, word),
        ),
      ]),
    );
  }
  return query;
}

function contains(column: string, part: string) {
  return sql<boolean>`${sql.ref(column)} like ${likeOf(part)} escape '\\'`;
}

function ruleNamed(part: string) {
  return sql<boolean>`exists (select 1 from json_each(journal_values.value, '$.policy.rules') as spoke
    where json_extract(spoke.value, '$.name') like ${likeOf(part)} escape '\\')`;
}

function likeOf(part: string): string {
  return `%${part.replace(/[\\%_]/g, '\\$&')}%`;
}

type Row = Omit<JournalEntry, 'kind' | 'detail' | 'reference' | 'proposedAt'> & {
  kind: string;
  value: string | null;
  number: number | null;
  created_at: number | null;
};

function toEntry(row: Row): JournalEntry {
  return {
    seq: row.seq,
    at: row.at,
    // What was changed in the file is shown as it stands: only so can be seen what is wrong with it.
    kind: journalKind.catch('anomaly').parse(row.kind),
    org: row.org,
    call: row.call,
    callName: row.callName?.split('\n')[0] ?? null,
    proposal: row.proposal,
    reference: row.number === null ? null : `P-${row.number}`,
    proposedAt: row.created_at,
    actor: row.actor,
    summary: row.summary,
    detail: row.value === null ? null : readDetail(row.value),
    hash: row.hash,
  };
}

function readDetail(value: string): Record<string, unknown> {
  try {
    return detailSchema.parse(JSON.parse(value));
  } catch {
    return { unreadable: value };
  }
}
