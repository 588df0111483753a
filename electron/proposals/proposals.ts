import { randomUUID } from 'node:crypto';
import type { BulkLine } from '../../shared/contract/bulk-contract.ts';
import { isAccessToken } from '../../shared/model/access-token.ts';
import type { FieldValues } from '../../shared/model/field-value.ts';
import { type Problem, ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Decider, Proposal, Rejection } from '../../shared/model/proposal.ts';
import type { Question } from '../../shared/model/question.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { type ApprovalManner, approveProposal } from './deciding/approve-proposal.ts';
import { type BulkDecision, type BulkOrder, decideTogether } from './deciding/bulk.ts';
import type { ProposalCommand } from './deciding/decide-proposal.ts';
import { proposeUndo } from './deciding/undo.ts';
import { updateInstead } from './deciding/update-instead.ts';
import type { RecordSeen } from './executor/record-moved.ts';
import { extended } from './expiry-of.ts';
import { applySuggestion } from './preparing/apply-suggestion.ts';
import { createMakeReady, type MakeReadyParts } from './preparing/make-ready.ts';
import { reconcileSuggestions, type Wish } from './preparing/reconcile-suggestions.ts';
import { needsPreparing } from './preparing/shown-already.ts';
import {
  type Beside,
  commandProposal,
  isProposal,
  loadProposal,
  proposalsInState,
  proposalsOfCall,
} from './proposal-store.ts';
import { type ProposalRequest, type Proposed, propose } from './propose.ts';
import { tryProposal } from './try-proposal.ts';

/** Proposals from the first wish to the decision; the executor takes it from there. */
export type Proposals = {
  /** On disk when it resolves; made ready in the background. */
  propose(request: ProposalRequest): Promise<Proposed>;
  /** What a request would become, made ready as for its card; nothing is kept. */
  tryOut(request: ProposalRequest): Promise<Proposal>;
  /** Brings a call's open cards in line with what the rules say now. */
  suggest(org: string, call: string, wishes: readonly Wish[]): Promise<void>;
  /** `saveAnyway` approves once more what a duplicate rule refused that lets it be saved. */
  approve(
    id: string,
    revision: number,
    edits: FieldValues | null,
    by: Decider,
    how?: ApprovalManner,
  ): Promise<Proposal>;
  reject(id: string, revision: number, rejection: Rejection, by: Decider, onScreenMs?: number): Promise<Proposal>;
  /** Decides some together, in one transaction; a line for each. */
  decideMany(orders: readonly BulkOrder[], decision: Omit<BulkDecision, 'sendAt'>): Promise<BulkLine[]>;
  chooseRecord(id: string, revision: number, record: RecordRef): Promise<Proposal>;
  /** Proposes the values of a refused create for a record that a duplicate rule found; answers with that proposal. */
  updateInstead(id: string, revision: number, record: string, by: Decider): Promise<Proposal>;
  /** Takes an approval back before it is sent. */
  cancelSending(id: string, revision: number, by: Decider): Promise<Proposal>;
  /** Proposes the reverse of what was written; answers with that proposal. */
  undo(id: string, revision: number | null, by: Decider): Promise<Proposal>;
  reopen(id: string, revision: number): Promise<Proposal>;
  settleByHand(id: string, revision: number, happened: boolean): Promise<Proposal>;
  /** Gives it more time to be decided; its platform's own limit cannot be moved. */
  extend(id: string, hours: number, by: Decider): Promise<Proposal>;
  /** Keeps what was asked of the agent about it. */
  question(id: string, asked: Question): Promise<Proposal>;
  /** Lets those that come after a proposal know that its time is over. */
  tellExpired(of: Proposal): Promise<void>;
  /** Holds a call's waiting proposals against what was said since. */
  weighAnew(call: string): Promise<void>;
  /** Somebody changed a record that is watched: the cards about it show it. */
  recordMoved(seen: RecordSeen): Promise<void>;
  /** Reads a call's waiting proposals anew, because its caller is another. */
  rebase(call: string): Promise<void>;
  /** Makes ready whatever could not be before: after a restart, or when the org answers again. */
  prepareAll(): Promise<void>;
  /** Asks policy about everything that waits: the rules, or what they look at, changed. */
  judgeAll(): Promise<void>;
  /** Resolves when nothing is being made ready. */
  idle(): Promise<void>;
};

