import { assertNever } from '../../../shared/model/assert-never.ts';
import { isOutbound } from '../../../shared/model/outbound.ts';
import { toPayload } from '../../../shared/model/payload.ts';
import { type Problem, toProblem } from '../../../shared/model/problem.ts';
import type { Attempt, Decider, Proposal, ProposedValue, Rejection, Snapshot } from '../../../shared/model/proposal.ts';
import type { Question } from '../../../shared/model/question.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import type { Sent, Settled } from '../../../shared/model/target.ts';
import type { Prepared, ProposalEvent } from '../proposal-event.ts';
import { type Approval, decideApproval } from './decide-approval.ts';
import { refuseDecision, stale } from './stale-decision.ts';

/** What somebody, or something, wants to happen to a proposal. Those of people name the revision they saw. */
export type ProposalCommand =
  | Approval
  | {
      type: 'reject';
      id: string;
      revision: number;
      by: Decider;
      at: number;
      rejection: Rejection;
      onScreenMs?: number | undefined;
    }
  | { type: 'choose-record'; revision: number; record: RecordRef }
  | { type: 'reopen'; revision: number }
  | { type: 'cancel-sending'; revision: number; by: Decider }
  | { type: 'propose-undo'; revision: number; reverse: string }
  /** Its reverse was written. */
  | { type: 'undone'; by: Proposal }
  | { type: 'settle-by-hand'; revision: number; happened: boolean; at: number }
  | { type: 'prepared'; revision: number; prepared: Prepared }
  | { type: 'weighed'; revision: number; values: ProposedValue[] }
  | { type: 'moved'; revision: number; base: Snapshot; current: Snapshot | null; conflict: string[] }
  | { type: 'supersede'; by: string | null; reason: string }
  /** Another proposal is made in its place, by a person. */
  | { type: 'replace'; revision: number; by: string; decider: Decider; reason: string }
  /** Nobody decided in time. */
  | { type: 'expire'; at: number }
  | { type: 'extend'; by: Decider; expiresAt: number }
  | { type: 'remind' }
  | { type: 'question'; question: Question }
  /** The agent came and was asked: every question up to the one that was asked then. */
  | { type: 'question-heard'; upTo: number; at: number }
  | { type: 'intend'; attempt: Attempt }
  | { type: 'tampered' }
  /** What holds now keeps it for a while, or for good. */
  | { type: 'hold'; until: number; problem: Problem }
  | { type: 'turn-away'; problem: Problem }
  | { type: 'leave-behind'; problem: Problem }
  | { type: 'sent'; sent: Sent }
  | { type: 'crashed' }
  | { type: 'settled'; settled: Settled };

/** What a command does to a proposal: events to apply, or why not. Pure: same proposal and command, same answer. */
export function decideProposal(of: Proposal, command: ProposalCommand): ProposalEvent[] | Problem {
  switch (command.type) {
    case 'approve':
      return isOver(of, command.at) ? over(of) : decideApproval(of, command);
    case 'reject': {
      const refusal = refuseDecision(of, command.revision);
      if (refusal) return refusal;
      const { id, by, at, revision, rejection, onScreenMs } = command;
      const shownFor = onScreenMs === undefined ? {} : { onScreenMs };
      return [
        {
          type: 'proposal.rejected',
          decision: { id, kind: 'rejected', by, at, revision, rejection, payloadHash: null, ...shownFor },
        },
      ];
    }
    case 'choose-record':
      return chooseRecord(of, command);
    case 'reopen':
      return reopen(of, command.revision);
    case 'cancel-sending':
      return cancelSending(of, command);
    case 'propose-undo':
      return of.status.state === 'written' && of.revision === command.revision
        ? [{ type: 'proposal.undo-proposed', reverse: command.reverse }]
        : stale(of);
    case 'undone':
      return of.status.state === 'written' ? [{ type: 'proposal.undone', by: command.by }] : stale(of);
    case 'prepared':
      if (of.status.state !== 'waiting' || of.revision !== command.revision) return stale(of);
      return [{ type: 'proposal.prepared', prepared: command.prepared }];
    case 'weighed':
      if (of.status.state !== 'waiting' || of.revision !== command.revision) return stale(of);
      return [{ type: 'proposal.weighed', values: command.values }];
    case 'moved': {
      if (of.status.state !== 'waiting' || of.revision !== command.revision) return stale(of);
      const { base, current, conflict } = command;
      return [{ type: 'proposal.moved', base, current, conflict }];
    }
    case 'supersede':
      if (of.status.state !== 'waiting') return stale(of);
      return [{ type: 'proposal.superseded', by: command.by, reason: command.reason }];
    case 'replace':
      if (!isOpen(of) || of.revision !== command.revision) return stale(of);
      return [{ type: 'proposal.superseded', by: command.by, decider: command.decider, reason: command.reason }];
    case 'expire':
      return isOver(of, command.at) ? [{ type: 'proposal.expired' }] : stale(of);
    case 'extend':
      if (of.status.state !== 'waiting') return stale(of);
      return [{ type: 'proposal.extended', by: command.by, expiresAt: command.expiresAt }];
    case 'remind':
      return of.status.state === 'waiting' && of.remindedAt === undefined ? [{ type: 'proposal.reminded' }] : stale(of);
    case 'question':
      // It was asked, whatever became of the proposal meanwhile.
      return [{ type: 'proposal.questioned', question: command.question }];
    case 'question-heard':
      return [{ type: 'proposal.question-heard', upTo: command.upTo, at: command.at }];
    case 'intend':
      if (of.status.state !== 'approved') return stale(of);
      return [{ type: 'write.intended', attempt: command.attempt }];
    case 'leave-behind':
      if (of.status.state !== 'approved') return stale(of);
      return [{ type: 'proposal.left-behind', problem: command.problem }];
    case 'tampered':
      if (of.status.state !== 'approved') return stale(of);
      return [{ type: 'write.refused', problem: notWhatWasApproved }];
    case 'hold':
      if (of.status.state !== 'approved') return stale(of);
      return [{ type: 'write.held-back', problem: command.problem, until: command.until }];
    case 'turn-away':
      if (of.status.state !== 'approved') return stale(of);
      return [{ type: 'write.refused', problem: command.problem }];
    case 'crashed':
      if (of.status.state !== 'writing') return stale(of);
      return [{ type: 'write.uncertain', problem: interrupted(of), needsPerson: false }];
    case 'sent':
      return of.status.state === 'writing' ? outcomeOf(command.sent) : stale(of);
    case 'settled':
      return of.status.state === 'uncertain' ? settlementOf(command.settled) : stale(of);
    case 'settle-by-hand':
      return settleByHand(of, command);
    default:
      return assertNever(command);
  }
}

