import { assertNever } from '../../shared/model/assert-never.ts';
import { afterCode } from '../../shared/model/change-set.ts';
import { turnedAway } from '../../shared/model/outbound.ts';
import { canonicalPayload, toPayload } from '../../shared/model/payload.ts';
import { toProblem } from '../../shared/model/problem.ts';
import type { Attempt, Decision, Proposal, ProposalStatus, WriteResult } from '../../shared/model/proposal.ts';
import { payloadHash } from './executor/payload-hash.ts';
import type { Prepared, ProposalEvent } from './proposal-event.ts';

/** The proposal after an event; every event counts its revision up. */
export function applyProposalEvent(before: Proposal, event: ProposalEvent, at: number): Proposal {
  if (event.type === 'proposal.made') return event.proposal;
  const after = { ...before, ...changes(before, event, at), revision: before.revision + 1, updatedAt: at };
  return stillSigned(after) ? after : { ...after, firstApproval: undefined };
}

/** A first person signed one payload: whatever makes another of it takes the signature away. */
function stillSigned(of: Proposal): boolean {
  return (
    of.firstApproval?.payloadHash === undefined ||
    of.firstApproval.payloadHash === payloadHash(canonicalPayload(toPayload(of)))
  );
}

type Changes = Partial<Proposal>;

function changes(before: Proposal, event: Exclude<ProposalEvent, { type: 'proposal.made' }>, at: number): Changes {
  switch (event.type) {
    case 'proposal.joined':
      return {
        askers: [...before.askers, event.asker],
        readiness: { state: 'preparing' },
        status: otherwise(before),
      };
    case 'proposal.revised':
      return { readiness: { state: 'preparing' }, status: otherwise(before) };
    case 'proposal.prepared': {
      const { conflict: _, ...prepared } = event.prepared;
      return { current: null, ...prepared, status: waiting(before, event.prepared) };
    }
    case 'proposal.weighed':
      return { values: event.values };
    case 'proposal.moved':
      return {
        base: event.base,
        current: event.current,
        ...(event.conflict.length > 0 ? { personDecides: 'The record was changed by somebody else.' } : {}),
        status: moved(before, event.conflict),
      };
    case 'proposal.judged':
      return { policy: event.policy };
    case 'proposal.record-chosen':
      return {
        record: event.record,
        recordFrom: 'chosen',
        personDecides: 'A person chose its record.',
        base: null,
        current: null,
        readiness: { state: 'preparing' },
        status: otherwise(before),
      };
    case 'proposal.conflicted':
      return {
        current: event.current,
        personDecides: 'The record was changed by somebody else.',
        status: { state: 'waiting', conflict: event.fields, problem: null },
      };
    case 'proposal.reopened':
      return {
        readiness: { state: 'preparing' },
        base: null,
        current: null,
        personDecides: 'A person took it up.',
        status: reopened(before),
      };
    case 'proposal.superseded':
      return { status: { state: 'superseded', by: event.by, at, reason: event.reason } };
    case 'proposal.expired':
      return { status: { state: 'expired', at } };
    case 'proposal.extended':
      // Its new end is told of anew.
      return { expiresAt: event.expiresAt, remindedAt: undefined };
    case 'proposal.reminded':
      return { remindedAt: at };
    case 'proposal.questioned':
      return { questions: [...(before.questions ?? []), event.question] };
    case 'proposal.question-heard':
      return {
        questions: before.questions?.map((each) =>
          each.heardAt === null && each.at <= event.upTo ? { ...each, heardAt: event.at } : each,
        ),
      };
    case 'proposal.asked-again':
      return {
        values: event.values,
        after: event.after,
        status: { state: 'waiting', conflict: null, problem: event.problem, confirming: true },
      };
    case 'proposal.approved':
      return {
        values: event.values,
        after: event.after,
        // Each decision says it anew: what is edited or conflicts afterwards is no longer what it was said of.
        saveAnyway: event.decision.saveAnyway,
        status: {
          state: 'approved',
          decision: event.decision,
          attempts: 0,
          problem: event.waitsFor,
          sendAt: event.sendAt,
        },
      };
    case 'proposal.sending-cancelled':
      return {
        personDecides: 'A person took its approval back.',
        status: { state: 'waiting', conflict: null, problem: null },
      };
    case 'proposal.undo-proposed':
      return { reverse: event.reverse };
    case 'proposal.undone':
      return { status: { state: 'undone', decision: decisionOf(before), result: resultOf(before), by: event.by.id } };
    case 'proposal.left-behind':
      return {
        personDecides:
          event.problem.code === turnedAway ? event.problem.message : 'What it comes after was not written.',
        status: { state: 'waiting', conflict: null, problem: event.problem },
      };
    case 'proposal.approved-once':
      return {
        firstApproval: event.by,
        values: event.values,
        after: event.after,
        status: before.status.state === 'failed' ? reopened(before) : signed(before.status),
      };
    case 'proposal.rejected':
      return { status: { state: 'rejected', decision: event.decision } };
    case 'write.intended':
      return { status: { state: 'writing', decision: decisionOf(before), attempt: event.attempt } };
    case 'write.written':
      return { status: { state: 'written', decision: decisionOf(before), result: event.result } };
    case 'write.refused':
      return { status: { state: 'failed', decision: decisionOf(before), problem: event.problem } };
    case 'write.held-back':
      if (before.status.state === 'approved') {
        return { status: { ...before.status, problem: event.problem, sendAt: event.until } };
      }
      return { status: { ...approvedAgain(before), problem: event.problem } };
    case 'write.absent':
      return { status: approvedAgain(before) };
    case 'write.uncertain':
      return {
        status: {
          state: 'uncertain',
          decision: decisionOf(before),
          attempt: attemptOf(before),
          problem: event.problem,
          needsPerson: event.needsPerson,
        },
      };
    default:
      return assertNever(event);
  }
}

