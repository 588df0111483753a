import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { isAccessToken } from '../../shared/model/access-token.ts';
import { type Call, callerParty } from '../../shared/model/call.ts';
import type { FollowUp } from '../../shared/model/follow-up.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { callName } from '../calls/call-store.ts';
import { appendJournal } from '../journal/append-journal.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import type { Tables } from '../store/tables.ts';

/** What is owed to callers. */
export type FollowUps = {
  /** Owes a caller what their agent could not be told any more; one per proposal, the newest word counts. */
  owe(tx: StoreTransaction, owed: OwedFollowUp): Promise<void>;
  /** Owes a caller what the agent told, and what is not so; one per claim, and none where its proposal is owed of already. */
  oweTold(tx: StoreTransaction, owed: OwedClaim): Promise<void>;
  /** Open ones that make good what was told in a call. */
  told(call: string): Promise<FollowUp[]>;
  /** Open ones, and those done within a day, the one due first first. */
  list(): Promise<FollowUp[]>;
  find(id: string): Promise<FollowUp>;
  setDone(id: string, by: string, done: boolean): Promise<FollowUp>;
  /** Remembers the proposal that makes it a task. */
  setTask(id: string, proposal: string): Promise<FollowUp>;
};

export type OwedFollowUp = { of: Proposal; call: Call | null; what: string };

/** What an agent told, by the claim's id, and the proposal that it spoke of. */
export type OwedClaim = { claim: string; call: Call; proposal: string | null; what: string };

type Row = Selectable<Tables['follow_ups']> & { number: number | null };

/** By when a caller should hear, where nobody says otherwise. */
const dueMs = 24 * 60 * 60 * 1000;
const shownDoneMs = 24 * 60 * 60 * 1000;

/** Makes the list of follow-ups. */
export function createFollowUps(parts: { store: Store; now(): number }): FollowUps {
  const { store, now } = parts;

  const rows = (db: Pick<StoreTransaction, 'selectFrom'>) =>
    db
      .selectFrom('follow_ups')
      .leftJoin('proposals', 'proposals.id', 'follow_ups.proposal')
      .selectAll('follow_ups')
      .select('proposals.number');

  async function find(id: string): Promise<FollowUp> {
    const row = await rows(store.db).where('follow_ups.id', '=', id).executeTakeFirst();
    if (!row) throw new ProblemError(toProblem('not-found', 'This follow-up does not exist.'));
    return toFollowUp(row);
  }

  return {
    find,
    async owe(tx, { of, call, what }) {
      // A token is the agent's business: no caller waits to hear of it.
      if (isAccessToken(of)) return;
      const open = await tx
        .selectFrom('follow_ups')
        .select('id')
        .where('proposal', '=', of.id)
        .where('done_at', 'is', null)
        .executeTakeFirst();
      const told = { what, changed: await store.nextChange(tx) };
      if (open) {
        await tx.updateTable('follow_ups').set(told).where('id', '=', open.id).execute();
        return;
      }
      const at = now();
      await tx
        .insertInto('follow_ups')
        .values({
          id: randomUUID(),
          org: of.org,
          call: call?.id ?? null,
          proposal: of.id,
          whom: call ? nameOf(call) : 'Unknown caller',
          due_at: at + dueMs,
          made_at: at,
          done_at: null,
          done_by: null,
          task: null,
          ...told,
        })
        .execute();
      const line = { at, org: of.org, call: call?.id ?? null, proposal: of.id, actor: 'Countersign' };
      const summary = `${of.reference}: the caller is owed what came of it`;
      await appendJournal(tx, [{ ...line, kind: 'follow-up.made', summary, detail: { what } }]);
    },
    async oweTold(tx, { claim, call, proposal, what }) {
      const known = await tx
        .selectFrom('follow_ups')
        .select(['id', 'claim', 'what', 'done_at'])
        .where('call', '=', call.id)
        .where((eb) =>
          eb.or([
            eb('claim', '=', claim),
            ...(proposal === null ? [] : [eb.and([eb('proposal', '=', proposal), eb('done_at', 'is', null)])]),
          ]),
        )
        .executeTakeFirst();
      if (known) {
        // Somebody may have done it already; what stands in the way of it may have changed.
        if (known.claim !== claim || known.done_at !== null || known.what === what) return;
        const told = { what, proposal, changed: await store.nextChange(tx) };
        await tx.updateTable('follow_ups').set(told).where('id', '=', known.id).execute();
        return;
      }
      const at = now();
      const row = { org: call.org, call: call.id, proposal };
      await tx
        .insertInto('follow_ups')
        .values({
          ...row,
          id: randomUUID(),
          claim,
          what,
          whom: nameOf(call),
          due_at: at + dueMs,
          made_at: at,
          done_at: null,
          done_by: null,
          task: null,
          changed: await store.nextChange(tx),
        })
        .execute();
      const summary = 'the caller was told what is not done';
      await appendJournal(tx, [
        { ...row, at, kind: 'follow-up.made', actor: 'Countersign', summary, detail: { what, claim } },
      ]);
    },
    async told(call) {
      const found = await rows(store.db)
        .where('follow_ups.call', '=', call)
        .where('follow_ups.claim', 'is not', null)
        .where('done_at', 'is', null)
        .execute();
      return found.map(toFollowUp);
    },
    async list() {
      const found = await rows(store.db)
        .where((eb) => eb.or([eb('done_at', 'is', null), eb('done_at', '>', now() - shownDoneMs)]))
        .orderBy('due_at')
        .execute();
      return found.map(toFollowUp);
    },
    async setDone(id, by, done) {
      const before = await find(id);
      if ((before.doneAt !== null) === done) return before;
      await store.transact(async (tx) => {
        const set = { done_at: done ? now() : null, done_by: done ? by : null, changed: await store.nextChange(tx) };
        await tx.updateTable('follow_ups').set(set).where('id', '=', id).execute();
        const kind = done ? ('follow-up.done' as const) : ('follow-up.reopened' as const);
        const summary = done ? 'a follow-up was done' : 'a follow-up is to be done again';
        const { org, call, proposal } = before;
        await appendJournal(tx, [
          { at: now(), kind, org, call, proposal, actor: by, summary, detail: { followUp: id } },
        ]);
      });
      return find(id);
    },
    async setTask(id, proposal) {
      await store.transact(async (tx) => {
        const changed = await store.nextChange(tx);
        await tx.updateTable('follow_ups').set({ task: proposal, changed }).where('id', '=', id).execute();
      });
      return find(id);
    },
  };
}

/** Whom to call back, and where. */
function nameOf(of: Call): string {
  const name = callName(of);
  const phone = callerParty(of)?.phone;
  return phone && phone !== name ? `${name}, ${phone}` : name;
}

/** What is owed, as its row says. */
export function toFollowUp(row: Row): FollowUp {
  return {
    id: row.id,
    org: row.org,
    call: row.call,
    proposal: row.proposal,
    reference: row.number === null ? null : `P-${row.number}`,
    what: row.what,
    whom: row.whom,
    dueAt: row.due_at,
    madeAt: row.made_at,
    doneAt: row.done_at,
    doneBy: row.done_by,
    task: row.task,
    claim: row.claim,
  };
}
