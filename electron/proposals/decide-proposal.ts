import { assertNever } from '../../shared/model/assert-never.ts';
import { canonicalPayload, toPayload } from '../../shared/model/payload.ts';
import { type Problem, toProblem } from '../../shared/model/problem.ts';
import type {
  Attempt,
  Decider,
  Precedent,
  Proposal,
  ProposedValue,
  Readiness,
  Rejection,
} from '../../shared/model/proposal.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import type { Sent, Settled } from '../../shared/model/target.ts';
import { askAgain } from '../actions/deletion.ts';
import type { Prepared, ProposalEvent } from './proposal-event.ts';

/** What somebody, or something, wants to happen to a proposal. Those of people name the revision they saw. */
export type ProposalCommand =
  | {
      type: 'approve';
      id: string;
      revision: number;
      by: Decider;
      at: number;
      edited: Edited | null;
      /** What it has to wait for once it is approved. */
      waitsFor?: Problem | null;
      hash: (text: string) => string;
    }
  | { type: 'reject'; id: string; revision: number; by: Decider; at: number; rejection: Rejection }
  | { type: 'choose-record'; revision: number; record: RecordRef }
  | { type: 'reopen'; revision: number }
  | { type: 'settle-by-hand'; revision: number; happened: boolean; at: number }
  | { type: 'prepared'; revision: number; prepared: Prepared }
  | { type: 'supersede'; by: string | null; reason: string }
  | { type: 'intend'; attempt: Attempt }
  | { type: 'tampered' }
  | { type: 'leave-behind'; problem: Problem }
  | { type: 'sent'; sent: Sent }
  | { type: 'crashed' }
  | { type: 'settled'; settled: Settled };

/** A supervisor's edit, made ready: the values as they would be sent, and whether they can be. */
export type Edited = { values: ProposedValue[]; after: Precedent[]; readiness: Readiness };

/** What a command does to a proposal: events to apply, or why not. Pure: same proposal and command, same answer. */
export function decideProposal(of: Proposal, command: ProposalCommand): ProposalEvent[] | Problem {
  switch (command.type) {
    case 'approve':
      return approve(of, command);
    case 'reject': {
      const refusal = refuseDecision(of, command.revision);
      if (refusal) return refusal;
      const { id, by, at, revision, rejection } = command;
      return [
        {
          type: 'proposal.rejected',
          decision: { id, kind: 'rejected', by, at, revision, rejection, payloadHash: null },
        },
      ];
    }
    case 'choose-record':
      return chooseRecord(of, command);
    case 'reopen':
      return reopen(of, command.revision);
    case 'prepared':
      if (of.status.state !== 'waiting' || of.revision !== command.revision) return stale(of);
      return [{ type: 'proposal.prepared', prepared: command.prepared }];
    case 'supersede':
      if (of.status.state !== 'waiting') return stale(of);
      return [{ type: 'proposal.superseded', by: command.by, reason: command.reason }];
    case 'intend':
      if (of.status.state !== 'approved') return stale(of);
      return [{ type: 'write.intended', attempt: command.attempt }];
    case 'leave-behind':
      if (of.status.state !== 'approved') return stale(of);
      return [{ type: 'proposal.left-behind', problem: command.problem }];
    case 'tampered':
      if (of.status.state !== 'approved') return stale(of);
      return [{ type: 'write.refused', problem: notWhatWasApproved }];
    case 'crashed':
      if (of.status.state !== 'writing') return stale(of);
      return [{ type: 'write.uncertain', problem: interrupted, needsPerson: false }];
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

const interrupted = toProblem(
  'upstream',
  'Countersign stopped while this was being sent. Looking in Salesforce whether it arrived.',
  { next: 'wait' },
);

function approve(of: Proposal, command: Extract<ProposalCommand, { type: 'approve' }>): ProposalEvent[] | Problem {
  const refusal = refuseDecision(of, command.revision);
  if (refusal) return refusal;
  const edited = command.edited;
  const readiness = edited?.readiness ?? of.readiness;
  if (readiness.state === 'preparing') {
    return toProblem('conflict', 'The record is still being read. Approve once its values are shown.', {
      next: 'wait',
    });
  }
  if (readiness.state === 'needs-record') {
    return toProblem('invalid-input', 'Choose the record first: it is not known whose it is.', {
      next: 'choose-record',
    });
  }
  if (readiness.state === 'blocked') return readiness.problem;
  const values = edited?.values ?? of.values;
  const payload = toPayload({ ...of, values });
  if (of.operation !== 'delete' && Object.keys(payload.fields).length === 0) {
    return toProblem(
      'invalid-input',
      'Salesforce already has these values: there is nothing to write. Reject it, or edit it first.',
      {
        next: 'edit',
      },
    );
  }
  const { id, by, at, revision, hash } = command;
  if (of.operation === 'delete' && !isConfirming(of)) {
    return [{ type: 'proposal.asked-again', by, problem: askAgain(of.record, of.consequences ?? []) }];
  }
  const decision = {
    id,
    kind: edited ? ('edited' as const) : ('approved' as const),
    by,
    at,
    revision,
    rejection: null,
    payloadHash: hash(canonicalPayload(payload)),
  };
  const after = edited?.after ?? of.after ?? [];
  return [{ type: 'proposal.approved', decision, values, after, waitsFor: command.waitsFor ?? null }];
}

function isConfirming({ status }: Proposal): boolean {
  return status.state === 'waiting' && status.confirming === true;
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

function reopen(of: Proposal, revision: number): ProposalEvent[] | Problem {
  if (of.revision !== revision) return stale(of);
  if (of.status.state === 'failed' || of.status.state === 'waiting') return [{ type: 'proposal.reopened' }];
  return stale(of);
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

function refuseDecision(of: Proposal, revision: number): Problem | null {
  return of.status.state === 'waiting' && of.revision === revision ? null : stale(of);
}

function stale(of: Proposal): Problem {
  const message =
    of.status.state === 'waiting'
      ? `${of.reference} changed while you were looking. Look again and decide.`
      : `${of.reference} was decided already: it is ${of.status.state}.`;
  return toProblem('conflict', message, { next: 'reload-record', code: 'stale' });
}
