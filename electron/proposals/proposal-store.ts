import { z } from 'zod';
import { type Problem, toProblem } from '../../shared/model/problem.ts';
import { type Proposal, proposal } from '../../shared/model/proposal.ts';
import { type RequestedValue, requestedValue } from '../actions/requested-value.ts';
import { appendJournal, type JournalLine } from '../journal/append-journal.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { applyProposalEvent } from './apply-proposal-event.ts';
import { decideProposal, type ProposalCommand } from './deciding/decide-proposal.ts';
import { journalLine } from './journal-line.ts';
import type { ProposalEvent } from './proposal-event.ts';

/** A proposal with what was asked for, from which it can be made ready again. */
export type StoredProposal = { proposal: Proposal; requested: RequestedValue[]; matter: string };

type Reader = Pick<StoreTransaction, 'selectFrom'>;
type Row = { body: string; requested: string; matter: string };

const requestedList = z.array(requestedValue);

/** Reads one proposal; null where there is none of that id. */
export async function loadProposal(db: Reader, id: string): Promise<StoredProposal | null> {
  const row = await db
    .selectFrom('proposals')
    .select(['body', 'requested', 'matter'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? toStored(row) : null;
}

/** Every proposal of a call, oldest first. */
export async function proposalsOfCall(db: Reader, call: string): Promise<StoredProposal[]> {
  const rows = await db
    .selectFrom('proposals')
    .select(['body', 'requested', 'matter'])
    .where('call', '=', call)
    .orderBy('number')
    .execute();
  return rows.map(toStored);
}

/** The proposals of an action that belong to no call and wait, oldest first. */
export async function waitingWithoutCall(db: Reader, org: string, action: string): Promise<StoredProposal[]> {
  const rows = await db
    .selectFrom('proposals')
    .select(['body', 'requested', 'matter'])
    .where('call', 'is', null)
    .where('state', '=', 'waiting')
    .where('org', '=', org)
    .where('action', '=', action)
    .orderBy('number')
    .execute();
  return rows.map(toStored);
}

/** The proposals about a record that wait, oldest first. */
export async function waitingAbout(db: Reader, org: string, record: string): Promise<StoredProposal[]> {
  const rows = await db
    .selectFrom('proposals')
    .select(['body', 'requested', 'matter'])
    .where('record', '=', record)
    .where('org', '=', org)
    .where('state', '=', 'waiting')
    .orderBy('number')
    .execute();
  return rows.map(toStored);
}

/** Ids of the proposals in any of these states, oldest first. */
export async function proposalsInState(db: Reader, states: readonly Proposal['status']['state'][]): Promise<string[]> {
  const rows = await db.selectFrom('proposals').select('id').where('state', 'in', states).orderBy('number').execute();
  return rows.map((row) => row.id);
}

/** Takes the next number for a reference such as `P-1042`. */
export async function nextNumber(tx: StoreTransaction): Promise<number> {
  const row = await tx
    .updateTable('counter')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'proposal')
    .returning('value')
    .executeTakeFirstOrThrow();
  return row.value;
}

/** Puts a new proposal on disk together with its journal line. */
export async function insertProposal(
  store: Store,
  tx: StoreTransaction,
  made: StoredProposal,
  number: number,
): Promise<void> {
  const { proposal: of } = made;
  await tx
    .insertInto('proposals')
    .values({
      id: of.id,
      number,
      org: of.org,
      call: of.call,
      action: of.action,
      created_at: of.createdAt,
      ...(await columns(store, tx, made)),
    })
    .execute();
  await journal(tx, [{ event: { type: 'proposal.made', proposal: of }, after: of }], of.createdAt);
}

/** Applies events to a proposal and puts both on disk in the caller's transaction. */
export async function applyEvents(
  store: Store,
  tx: StoreTransaction,
  stored: StoredProposal,
  events: readonly ProposalEvent[],
  at: number,
): Promise<StoredProposal> {
  let after = stored.proposal;
  const told: { event: ProposalEvent; after: Proposal }[] = [];
  for (const event of events) {
    after = applyProposalEvent(after, event, at);
    told.push({ event, after });
  }
  const changed = { ...stored, proposal: after };
  await tx
    .updateTable('proposals')
    .set(await columns(store, tx, changed))
    .where('id', '=', after.id)
    .execute();
  await journal(tx, told, at);
  if (after.undoes && events.some(({ type }) => type === 'write.written')) await noteUndone(store, tx, after, at);
  return changed;
}

/** What was written is undone in the very transaction that says its reverse is. */
async function noteUndone(store: Store, tx: StoreTransaction, by: Proposal, at: number): Promise<void> {
  const original = by.undoes ? await loadProposal(tx, by.undoes.proposal) : null;
  const undone = original && decideProposal(original.proposal, { type: 'undone', by });
  if (original && Array.isArray(undone)) await applyEvents(store, tx, original, undone, at);
}

/** What else belongs to a command, in its transaction. */
export type Beside = {
  requested?: RequestedValue[];
  /** What it does after all, or why not. */
  weigh?: (tx: StoreTransaction, of: Proposal, decided: ProposalEvent[]) => Promise<ProposalEvent[] | Problem>;
  /** What follows from it at once. */
  follow?: (tx: StoreTransaction, after: Proposal) => Promise<ProposalEvent[]>;
};

/** Decides a command on the proposal as it is on disk; what it does and its journal lines are one transaction. */
export async function commandProposal(
  store: Store,
  id: string,
  command: ProposalCommand,
  at: number,
  beside: Beside = {},
): Promise<Proposal | Problem> {
  return store.transact(async (tx) => {
    const stored = await loadProposal(tx, id);
    if (!stored) return toProblem('not-found', 'This proposal does not exist.');
    const wanted = decideProposal(stored.proposal, command);
    if (!Array.isArray(wanted)) return wanted;
    if (wanted.length === 0) return stored.proposal;
    const decided = (await beside.weigh?.(tx, stored.proposal, wanted)) ?? wanted;
    if (!Array.isArray(decided)) return decided;
    const changed = { ...stored, requested: beside.requested ?? stored.requested };
    const after = await applyEvents(store, tx, changed, decided, at);
    const following = (await beside.follow?.(tx, after.proposal)) ?? [];
    return (following.length > 0 ? await applyEvents(store, tx, after, following, at) : after).proposal;
  });
}

/** Tells a proposal from a refusal. */
export function isProposal(answer: Proposal | Problem): answer is Proposal {
  return 'status' in answer;
}

async function columns(store: Store, tx: StoreTransaction, { proposal: of, requested, matter }: StoredProposal) {
  return {
    matter,
    // Of a create that hangs on nothing: what it made, so that the record's history begins with it.
    record: of.record?.id ?? ('result' in of.status ? of.status.result.record.id : null),
    state: of.status.state,
    expires_at: of.expiresAt ?? null,
    body: JSON.stringify(of),
    requested: JSON.stringify(requested),
    changed: await store.nextChange(tx),
  };
}

async function journal(
  tx: StoreTransaction,
  told: readonly { event: ProposalEvent; after: Proposal }[],
  at: number,
): Promise<void> {
  const lines = told.map(({ event, after }) => journalLine(event, after, at));
  await appendJournal(
    tx,
    lines.filter((line): line is JournalLine => line !== null),
  );
}

function toStored(row: Row): StoredProposal {
  return {
    proposal: fromJson(proposal, row.body),
    requested: fromJson(requestedList, row.requested),
    matter: row.matter,
  };
}