/** A conflict is over once the record was read anew; what was refused stays told until it is decided again. */
function waiting(before: Proposal, { after, conflict = [] }: Prepared): ProposalStatus {
  const { status } = before;
  // What was shown when it was first approved may have changed: a deletion is asked for from the start.
  const told = status.state === 'waiting' && !status.confirming ? status.problem : null;
  // It no longer comes after anything that could be lost.
  const problem = told?.code === afterCode && after.length === 0 ? null : told;
  return { state: 'waiting', conflict: conflict.length > 0 ? conflict : null, problem };
}

/** A conflict is told as it is now; whatever else is wrong stays. What was confirmed once was confirmed of another record. */
function moved({ status }: Proposal, conflict: readonly string[]): ProposalStatus {
  if (status.state !== 'waiting') return status;
  const { confirming, ...left } = status;
  return { ...left, problem: confirming ? null : left.problem, conflict: conflict.length > 0 ? [...conflict] : null };
}

/** With other values, other records may be like it: what a duplicate rule found is no longer about them. */
function otherwise({ status }: Proposal): ProposalStatus {
  if (status.state !== 'waiting' || !status.problem?.duplicates) return status;
  const { duplicates: _, ...problem } = status.problem;
  return { ...status, problem };
}

/** What was asked once more was answered; the second person is not asked it again. */
function signed(status: ProposalStatus): ProposalStatus {
  return status.state === 'waiting' && status.confirming ? { ...status, problem: null } : status;
}

function reopened(before: Proposal): ProposalStatus {
  const problem = before.status.state === 'failed' ? before.status.problem : null;
  return { state: 'waiting', conflict: null, problem };
}

/** To be sent once more: it is certain that it did not happen. */
function approvedAgain(before: Proposal) {
  return {
    state: 'approved' as const,
    decision: decisionOf(before),
    attempts: attemptOf(before).number,
    problem: null,
  };
}

function decisionOf({ id, status }: Proposal): Decision {
  if ('decision' in status) return status.decision;
  throw new Error(toProblem('internal', `proposal ${id} has no decision while ${status.state}`).message);
}

function resultOf({ id, status }: Proposal): WriteResult {
  if (status.state === 'written') return status.result;
  throw new Error(`proposal ${id} has no result while ${status.state}`);
}

function attemptOf({ id, status }: Proposal): Attempt {
  if ('attempt' in status) return status.attempt;
  throw new Error(`proposal ${id} has no attempt while ${status.state}`);
}
