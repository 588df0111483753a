import { assertNever } from '../../shared/model/assert-never.ts';
import type { JournalKind } from '../../shared/model/journal-entry.ts';
import { otherSide } from '../../shared/model/other-side.ts';
import { isOutbound, turnedAway } from '../../shared/model/outbound.ts';
import { toPayload } from '../../shared/model/payload.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Asker, Decision, Proposal, ProposedValue, WriteResult } from '../../shared/model/proposal.ts';
import type { Question } from '../../shared/model/question.ts';
import type { JournalLine } from '../journal/append-journal.ts';
import type { ProposalEvent } from './proposal-event.ts';

/** The journal's line for an event; null for what only the screen is interested in. `after` is the proposal with the event applied. */
export function journalLine(event: ProposalEvent, after: Proposal, at: number): JournalLine | null {
  const told = tell(event, after);
  return told && { at, org: after.org, call: after.call, proposal: after.id, ...told };
}

type Told = { kind: JournalKind; actor: string; summary: string; detail: Record<string, unknown> };

function tell(event: ProposalEvent, after: Proposal): Told | null {
  const what = `${after.reference} ${after.actionLabel}`;
  const by = 'decision' in event ? event.decision.by.name : 'Countersign';
  const line = (kind: JournalKind, actor: string, summary: string, detail: Record<string, unknown>): Told => ({
    kind,
    actor,
    summary: `${what}: ${summary}`,
    detail,
  });
  switch (event.type) {
    case 'proposal.made':
      return line(event.type, actorOf(after.askers[0]), 'proposed', {
        asker: after.askers[0],
        values: shown(after.values),
      });
    case 'proposal.joined':
      return line(event.type, actorOf(event.asker), 'asked for again', { asker: event.asker });
    case 'proposal.revised':
      return line('proposal.revised', 'Countersign', event.reason, {});
    case 'proposal.prepared':
      return line('proposal.revised', 'Countersign', 'shown against the record', {
        record: after.record,
        base: after.base,
        values: shown(after.values),
        readiness: after.readiness.state,
      });
    case 'proposal.weighed':
      return line('proposal.revised', 'Countersign', 'held against what was said since', {
        doubts: event.values.flatMap(({ field, marks = [] }) => marks.map(({ kind }) => ({ field, kind }))),
      });
    case 'proposal.moved':
      return line('proposal.revised', 'Salesforce', `changed by ${event.current?.modifiedBy ?? 'somebody else'}`, {
        conflict: event.conflict,
        current: event.current,
      });
    case 'proposal.judged':
      return line('proposal.revised', 'Countersign', event.policy?.why ?? 'no rule speaks of it any more', {
        policy: event.policy ?? null,
      });
    case 'proposal.record-chosen':
      return line('proposal.revised', 'Countersign', 'record chosen', { record: event.record });
    case 'proposal.conflicted':
      return line(event.type, 'Salesforce', `not written, ${event.fields.length} fields had changed`, {
        fields: event.fields,
        current: event.current,
      });
    case 'proposal.reopened':
      return line(event.type, 'Countersign', 'waiting again', {});
    case 'proposal.superseded':
      return line(event.type, event.decider?.name ?? 'Countersign', event.reason, { by: event.by });
    case 'proposal.expired':
      return line(event.type, 'Countersign', 'nobody decided in time', {});
    case 'proposal.extended':
      return line(event.type, event.by.name, 'given more time', { expiresAt: event.expiresAt });
    case 'proposal.reminded':
      return line(event.type, 'Countersign', 'its end is near, nobody decided yet', { expiresAt: after.expiresAt });
    case 'proposal.questioned': {
      const came = cameOf(event.question);
      return line(event.type, event.question.by, came, { question: event.question });
    }
    case 'proposal.question-heard':
      return line('proposal.questioned', 'Countersign', 'the agent came, and heard what it was asked', {});
    case 'proposal.asked-again':
      return line('proposal.revised', event.by.name, askedAgainWords(after), {
        consequences: after.consequences,
        payload: toPayload(after),
      });
    case 'proposal.approved':
      return line(event.type, by, approvalWords(event.decision), {
        decision: event.decision,
        payload: toPayload(after),
        values: shown(after.values),
      });
    case 'proposal.left-behind':
      return line('proposal.reopened', 'Countersign', leftBehindWords(event.problem), {
        problem: event.problem,
      });
    case 'proposal.approved-once':
      return line('proposal.revised', event.by.name, 'approved once, a second person has to approve it too', {
        by: event.by,
        payload: toPayload(after),
      });
    case 'proposal.rejected':
      return line(event.type, by, 'rejected', { decision: rejectionOf(event.decision) });
    case 'proposal.sending-cancelled':
      return line(event.type, event.by.name, 'approval taken back before it was sent', {});
    case 'proposal.undo-proposed':
      // The reverse has its own line.
      return null;
    case 'proposal.undone':
      return line(event.type, decidedBy(event.by), `undone by ${event.by.reference}`, { by: event.by.id });
    case 'write.intended':
      return line(event.type, 'Countersign', `sending, attempt ${event.attempt.number}`, { attempt: event.attempt });
    case 'write.written':
      return line(event.type, otherSide(after), writtenWords(after, event.result), {
        result: event.result,
      });
    case 'write.refused':
      return event.problem.code === turnedAway
        ? line(event.type, 'Countersign', 'turned away, not sent', { problem: event.problem })
        : line(event.type, otherSide(after), 'refused', { problem: event.problem });
    case 'write.held-back':
      return line(event.type, 'Countersign', event.until ? 'kept for later, not sent' : 'held back, not sent', {
        problem: event.problem,
        ...(event.until ? { until: event.until } : {}),
      });
    case 'write.uncertain':
      return line(event.type, 'Countersign', event.needsPerson ? 'a person must look' : 'answer lost', {
        problem: event.problem,
      });
    case 'write.absent':
      return line(event.type, 'Countersign', 'proved not written', {});
    default:
      return assertNever(event);
  }
}

