import { randomUUID } from 'node:crypto';
import { type Selectable, sql, type Updateable } from 'kysely';
import type { AnswerDoor, AnswerOutcome, AnswerState } from '../../../shared/model/answer.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import type { Tables } from '../../store/tables.ts';

/** An answer as it is on disk. */
export type AnswerRow = Selectable<Tables['answers']>;

type Reader = Pick<StoreTransaction, 'selectFrom'>;
type Changes = Omit<Updateable<Tables['answers']>, 'state' | 'door' | 'outcome'> & {
  state?: AnswerState;
  door?: AnswerDoor | null;
  outcome?: AnswerOutcome;
};

/** Answers that still have to be told; written out so that SQLite finds the index made for them. */
export const isOpen = sql<boolean>`state in ('owed', 'sending', 'unreachable')`;

/** Who asked: a tool call of a call of a feed, and how long its platform waits. */
export type AnswerTo = {
  feed: string;
  externalId: string;
  call: string | null;
  toolCall: string;
  callbackUrl: string | null;
  heldUntil: number | null;
  limitMs: number | null;
  at: number;
};

/** Puts on disk that an answer is owed; the same tool call, come again, takes up what is owed to it already. */
export async function oweAnswer(store: Store, tx: StoreTransaction, proposal: string, to: AnswerTo): Promise<string> {
  const held = await tx
    .selectFrom('answers')
    .select(['id', 'state', 'door', 'outcome'])
    .where('proposal', '=', proposal)
    .where('feed', '=', to.feed)
    .where('external_id', '=', to.externalId)
    .where('tool_call', '=', to.toolCall)
    .execute();
  const now = { state: 'owed' as const, held_until: to.heldUntil, limit_ms: to.limitMs, callback_url: to.callbackUrl };
  const open = held.find(({ state }) => state === 'owed' || state === 'unreachable');
  if (open) await changeAnswer(tx, open.id, { ...now, asked_at: to.at, next_at: null });
  // What was told before by some door is told by another as a repetition.
  const before = held.find(({ outcome }) => outcome !== null && outcome !== 'pending');
  const id = open?.id ?? (await insertAnswer(tx, { ...blank(to), ...now, proposal, door: before?.door ?? null }));
  await showChange(store, tx, proposal);
  return id;
}

function blank(to: AnswerTo): Omit<AnswerRow, 'id' | 'proposal' | 'state'> {
  return {
    feed: to.feed,
    external_id: to.externalId,
    call: to.call,
    tool_call: to.toolCall,
    callback_url: to.callbackUrl,
    door: null,
    outcome: null,
    said: null,
    knows: null,
    why: null,
    tries: 0,
    next_at: null,
    held_until: null,
    limit_ms: to.limitMs,
    asked_at: to.at,
    said_at: null,
    settled_at: null,
  };
}

/** Puts one more row on disk; answers with its id. */
export async function insertAnswer(tx: StoreTransaction, row: Omit<AnswerRow, 'id'>): Promise<string> {
  const id = randomUUID();
  await tx
    .insertInto('answers')
    .values({ id, ...row })
    .execute();
  return id;
}

/** What was said before any proposal was made. */
export async function insertRefusal(tx: StoreTransaction, to: AnswerTo, said: string): Promise<string> {
  const told = { door: 'hold', outcome: 'refused', said, said_at: to.at } as const;
  return insertAnswer(tx, { ...blank(to), ...told, proposal: null, state: 'sending' });
}

export async function changeAnswer(tx: StoreTransaction, id: string, changes: Changes): Promise<void> {
  await tx.updateTable('answers').set(changes).where('id', '=', id).execute();
}

/** Takes an answer for telling; null where another did, or nothing is owed any more. */
export async function takeAnswer(tx: Reader, id: string): Promise<AnswerRow | null> {
  const row = await tx.selectFrom('answers').selectAll().where('id', '=', id).executeTakeFirst();
  return row && (row.state === 'owed' || row.state === 'unreachable') ? row : null;
}

/** Every answer that is still to be told. */
export function openAnswers(db: Reader): Promise<AnswerRow[]> {
  return db.selectFrom('answers').selectAll().where(isOpen).execute();
}

/** Those whose proposal changed, or whose call ended, after a change number. Two questions, as each has an index of its own. */
export async function openAnswersSince(db: Reader, since: number): Promise<AnswerRow[]> {
  const open = () => db.selectFrom('answers').selectAll().where(isOpen);
  const decided = await open()
    .where(sql<boolean>`proposal in (select id from proposals where changed > ${since})`)
    .execute();
  const ended = await open()
    .where(sql<boolean>`call in (select id from calls where changed > ${since} and ended_at is not null)`)
    .execute();
  return [...new Map([...decided, ...ended].map((row) => [row.id, row])).values()];
}

/** What a card says of its answer is told anew. */
export async function showChange(store: Store, tx: StoreTransaction, proposal: string | null): Promise<void> {
  if (proposal === null) return;
  const changed = await store.nextChange(tx);
  await tx.updateTable('proposals').set({ changed }).where('id', '=', proposal).execute();
}

/** The answers of one proposal in the order they were said; what is owed stands last. */
export function answersOf(db: Reader, proposal: string): Promise<AnswerRow[]> {
  return db
    .selectFrom('answers')
    .selectAll()
    .where('proposal', '=', proposal)
    .orderBy(sql`coalesce(said_at, 9e15)`)
    .orderBy(sql`rowid`)
    .execute();
}