const notWhatWasApproved = toProblem(
  'internal',
  'This is no longer what was approved. Nothing was sent; look at it again and decide anew.',
  { next: 'retry' },
);

function interrupted(of: Proposal): Problem {
  const looking = isOutbound(of) ? 'Looking' : 'Looking in Salesforce';
  const message = `Countersign stopped while this was being sent. ${looking} whether it arrived.`;
  return toProblem('upstream', message, { next: 'wait' });
}

function chooseRecord(
  of: Proposal,
  { revision, record }: { revision: number; record: RecordRef },
): ProposalEvent[] | Problem {
  const refusal = refuseDecision(of, revision);
  if (refusal) return refusal;
  const wanted = of.recordObject ?? (of.operation === 'create' ? null : of.object);
  if (wanted === null) return toProblem('invalid-input', 'A create has no record to choose.');
  if (record.object !== wanted) {
    return toProblem('invalid-input', `${record.name} is a ${record.object}; this is about a ${wanted}.`, {
      next: 'choose-record',
    });
  }
  return [{ type: 'proposal.record-chosen', record }];
}

/** Nothing of it has left yet: whatever is about to leave finds its intent refused. */
function cancelSending(of: Proposal, { revision, by }: { revision: number; by: Decider }): ProposalEvent[] | Problem {
  if (of.status.state === 'approved' && of.revision === revision) return [{ type: 'proposal.sending-cancelled', by }];
  if (of.status.state === 'approved' || of.status.state === 'waiting') return stale(of);
  const message = `${of.reference} was sent already: it is ${of.status.state}. What was written can be undone.`;
  return toProblem('conflict', message, { next: 'reload-record', code: 'stale' });
}

function reopen(of: Proposal, revision: number): ProposalEvent[] | Problem {
  return isOpen(of) && of.revision === revision ? [{ type: 'proposal.reopened' }] : stale(of);
}

/** Whether it can still become something else: nothing of it was written, nor is under way. */
function isOpen({ status }: Proposal): boolean {
  return status.state === 'failed' || status.state === 'waiting';
}

function settleByHand(
  of: Proposal,
  command: { revision: number; happened: boolean; at: number },
): ProposalEvent[] | Problem {
  if (of.status.state !== 'uncertain' || of.revision !== command.revision) return stale(of);
  if (!of.status.needsPerson) {
    return toProblem('not-allowed', 'Countersign is still looking for this write itself.', { next: 'wait' });
  }
  if (!command.happened) return [{ type: 'write.absent' }];
  const changed = of.operation === 'create' ? null : of.record;
  const record = changed ?? { object: of.object, id: '', name: of.objectLabel, detail: null };
  const fields = toPayload(of).fields;
  return [{ type: 'write.written', result: { record, url: '', fields, at: command.at, settled: true } }];
}

function outcomeOf(sent: Sent): ProposalEvent[] {
  switch (sent.kind) {
    case 'written':
      return [{ type: 'write.written', result: sent.result }];
    case 'refused':
      return [{ type: 'write.refused', problem: sent.problem }];
    case 'conflict':
      return [{ type: 'proposal.conflicted', current: sent.current, fields: sent.fields }];
    case 'not-sent':
      return [{ type: 'write.held-back', problem: sent.problem }];
    case 'unknown':
      return [{ type: 'write.uncertain', problem: sent.problem, needsPerson: false }];
    default:
      return assertNever(sent);
  }
}

function settlementOf(settled: Settled): ProposalEvent[] {
  switch (settled.kind) {
    case 'written':
      return [{ type: 'write.written', result: settled.result }];
    case 'absent':
      return [{ type: 'write.absent' }];
    case 'conflict':
      return [{ type: 'proposal.conflicted', current: settled.current, fields: settled.fields }];
    case 'unclear':
      return [{ type: 'write.uncertain', problem: settled.problem, needsPerson: true }];
    case 'unreachable':
      return [];
    default:
      return assertNever(settled);
  }
}

/** Whether its time to be decided is past, even where that was not noted yet. */
function isOver(of: Proposal, at: number): boolean {
  return of.status.state === 'waiting' && typeof of.expiresAt === 'number' && of.expiresAt <= at;
}

function over(of: Proposal): Problem {
  return toProblem('conflict', `${of.reference} waited too long and is over. Propose it anew.`, { code: 'expired' });
}
