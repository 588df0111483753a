import type { LikeRecord } from '../../shared/model/like-record.ts';
import type { PolicyVerdict } from '../../shared/model/policy-verdict.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type {
  Asker,
  Attempt,
  Decider,
  Decision,
  Precedent,
  Proposal,
  ProposedValue,
  Readiness,
  Snapshot,
  WriteResult,
} from '../../shared/model/proposal.ts';
import type { Question } from '../../shared/model/question.ts';
import type { RecordMatch } from '../../shared/model/record-match.ts';
import type { RecordChoice, RecordRef } from '../../shared/model/record-ref.ts';

/** Everything that can happen to a proposal; its life is nothing but these, in order. */
export type ProposalEvent =
  | { type: 'proposal.made'; proposal: Proposal }
  /** A second asker wants the same; the card is made ready anew. */
  | { type: 'proposal.joined'; asker: Asker }
  /** What was said since changed what the rules propose. */
  | { type: 'proposal.revised'; reason: string }
  | { type: 'proposal.prepared'; prepared: Prepared }
  /** What was said since changed what stands behind its values. */
  | { type: 'proposal.weighed'; values: ProposedValue[] }
  /** Somebody changed the record while it was looked at; the base is widened by fields that were not read before. */
  | { type: 'proposal.moved'; base: Snapshot; current: Snapshot | null; conflict: string[] }
  /** What policy says of it changed. */
  | { type: 'proposal.judged'; policy: PolicyVerdict | undefined }
  | { type: 'proposal.record-chosen'; record: RecordRef }
  | { type: 'proposal.conflicted'; current: Snapshot; fields: string[] }
  | { type: 'proposal.reopened' }
  | { type: 'proposal.superseded'; by: string | null; decider?: Decider; reason: string }
  | { type: 'proposal.expired' }
  | { type: 'proposal.extended'; by: Decider; expiresAt: number }
  /** Its end is near, and nobody decided yet. */
  | { type: 'proposal.reminded' }
  /** A supervisor asked the agent about it. */
  | { type: 'proposal.questioned'; question: Question }
  /** The agent came for what came of it, and heard what it was asked. */
  | { type: 'proposal.question-heard'; upTo: number; at: number }
  /** What is sensitive was approved once and is asked for again, with the values as they were approved. */
  | { type: 'proposal.asked-again'; by: Decider; problem: Problem; values: ProposedValue[]; after: Precedent[] }
  | {
      type: 'proposal.approved';
      decision: Decision;
      values: ProposedValue[];
      after: Precedent[];
      waitsFor: Problem | null;
      /** It leaves no sooner. */
      sendAt?: number;
    }
  /** Approved, and what it comes after will not be written as it stands: it is asked for again. */
  | { type: 'proposal.left-behind'; problem: Problem }
  /** Two people have to approve it: this was the first. */
  | {
      type: 'proposal.approved-once';
      by: NonNullable<Proposal['firstApproval']>;
      values: ProposedValue[];
      after: Precedent[];
    }
  | { type: 'proposal.rejected'; decision: Decision }
  /** Approved, and taken back before it was sent. */
  | { type: 'proposal.sending-cancelled'; by: Decider }
  /** Written; its reverse is proposed. */
  | { type: 'proposal.undo-proposed'; reverse: string }
  /** Its reverse was written. */
  | { type: 'proposal.undone'; by: Proposal }
  | { type: 'write.intended'; attempt: Attempt }
  | { type: 'write.written'; result: WriteResult }
  | { type: 'write.refused'; problem: Problem }
  /** Certainly not written: it waits, approved, for another try. */
  | {
      type: 'write.held-back';
      problem: Problem;
      /** It leaves no sooner, and was not tried. */
      until?: number;
    }
  | { type: 'write.uncertain'; problem: Problem; needsPerson: boolean }
  | { type: 'write.absent' };

/** What making ready found out: forms and labels, the record, and what it holds now. */
export type Prepared = {
  /** As the org spells it. */
  object: string;
  values: ProposedValue[];
  objectLabel: string;
  record: RecordRef | null;
  /** Those it may be about, where it could not be told which. */
  candidates: RecordChoice[];
  recordReason: string | null;
  /** Whether it is the caller's; absent where that is not asked. */
  recordMatch?: RecordMatch | null;
  /** Of a create: records that look like it. */
  like?: LikeRecord[];
  /** What else will happen, where Salesforce tells. */
  consequences: string[];
  /** Why a read is run without being asked for. */
  atOnce?: string;
  /** Proposals whose records it needs. */
  after: Precedent[];
  base: Snapshot | null;
  /** Of an undo: the record as it is now, where it is no longer what was written, and the fields in which. */
  current?: Snapshot;
  conflict?: string[];
  readiness: Readiness;
};