/** What the proposals room works with. */
export type ProposalsParts = MakeReadyParts & {
  checkpoint(name: string): void;
  /** What stands in the way of an approval beyond the proposal itself: nobody waits any more for what only they can be given. */
  refuseApproval?(of: Proposal): Problem | null;
  /** How long what a person approved is kept before it is sent, milliseconds; at once where it is absent. */
  cancelWindow?(): Promise<number>;
};

/** Makes the proposals room. */
export function createProposals(parts: ProposalsParts): Proposals {
  const { store, executor, now, checkpoint } = parts;
  const makeReady = createMakeReady(parts);
  const { prepare, tellFollowers, tellOthers, weighAnew, recordMoved, judgeAll, idle } = makeReady;

  async function decide(id: string, command: ProposalCommand, beside?: Beside): Promise<Proposal> {
    const answer = await commandProposal(store, id, command, now(), beside);
    if (!isProposal(answer)) throw new ProblemError(answer);
    return answer;
  }

  /** When an approval leaves; null at once. */
  async function sendingAt(): Promise<number | null> {
    const windowMs = (await parts.cancelWindow?.()) ?? 0;
    return windowMs > 0 ? now() + windowMs : null;
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
    tryOut: (request) => tryProposal(parts, request, now()),
    async suggest(org, call, wishes) {
      const steps = reconcileSuggestions(wishes, await proposalsOfCall(store.db, call));
      for (const step of steps) await applySuggestion({ store, now, ...makeReady }, { org, call, step });
    },
    async approve(id, revision, edits, by, how = {}) {
      const approved = await approveProposal({ ...parts, sendingAt }, { id, revision, edits, by, how });
      if (approved.status.state === 'approved') executor.enqueue(approved);
      return approved;
    },
    async reject(id, revision, rejection, by, onScreenMs) {
      const decision = { id: randomUUID(), revision, by, at: now(), rejection, onScreenMs };
      const rejected = await decide(id, { type: 'reject', ...decision });
      await tellFollowers(rejected);
      return rejected;
    },
    async decideMany(orders, decision) {
      const sendAt = decision.verb === 'approve' ? await sendingAt() : null;
      checkpoint('decision.before');
      const { lines, decided } = await decideTogether(parts, orders, { ...decision, sendAt });
      checkpoint('decision.committed');
      for (const of of decided) {
        if (of.status.state === 'approved') executor.enqueue(of);
        else await tellFollowers(of);
      }
      return lines;
    },
    async chooseRecord(id, revision, record) {
      const chosen = await decide(id, { type: 'choose-record', revision, record });
      prepare(id);
      return chosen;
    },
    async updateInstead(id, revision, record, by) {
      const stored = await loadProposal(store.db, id);
      if (!stored) throw new ProblemError(toProblem('not-found', 'This proposal does not exist.'));
      const { org, object } = stored.proposal;
      const describe = await parts.reader.describe(org, object);
      const { create, update } = await updateInstead(parts, { id, revision, record, by, at: now() }, describe);
      prepare(update.id);
      await tellFollowers(create);
      await tellOthers(create);
      return update;
    },
    async cancelSending(id, revision, by) {
      const taken = await decide(id, { type: 'cancel-sending', revision, by });
      prepare(id);
      return taken;
    },
    async undo(id, revision, by) {
      const { kind, reverse } = await proposeUndo(store, { id, revision, by, at: now() });
      if (kind === 'made') prepare(reverse.id);
      return reverse;
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
    async extend(id, hours, by) {
      const stored = await loadProposal(store.db, id);
      if (stored && isAccessToken(stored.proposal)) throw new ProblemError(endsSoon);
      const expiresAt = extended(stored?.proposal.expiresAt, hours, now());
      return decide(id, { type: 'extend', by, expiresAt });
    },
    question: (id, question) => decide(id, { type: 'question', question }),
    tellExpired: tellFollowers,
    weighAnew,
    recordMoved,
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
    judgeAll,
    idle,
  };
}

const endsSoon = toProblem('not-allowed', 'A request for an access token ends soon on purpose: it is not kept longer.');
