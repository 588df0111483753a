import { randomUUID } from 'node:crypto';
import { isAccessToken } from '../../shared/model/access-token.ts';
import { isOutbound } from '../../shared/model/outbound.ts';
import { type Problem, toProblem } from '../../shared/model/problem.ts';
import type { Asker, Proposal, ProposedValue } from '../../shared/model/proposal.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import type { ProposedAction } from '../actions/outbound-actions.ts';
import type { RequestedValue } from '../actions/requested-value.ts';
import { namingFields } from '../actions/sought-record.ts';
import { appendJournal } from '../journal/append-journal.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { readDeciding } from './deciding/read-deciding.ts';
import { payloadHash } from './executor/payload-hash.ts';
import { expiryOf } from './expiry-of.ts';
import { mergeRequested, plain, sameRequest } from './preparing/merge-requested.ts';
import { sameByHand } from './preparing/same-by-hand.ts';
import {
  applyEvents,
  insertProposal,
  loadProposal,
  nextNumber,
  proposalsOfCall,
  type StoredProposal,
} from './proposal-store.ts';

/** What somebody wants written. */
export type ProposalRequest = {
  org: string;
  call: string | null;
  action: ProposedAction;
  asker: Asker;
  requested: RequestedValue[];
  /** Tells several wishes of one action in one call apart; empty for an agent's. */
  matter: string;
  pinnedTo: string | null;
  record: RecordRef | null;
  /** Of an agent: which tool call of which call it is, on its platform. */
  toolCall: { feed: string; externalId: string; id: string } | null;
  /** The open proposal whose values these take the place of, where it still waits. */
  into?: string;
  /** What else goes to disk with it, in the same transaction; also where the request is a repetition. */
  alongside?(tx: StoreTransaction, of: Proposal): Promise<void>;
};

/** What came of a request. */
export type Proposed =
  | { kind: 'made' | 'joined' | 'repeated'; proposal: Proposal }
  | { kind: 'refused'; problem: Problem };

/** Puts a request on disk as a proposal of its own, or joins it to the open one that wants the same. Idempotent per tool call. */
export function propose(store: Store, request: ProposalRequest, at: number): Promise<Proposed> {
  return store.transact(async (tx) => {
    const digest = digestOf(request);
    const repeated = await findToolCall(tx, request);
    if (repeated) return answerRepeated(tx, request, repeated, digest, at);
    const outcome = await proposeIn(store, tx, request, at);
    if (request.toolCall) {
      const { feed, externalId, id } = request.toolCall;
      await tx
        .insertInto('tool_calls')
        .values({ feed, external_id: externalId, tool_call: id, proposal: outcome.proposal.id, digest })
        .execute();
    }
    await request.alongside?.(tx, outcome.proposal);
    return outcome;
  });
}

/** Makes or joins a proposal in the caller's transaction. */
export async function proposeIn(
  store: Store,
  tx: StoreTransaction,
  request: ProposalRequest,
  at: number,
): Promise<{ kind: 'made' | 'joined'; proposal: Proposal }> {
  const open = await findOpen(tx, request);
  return open ? join(store, tx, open, request, at) : make(store, tx, request, at);
}

async function findToolCall(tx: StoreTransaction, { toolCall }: ProposalRequest) {
  if (!toolCall) return undefined;
  return tx
    .selectFrom('tool_calls')
    .selectAll()
    .where('feed', '=', toolCall.feed)
    .where('external_id', '=', toolCall.externalId)
    .where('tool_call', '=', toolCall.id)
    .executeTakeFirst();
}

async function answerRepeated(
  tx: StoreTransaction,
  request: ProposalRequest,
  known: { proposal: string; digest: string },
  digest: string,
  at: number,
): Promise<Proposed> {
  const stored = await loadProposal(tx, known.proposal);
  if (stored && known.digest === digest) {
    await request.alongside?.(tx, stored.proposal);
    return { kind: 'repeated', proposal: stored.proposal };
  }
  const id = request.toolCall?.id ?? '';
  await appendJournal(tx, [
    {
      at,
      kind: 'anomaly',
      org: request.org,
      call: request.call,
      proposal: known.proposal,
      actor: request.asker.name ?? request.asker.kind,
      summary: 'a tool call came again with other content and was refused',
      detail: { toolCall: id, values: request.asker.values },
    },
  ]);
  return {
    kind: 'refused',
    problem: toProblem('conflict', `Tool call ${id} was received before with other content. It was not taken again.`, {
      code: 'tool-call-changed',
    }),
  };
}

/** The open proposal that a request belongs to: same call, action, record and field set; two creates by an agent stay two. */
async function findOpen(tx: StoreTransaction, request: ProposalRequest): Promise<StoredProposal | null> {
  // Each token is for one request alone.
  if (isAccessToken(request.action)) return null;
  // So is each that goes out, and whatever an automation wants without a call: two runs never share one.
  if (isOutbound(request.action) || (request.call === null && request.asker.kind === 'automation')) return null;
  const meant = request.into ? await loadProposal(tx, request.into) : null;
  if (meant?.proposal.status.state === 'waiting' && meant.proposal.action === request.action.key) return meant;
  if (request.call === null) return sameByHand(tx, request);
  const open = (await proposalsOfCall(tx, request.call)).filter(
    ({ proposal: of }) =>
      of.status.state === 'waiting' &&
      !of.undoes &&
      of.action === request.action.key &&
      of.object.toLowerCase() === request.action.object.toLowerCase() &&
      isSameRecord(of.record, request),
  );
  return open.find((stored) => belongs(stored, request)) ?? null;
}

