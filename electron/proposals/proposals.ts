import { randomUUID } from 'node:crypto';
import type { Call } from '../../shared/model/call.ts';
import type { FieldValues } from '../../shared/model/field-value.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Decider, Proposal, Readiness, Rejection } from '../../shared/model/proposal.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import type { Catalogue } from '../actions/catalogue.ts';
import { concreteAction } from '../actions/concrete-action.ts';
import { comesAfter } from '../actions/other-proposal.ts';
import { type PreparationContext, prepareValues } from '../actions/prepare-values.ts';
import type { ReadingContext } from '../actions/reading-context.ts';
import type { RequestedValue } from '../actions/requested-value.ts';
import { loadCall } from '../calls/call-store.ts';
import type { Store } from '../store/open-store.ts';
import type { ProposalCommand } from './decide-proposal.ts';
import type { Executor } from './executor.ts';
import { replaceRequested } from './merge-requested.ts';
import { payloadHash } from './payload-hash.ts';
import { followersOf, precedentsState } from './precedents.ts';
import { type OrgReader, precedentsOf, prepareProposal, readinessOf } from './prepare-proposal.ts';
import type { Prepared } from './proposal-event.ts';
import {
  applyEvents,
  commandProposal,
  isProposal,
  loadProposal,
  proposalsInState,
  proposalsOfCall,
  type StoredProposal,
} from './proposal-store.ts';
import { type ProposalRequest, type Proposed, propose } from './propose.ts';
import { type Reconciled, reconcileSuggestions, type Wish } from './reconcile-suggestions.ts';

/** Proposals from the first wish to the decision; the executor takes it from there. */
export type Proposals = {
  /** On disk when it resolves; made ready in the background. */
  propose(request: ProposalRequest): Promise<Proposed>;
  /** Brings a call's open cards in line with what the rules say now. */
  suggest(org: string, call: string, wishes: readonly Wish[]): Promise<void>;
  approve(id: string, revision: number, edits: FieldValues | null, by: Decider): Promise<Proposal>;
  reject(id: string, revision: number, rejection: Rejection, by: Decider): Promise<Proposal>;
  chooseRecord(id: string, revision: number, record: RecordRef): Promise<Proposal>;
  reopen(id: string, revision: number): Promise<Proposal>;
  settleByHand(id: string, revision: number, happened: boolean): Promise<Proposal>;
  /** Reads a call's waiting proposals anew, because its caller is another. */
  rebase(call: string): Promise<void>;
  /** Makes ready whatever could not be before: after a restart, or when the org answers again. */
  prepareAll(): Promise<void>;
  /** Resolves when nothing is being made ready. */
  idle(): Promise<void>;
};

/** What the proposals room works with. */
export type ProposalsParts = {
  store: Store;
  catalogue: Catalogue;
  reader: OrgReader;
  executor: Executor;
  /** How values said in this org are read; `startedAt` is set per call. */
  readingOf(org: string): Omit<ReadingContext, 'startedAt'>;
  now(): number;
  checkpoint(name: string): void;
  log(message: string, cause?: unknown): void;
};