function leftBehindWords({ code }: Problem): string {
  if (code === turnedAway) return 'waiting again, a person has to decide';
  return 'waiting again, what it comes after was not written';
}

/** Where nothing is written but something is done, the receipt is the other side’s own id of it. */
function writtenWords(of: Proposal, { settled, record }: WriteResult): string {
  if (!isOutbound(of)) return settled ? 'found written' : 'written';
  const receipt = record.id === '' ? '' : `, ${record.id}`;
  return settled ? `found to have taken it${receipt}` : `took it${receipt}`;
}

function askedAgainWords({ operation }: Proposal): string {
  return operation === 'delete' ? 'approved once, asked again before deleting' : 'approved once, asked once more';
}

function decidedBy({ status }: Proposal): string {
  return 'decision' in status ? status.decision.by.name : 'Countersign';
}

function approvalWords({ kind, saveAnyway, first, by, signedIn }: Decision): string {
  if (first) {
    const second = signedIn ? `${by.name}, who signed in for it` : by.name;
    return `${kind === 'edited' ? 'edited and approved' : 'approved'} by two people: ${first.name} and ${second}`;
  }
  if (saveAnyway) return 'approved to be saved past the duplicate rule';
  return kind === 'edited' ? 'edited and approved' : 'approved';
}

function rejectionOf(decision: Decision): Record<string, unknown> {
  return { ...decision };
}

function shown(values: readonly ProposedValue[]): Record<string, unknown>[] {
  return values.map(({ field, label, value, origin, evidence }) => ({ field, label, value, origin, evidence }));
}

function actorOf(asker: Asker | undefined): string {
  if (!asker) return 'Countersign';
  if (asker.kind === 'suggestion') return 'Countersign';
  return asker.name ?? asker.kind;
}

function cameOf({ why, heardAt }: Question): string {
  if (why !== null) return 'a question did not reach the agent';
  return heardAt === null ? 'the agent is asked about it when it comes' : 'the agent was asked about it';
}