/** What is not known yet may be the same record; a person who chose one means no other. */
function isSameRecord(held: RecordRef | null, { record, asker }: ProposalRequest): boolean {
  if (asker.kind === 'supervisor') return held?.id === record?.id;
  return record === null || held === null || held.id === record.id;
}

function belongs(stored: StoredProposal, request: ProposalRequest): boolean {
  const { proposal: of, requested } = stored;
  const sameKind = of.askers.some((each) => each.kind === request.asker.kind);
  const held = new Set(requested.map((value) => value.field));
  const overlaps = request.requested.some((value) => held.has(value.field));
  if (request.asker.kind === 'supervisor') {
    // They see the open cards: who makes a new record by hand beside one that is asked for means a second.
    if (request.action.operation === 'create') return sameKind && isSameCreate(stored, request);
    return overlaps || request.action.operation === 'delete';
  }
  // An agent that names two records means two; what the rules heard may be a mishearing of the same one.
  if (sameKind && namesAnother(stored, request)) return false;
  if (request.action.operation === 'create') return !sameKind || isSameCreate(stored, request);
  return overlaps || !sameKind;
}

/** Whether those of one kind ask for the same new record once more. */
function isSameCreate({ requested }: StoredProposal, request: ProposalRequest): boolean {
  return sameRequest(askedBy(requested, request.asker.kind), request.requested);
}

/** Whether the two name different records: then they are about different things. */
function namesAnother({ requested }: StoredProposal, request: ProposalRequest): boolean {
  return namingFields(request.action).some((field) => {
    const [held, wanted] = [requested, request.requested].map((list) => list.find((value) => value.field === field));
    return held !== undefined && wanted !== undefined && plain(held.raw) !== plain(wanted.raw);
  });
}

async function join(
  store: Store,
  tx: StoreTransaction,
  open: StoredProposal,
  request: ProposalRequest,
  at: number,
): Promise<{ kind: 'joined'; proposal: Proposal }> {
  const merged = {
    ...open,
    matter: open.matter || request.matter,
    requested: mergeRequested(request.into ? leftBeside(open, request) : open.requested, request.requested),
  };
  const after = await applyEvents(store, tx, merged, [{ type: 'proposal.joined', asker: request.asker }], at);
  return { kind: 'joined', proposal: after.proposal };
}

/** What a person replaces is gone, whoever asked for it. */
function leftBeside({ requested }: StoredProposal, request: ProposalRequest): RequestedValue[] {
  const replaced = new Set(request.requested.map(({ field }) => field));
  return requested.filter(({ field }) => !replaced.has(field));
}

async function make(
  store: Store,
  tx: StoreTransaction,
  request: ProposalRequest,
  at: number,
): Promise<{ kind: 'made'; proposal: Proposal }> {
  const number = await nextNumber(tx);
  const { action, requested, matter } = request;
  const expiresAt = expiryOf(action, at, (await readDeciding(tx)).expiryHours);
  const made = { ...newProposal(request, number, at), expiresAt };
  await insertProposal(store, tx, { proposal: made, requested, matter }, number);
  return { kind: 'made', proposal: made };
}

/** A request as the proposal it becomes, before anything was read for it. */
export function newProposal(request: ProposalRequest, number: number, at: number): Proposal {
  const { action, requested, record } = request;
  return {
    id: randomUUID(),
    reference: `P-${number}`,
    org: request.org,
    call: request.call,
    action: action.key,
    actionLabel: action.label,
    operation: action.operation,
    writeClass: action.writeClass,
    object: action.object,
    objectLabel: action.object,
    record,
    recordObject: action.find?.through ? action.find.object : undefined,
    recordFrom: recordFrom(action, record),
    ...(action.assignmentRules ? { assignmentRules: true } : {}),
    askers: [request.asker],
    pinnedTo: request.pinnedTo,
    values: requested.map(unprepared),
    readiness: { state: 'preparing' },
    base: null,
    current: null,
    status: { state: 'waiting', conflict: null, problem: null },
    revision: 1,
    createdAt: at,
    updatedAt: at,
  };
}

function recordFrom(action: ProposedAction, record: RecordRef | null): Proposal['recordFrom'] {
  if (action.record === 'none') return record ? 'given' : 'none';
  return record ? 'chosen' : 'caller';
}

function unprepared(value: RequestedValue): ProposedValue {
  const { raw, others: _, askedBy: __, ...told } = value;
  const shown = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? raw : null;
  return { ...told, value: shown, label: value.field, type: null, alternatives: [], invalid: null };
}

function askedBy(values: readonly RequestedValue[], kind: Asker['kind']): RequestedValue[] {
  return values.filter((value) => value.askedBy === kind);
}

function digestOf({ action, requested }: ProposalRequest): string {
  return payloadHash(
    JSON.stringify([action.key, action.object, requested.map(({ field, raw }) => [field, plain(raw)]).sort()]),
  );
}