/** Makes the proposals room. */
export function createProposals(parts: ProposalsParts): Proposals {
  const { store, catalogue, executor, now, checkpoint } = parts;
  const preparing = new Map<string, Promise<void>>();

  function prepare(id: string): void {
    const next = (preparing.get(id) ?? Promise.resolve()).then(() =>
      prepareOnce(id).catch((cause) => parts.log('a proposal could not be made ready', cause)),
    );
    preparing.set(id, next);
    void next.finally(() => {
      if (preparing.get(id) === next) preparing.delete(id);
    });
  }

  async function prepareOnce(id: string): Promise<void> {
    const stored = await loadProposal(store.db, id);
    if (stored?.proposal.status.state !== 'waiting') return;
    const { proposal: of, requested } = stored;
    const action = actionOf(stored);
    const prepared = await prepareProposal(of, requested, action, await contextOf(of), parts.reader);
    const unchanged = prepared.readiness.state === 'ready' && onlySuggested(stored) && nothingToWrite(of, prepared);
    if (!unchanged && sameAsShown(of, prepared)) return;
    const command: ProposalCommand = unchanged
      ? { type: 'supersede', by: null, reason: 'Salesforce already has these values' }
      : { type: 'prepared', revision: of.revision, prepared };
    const answer = await commandProposal(store, id, command, now());
    if (isProposal(answer) && answer.atOnce && answer.status.state === 'waiting') await runAtOnce(answer);
    // Something changed while the record was read: what was found is about an older card.
    if (!isProposal(answer)) await prepareOnce(id);
  }

  /** A read within what policy allows needs nobody's decision; it takes the same way as every other. */
  async function runAtOnce({ id, revision }: Proposal): Promise<void> {
    const by: Decider = { kind: 'rule', rule: 'own-records', name: 'The caller’s own records may be read' };
    const command = {
      type: 'approve',
      id: randomUUID(),
      revision,
      by,
      at: now(),
      edited: null,
      hash: payloadHash,
    } as const;
    const approved = await commandProposal(store, id, command, now());
    if (isProposal(approved)) executor.enqueue(approved);
  }

  /** What comes after a proposal that is decided: sent, asked for again, or made ready without it. */
  async function tellFollowers(of: Proposal): Promise<void> {
    for (const follower of await followersOf(store.db, of)) {
      if (follower.status.state === 'approved') executor.enqueue(follower);
      else prepare(follower.id);
    }
  }

  /** A new record may be what other cards of the call lack: the contact of a caller who is not in the org yet. */
  async function tellOthers(of: Proposal): Promise<void> {
    if (of.operation !== 'create' || of.call === null) return;
    for (const { proposal: other } of await proposalsOfCall(store.db, of.call)) {
      if (other.id !== of.id && other.status.state === 'waiting') prepare(other.id);
    }
  }

  async function contextOf(of: Proposal): Promise<Omit<PreparationContext, 'record' | 'coming'>> {
    const call: Call | null = of.call ? await loadCall(store.db, of.call) : null;
    const all = of.call ? (await proposalsOfCall(store.db, of.call)).map(({ proposal }) => proposal) : [];
    return {
      call,
      // What comes after this one cannot also come before it.
      others: all.filter((other) => !comesAfter(other.id, of.id, all)),
      reading: { ...parts.readingOf(of.org), startedAt: call?.heldAt ?? call?.startedAt ?? of.createdAt },
    };
  }

  function actionOf({ proposal: of, requested }: Pick<StoredProposal, 'proposal' | 'requested'>) {
    const action = catalogue.find(of.action);
    const fields = requested.map(({ field }) => field);
    if (action) return concreteAction(action, of.object, fields);
    throw new ProblemError(toProblem('not-found', `The action “${of.actionLabel}” is no longer in the catalogue.`));
  }

  async function decide(id: string, command: ProposalCommand, requested?: RequestedValue[]): Promise<Proposal> {
    const answer = await commandProposal(store, id, command, now(), requested);
    if (!isProposal(answer)) throw new ProblemError(answer);
    return answer;
  }

  async function edited(stored: StoredProposal, edits: FieldValues) {
    const { proposal: of, requested } = stored;
    const action = actionOf(stored);
    const describe = await parts.reader.describe(of.org, of.object);
    const wished = editRequested(requested, edits);
    const context = await contextOf(of);
    const coming = of.record ? null : (context.others.find(({ id }) => isRecordOf(of, action, id)) ?? null);
    const values = prepareValues(action, wished, describe, { ...context, record: of.record, coming });
    const after = precedentsOf(values, context.others);
    return { wished, values, after, readiness: stays(of.readiness) ?? readinessOf(action, values, describe) };
  }

  async function apply(org: string, call: string, step: Reconciled): Promise<void> {
    if (step.kind === 'withdraw') {
      const reason = 'no longer supported by what was said';
      const answer = await commandProposal(store, step.proposal, { type: 'supersede', by: null, reason }, now());
      if (isProposal(answer)) await tellFollowers(answer);
      return;
    }
    if (step.kind === 'propose') {
      const made = await propose(store, requestOf(org, call, step.wish, now()), now());
      if (made.kind !== 'refused') prepare(made.proposal.id);
      if (made.kind === 'made') await tellOthers(made.proposal);
      return;
    }
    await store.transact(async (tx) => {
      const stored = await loadProposal(tx, step.proposal);
      if (stored?.proposal.status.state !== 'waiting') return;
      const requested = replaceRequested(stored.requested, step.wish.requested, 'suggestion');
      const reason = 'revised by what was said since';
      await applyEvents(store, tx, { ...stored, requested }, [{ type: 'proposal.revised', reason }], now());
    });
    prepare(step.proposal);
  }

  return {
    async propose(request) {
      checkpoint('proposal.before');
      const made = await propose(store, request, now());
      checkpoint('proposal.committed');
      if (made.kind === 'made' || made.kind === 'joined') prepare(made.proposal.id);
      if (made.kind === 'made') await tellOthers(made.proposal);
      return made;
    },
    async suggest(org, call, wishes) {
      const steps = reconcileSuggestions(wishes, await proposalsOfCall(store.db, call));
      for (const step of steps) await apply(org, call, step);
    },
    async approve(id, revision, edits, by) {
      const stored = await loadProposal(store.db, id);
      if (!stored) throw new ProblemError(toProblem('not-found', 'This proposal does not exist.'));
      const change = edits && Object.keys(edits).length > 0 ? await edited(stored, edits) : null;
      const precedents = await precedentsState(store.db, change ?? stored.proposal);
      if (precedents.kind === 'lost') throw new ProblemError(precedents.problem);
      checkpoint('decision.before');
      const { wished, ...ready } = change ?? { wished: undefined };
      const approved = await decide(
        id,
        {
          type: 'approve',
          id: randomUUID(),
          revision,
          by,
          at: now(),
          edited: 'values' in ready ? ready : null,
          waitsFor: precedents.kind === 'coming' ? precedents.problem : null,
          hash: payloadHash,
        },
        // An edit outlives a refusal: what is made ready again starts from it.
        wished,
      );
      checkpoint('decision.committed');
      executor.enqueue(approved);
      return approved;
    },
    async reject(id, revision, rejection, by) {
      const rejected = await decide(id, { type: 'reject', id: randomUUID(), revision, by, at: now(), rejection });
      await tellFollowers(rejected);
      return rejected;
    },
    async chooseRecord(id, revision, record) {
      const chosen = await decide(id, { type: 'choose-record', revision, record });
      prepare(id);
      return chosen;
    },
    async reopen(id, revision) {
      const reopened = await decide(id, { type: 'reopen', revision });
      prepare(id);
      await tellOthers(reopened);
      return reopened;
    },
    async settleByHand(id, revision, happened) {
      const settled = await decide(id, { type: 'settle-by-hand', revision, happened, at: now() });
      if (settled.status.state === 'approved') executor.enqueue(settled);
      else await tellFollowers(settled);
      return settled;
    },
    async rebase(call) {
      for (const { proposal: of } of await proposalsOfCall(store.db, call)) {
        if (of.status.state === 'waiting') prepare(of.id);
      }
    },
    async prepareAll() {
      for (const id of await proposalsInState(store.db, ['waiting'])) {
        const stored = await loadProposal(store.db, id);
        if (stored && needsPreparing(stored.proposal)) prepare(id);
      }
    },
    async idle() {
      while (preparing.size > 0) await Promise.all(preparing.values());
    },
  };
}

