import { sql } from 'kysely';
import { type SaidClaim, type SaidView, saidClaim } from '../../../shared/model/said-claim.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import { alertAt, judgeClaim, type SeenProposal } from './judge-claim.ts';
import { readClaims } from './read-claims.ts';

type Reader = Pick<StoreTransaction, 'selectFrom'>;

/** Reads what agents said in a call after a change number for claims, and keeps them; says up to where it read. */
export async function keepClaims(store: Store, call: string, since: number): Promise<number> {
  const said = await store.db
    .selectFrom('utterances')
    .select(['id', 'text', 'changed'])
    .where('call', '=', call)
    .where('changed', '>', since)
    .where('party', '=', 'agent')
    .where('state', '=', 'final')
    .where('doubled', '=', 0)
    .execute();
  const read = said.map(({ id, text }) => ({ id, claims: readClaims(text) }));
  const ids = read.map(({ id }) => id);
  const before = ids.length > 0 ? await claimsOf(store.db, ids) : [];
  const fresh = read.flatMap(({ id, claims }) =>
    claims.map((claim) => ({ utterance: id, start: claim.start, body: JSON.stringify(claim) })),
  );
  const stale = before.filter((each) => !fresh.some((of) => isSame(of, each)));
  const added = fresh.filter((each) => !before.some((of) => isSame(of, each)));
  if (stale.length > 0 || added.length > 0) {
    await store.transact(async (tx) => {
      for (const { utterance, start } of stale)
        await tx.deleteFrom('claims').where('utterance', '=', utterance).where('start', '=', start).execute();
      for (const each of added)
        await tx
          .insertInto('claims')
          .values({ ...each, dismissed_by: null })
          .execute();
      await showCall(store, tx, call);
    });
  }
  return said.reduce((upTo, { changed }) => Math.max(upTo, changed), since);
}

type ClaimRow = { utterance: string; start: number; body: string };

function isSame(a: ClaimRow, b: ClaimRow): boolean {
  return a.utterance === b.utterance && a.start === b.start && a.body === b.body;
}

function claimsOf(db: Reader, utterances: readonly string[]): Promise<ClaimRow[]> {
  return db.selectFrom('claims').select(['utterance', 'start', 'body']).where('utterance', 'in', utterances).execute();
}

/** The window hears of a call again. */
export async function showCall(store: Store, tx: StoreTransaction, call: string): Promise<void> {
  await tx
    .updateTable('calls')
    .set({ changed: await store.nextChange(tx) })
    .where('id', '=', call)
    .execute();
}

/** What agents claimed in calls, beside what really happened, as they said it; what was said twice stands once. */
export async function saidIn(db: Reader, calls: readonly string[]): Promise<Map<string, SaidView[]>> {
  if (calls.length === 0) return new Map();
  const rows = await db
    .selectFrom('claims')
    .innerJoin('utterances', 'utterances.id', 'claims.utterance')
    .select([
      'claims.body',
      'claims.dismissed_by',
      'utterances.id',
      'utterances.call',
      'utterances.text',
      'utterances.received_at',
    ])
    .where('utterances.call', 'in', calls)
    .where('utterances.doubled', '=', 0)
    .orderBy('utterances.seq')
    .orderBy('claims.start')
    .execute();
  const proposals = rows.length > 0 ? await seenProposals(db, [...new Set(rows.map((row) => row.call))]) : new Map();
  const said = new Map<string, Map<string, SaidView>>();
  for (const row of rows) {
    const claim = fromJson(saidClaim, row.body);
    const view = viewOf(claim, row, proposals.get(row.call) ?? []);
    const ofCall = said.get(row.call) ?? new Map<string, SaidView>();
    ofCall.set(`${claim.act} ${claim.tense} ${claim.topics.join()} ${view.proposal?.id ?? ''}`, view);
    said.set(row.call, ofCall);
  }
  return new Map([...said].map(([call, views]) => [call, [...views.values()].sort((a, b) => a.saidAt - b.saidAt)]));
}

type SaidRow = { id: string; text: string; received_at: number; dismissed_by: string | null };

function viewOf(claim: SaidClaim, row: SaidRow, seen: readonly SeenProposal[]): SaidView {
  const { state, by } = judgeClaim(claim, row.received_at, seen);
  const { act, tense, topics, start, end } = claim;
  return {
    id: `${row.id}:${start}`,
    act,
    tense,
    topics,
    words: { utterance: row.id, start, end, quote: row.text.slice(start, end) },
    saidAt: row.received_at,
    state,
    proposal: by && { id: by.id, reference: `P-${by.number}`, label: by.label, state: by.state },
    alertAt: row.dismissed_by === null ? alertAt(claim, state, row.received_at) : null,
    dismissedBy: row.dismissed_by,
  };
}

async function seenProposals(db: Reader, calls: readonly string[]): Promise<Map<string, SeenProposal[]>> {
  const rows = await db
    .selectFrom('proposals')
    .select([
      'id',
      'number',
      'call',
      'state',
      'created_at',
      sql<string>`json_extract(body, '$.actionLabel')`.as('label'),
      sql<string>`json_extract(body, '$.object')`.as('object'),
      sql<string>`json_extract(body, '$.operation')`.as('operation'),
      sql<
        string | null
      >`(select group_concat(json_extract(each.value, '$.field')) from json_each(body, '$.values') as each)`.as(
        'fields',
      ),
      sql<
        string | null
      >`(select lower(substr(group_concat(coalesce(json_extract(each.value, '$.value'), ''), ' '), 1, 4000)) from json_each(body, '$.values') as each)`.as(
        'text',
      ),
    ])
    .where('call', 'in', calls)
    .execute();
  const seen = rows.map(({ created_at, fields, text, ...rest }) => ({
    ...rest,
    fields: fields?.split(',') ?? [],
    text: text ?? '',
    createdAt: created_at,
  }));
  return Map.groupBy(seen, ({ call }) => call ?? '');
}

/** Which utterance and place a claim's id names; null where it names none. */
export function placeOf(claim: string): { utterance: string; start: number } | null {
  const [, utterance, start] = /^(.+):(\d+)$/.exec(claim) ?? [];
  return utterance && start ? { utterance, start: Number(start) } : null;
}