function requestOf(org: string, call: string, wish: Wish, at: number): ProposalRequest {
  const values = Object.fromEntries(
    wish.requested.map(({ field, raw }) => [field, typeof raw === 'string' ? raw : String(raw)]),
  );
  return {
    org,
    call,
    action: wish.action,
    asker: { kind: 'suggestion', feed: null, toolCall: null, name: null, at, values },
    requested: wish.requested,
    matter: wish.matter,
    pinnedTo: wish.pinnedTo,
    record: null,
    toolCall: null,
  };
}

function editRequested(requested: readonly RequestedValue[], edits: FieldValues): RequestedValue[] {
  const rest = new Map(Object.entries(edits));
  const kept = requested.map((value) => {
    const raw = rest.get(value.field);
    if (raw === undefined) return value;
    rest.delete(value.field);
    return { ...value, ...editOf(raw), evidence: null };
  });
  const added = [...rest].map(([field, raw]) => ({ field, evidence: null, display: null, ...editOf(raw) }));
  return [...kept, ...added];
}

function editOf(raw: RequestedValue['raw']) {
  return {
    raw,
    askedBy: 'supervisor' as const,
    origin: 'edited' as const,
    certainty: 'certain' as const,
    reasons: ['entered by the supervisor'],
    resolvedFrom: null,
    others: [],
  };
}

/** Whether the record that a new one hangs on is the one that another proposal will make. */
function isRecordOf(of: Proposal, action: { find: { through: string | null } | null }, other: string): boolean {
  return of.after?.some(({ proposal, field }) => proposal === other && field === action.find?.through) ?? false;
}

/** What no edit of values mends: a record that is not known, gone or locked. */
function stays(readiness: Readiness): Readiness | null {
  if (readiness.state === 'needs-record') return readiness;
  return readiness.state === 'blocked' && readiness.problem.next !== 'edit' ? readiness : null;
}

function onlySuggested({ proposal: of }: StoredProposal): boolean {
  return of.askers.every((each) => each.kind === 'suggestion');
}

function nothingToWrite(of: Proposal, prepared: { values: Proposal['values']; base: Proposal['base'] }): boolean {
  if (of.operation !== 'update' || !prepared.base) return false;
  const { fields } = prepared.base;
  return prepared.values.every(({ field, value }) => (fields[field] ?? null) === (value === '' ? null : value));
}

/** Whether making ready again found nothing that the card does not show already. */
function sameAsShown(of: Proposal, prepared: Prepared): boolean {
  if (of.current !== null || of.status.state !== 'waiting' || of.status.conflict !== null) return false;
  const seen = (shot: Proposal['base']) => shot && { ...shot, readAt: 0 };
  const shown = ({ values, record, candidates, base, readiness, after, atOnce }: Shown) =>
    JSON.stringify([values, record, candidates ?? [], seen(base), readiness, after ?? [], atOnce ?? null]);
  return shown(of) === shown(prepared);
}

type Shown = Pick<Proposal, 'values' | 'record' | 'candidates' | 'base' | 'readiness' | 'after' | 'atOnce'>;

function needsPreparing(of: Proposal): boolean {
  if (of.readiness.state === 'preparing' || of.readiness.state === 'needs-record') return true;
  if (of.readiness.state !== 'blocked') return false;
  return of.readiness.problem.next !== 'edit';
}
