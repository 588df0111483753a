import { z } from 'zod';
import { writeClass } from './action.ts';
import { certainty } from './certainty.ts';
import { evidence, evidenceMark } from './evidence.ts';
import { fieldValue, fieldValues } from './field-value.ts';
import { likeRecord } from './like-record.ts';
import { outboundOperations } from './outbound.ts';
import { policyVerdict } from './policy-verdict.ts';
import { problem } from './problem.ts';
import { question } from './question.ts';
import { recordMatch } from './record-match.ts';
import { recordChoice, recordRef } from './record-ref.ts';

/** Where a proposed value comes from; `said` is collected from the conversation, by the agent or by the console's rules. */
export const valueOrigin = z.enum(['said', 'defaulted', 'fixed', 'edited']);

/** One field of a proposal: the value, and what supports it. */
export const proposedValue = z.object({
  field: z.string(),
  label: z.string(),
  /** Salesforce's field type, such as `email`; null until the object's describe was read. */
  type: z.string().nullable(),
  value: fieldValue,
  origin: valueOrigin,
  evidence: evidence.nullable(),
  certainty,
  /** Why it is as certain as it is, or what to look at: "only the agent said it", "corrected from …". */
  reasons: z.array(z.string()),
  /** What is doubtful about the words behind it, by all that was said so far; such a value is looked at by a person. */
  marks: z.array(evidenceMark).optional(),
  /** How it came, before what was said was held against it. */
  asTold: z.object({ evidence: evidence.nullable(), certainty, reasons: z.array(z.string()) }).optional(),
  /** What a relative date or spelled-out value was resolved from: "next Tuesday". */
  resolvedFrom: z.string().nullable(),
  /** Another asker of the same card wants another value: "agent asked X, caller said Y". */
  alternatives: z.array(
    z.object({
      asker: z.enum(['agent', 'suggestion', 'automation', 'supervisor']),
      value: fieldValue,
      evidence: evidence.nullable(),
    }),
  ),
  /** Why this value cannot be sent as it is. */
  invalid: z.string().nullable(),
  /** What a lookup's id is called. */
  display: z.string().nullable(),
});
export type ProposedValue = z.infer<typeof proposedValue>;

/** Somebody who asked for this proposal; several may join one. */
export const asker = z.object({
  kind: z.enum(['agent', 'suggestion', 'automation', 'supervisor']),
  /** Of an agent: the feed and the platform's id of the tool call. */
  feed: z.string().nullable(),
  toolCall: z.string().nullable(),
  name: z.string().nullable(),
  at: z.number(),
  /** Its platform signs nothing: whoever knew the address may have asked. */
  unverified: z.boolean().optional(),
  values: fieldValues,
});
export type Asker = z.infer<typeof asker>;

/** A record's fields at one moment. */
export const snapshot = z.object({
  fields: fieldValues,
  /** Later of LastModifiedDate and SystemModstamp, ISO 8601; null where the object has neither. */
  modifiedAt: z.string().nullable(),
  modifiedBy: z.string().nullable(),
  /** When it was read, milliseconds since the epoch. */
  readAt: z.number(),
});
export type Snapshot = z.infer<typeof snapshot>;

/** Who decided: a person, or a rule a person wrote. */
export const decider = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('supervisor'), user: z.string(), name: z.string() }),
  z.object({ kind: z.literal('rule'), rule: z.string(), name: z.string() }),
]);
export type Decider = z.infer<typeof decider>;

/** Why a proposal was rejected: one of the preset reasons, in words the agent can use, and free text. */
export const rejection = z.object({
  preset: z.enum(['not-said', 'wrong-record', 'already-done', 'identity-check', 'other']),
  text: z.string().max(1000),
});
export type Rejection = z.infer<typeof rejection>;

/** Approved, edited and approved, or rejected: by whom, when, why, on which revision. */
export const decision = z.object({
  id: z.string(),
  kind: z.enum(['approved', 'edited', 'rejected']),
  by: decider,
  at: z.number(),
  /** The proposal's revision that the decider saw. */
  revision: z.number().int(),
  rejection: rejection.nullable(),
  /** SHA-256 of the canonical payload the decision is bound to; null for a rejection. */
  payloadHash: z.string().nullable(),
  /** Who approved exactly this before, where two people have to. */
  first: z.object({ user: z.string(), name: z.string() }).optional(),
  /** Whoever decided signed in to Salesforce for this one decision. */
  signedIn: z.boolean().optional(),
  /** How long its diff had been wholly on the screen, milliseconds. */
  onScreenMs: z.number().optional(),
  /** It came sooner than it can be read, and was asked for once more. */
  hurried: z.boolean().optional(),
  /** It names the duplicate rule's finding, and goes past it. */
  saveAnyway: z.boolean().optional(),
});
export type Decision = z.infer<typeof decision>;

/** One sending of an approved proposal. */
export const attempt = z.object({ id: z.string(), number: z.number().int(), startedAt: z.number() });
export type Attempt = z.infer<typeof attempt>;

/** What was really written, read back after the write. */
export const writeResult = z.object({
  record: recordRef,
  url: z.string(),
  fields: fieldValues,
  /** Of a read: what it found. */
  rows: z.array(fieldValues).optional(),
  at: z.number(),
  /** Found by looking after the answer was lost. */
  settled: z.boolean(),
});
export type WriteResult = z.infer<typeof writeResult>;

/** A proposal's life; every state carries what is true only in it. */
export const proposalStatus = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('waiting'),
    /** Set when the record changed after the diff was shown: the fields in conflict. */
    conflict: z.array(z.string()).nullable(),
    /** What went wrong the last time it was sent or read, or what is asked once more. */
    problem: problem.nullable(),
    /** A deletion that was approved once: the next approval deletes. */
    confirming: z.boolean().optional(),
  }),
  z.object({
    state: z.literal('approved'),
    decision,
    /** How often it was sent so far: a later attempt looks first whether an earlier one arrived. */
    attempts: z.number().int(),
    /** Why it was not sent yet, where it was tried. */
    problem: problem.nullable(),
    /** It leaves no sooner: until then whoever approved it may think again. */
    sendAt: z.number().optional(),
  }),
  z.object({ state: z.literal('writing'), decision, attempt }),
  z.object({ state: z.literal('uncertain'), decision, attempt, problem, needsPerson: z.boolean() }),
  z.object({ state: z.literal('written'), decision, result: writeResult }),
  z.object({ state: z.literal('failed'), decision, problem }),
  z.object({ state: z.literal('rejected'), decision }),
  z.object({ state: z.literal('expired'), at: z.number() }),
  z.object({ state: z.literal('superseded'), by: z.string().nullable(), at: z.number(), reason: z.string() }),
  z.object({ state: z.literal('undone'), decision, result: writeResult, by: z.string() }),
]);
export type ProposalStatus = z.infer<typeof proposalStatus>;

/** Whether a waiting proposal can be approved, and what stands in the way. */
export const readiness = z.discriminatedUnion('state', [
  /** The record or the object's describe is being read. */
  z.object({ state: z.literal('preparing') }),
  z.object({ state: z.literal('ready') }),
  /** An update whose record is not known: nobody, or several, fit the caller. */
  z.object({ state: z.literal('needs-record') }),
  z.object({ state: z.literal('blocked'), problem }),
]);
export type Readiness = z.infer<typeof readiness>;

/** A proposal that another one comes after: "after P-1001 Create contact". */
export const precedent = z.object({
  proposal: z.string(),
  reference: z.string(),
  label: z.string(),
  field: z.string(),
});
export type Precedent = z.infer<typeof precedent>;

/** The write that a reverse proposal takes back. */
export const undone = z.object({
  proposal: z.string(),
  reference: z.string(),
  label: z.string(),
  written: fieldValues,
});
export type Undone = z.infer<typeof undone>;

/** One action with values, waiting for a decision. */
export const proposal = z.object({
  id: z.string(),
  /** Short name for people and agents: `P-1042`. */
  reference: z.string(),
  org: z.string(),
  call: z.string().nullable(),
  action: z.string(),
  actionLabel: z.string(),
  /** The first four concern Salesforce; the others leave for a platform, or an address. */
  operation: z.enum(['create', 'update', 'delete', 'read', ...outboundOperations]),
  writeClass,
  object: z.string(),
  objectLabel: z.string(),
  /** The record it changes; of a create, the one that the new record hangs on, such as a comment's case. */
  record: recordRef.nullable(),
  /** What `record` is a record of, where that is not `object`; absent where there is none to choose. */
  recordObject: z.string().optional(),
  /** Records that fit where it could not be told which; choosing one settles it. */
  candidates: z.array(recordChoice).optional(),
  /** What else will happen, in sentences, where Salesforce tells: what is deleted with a record, who will own it. */
  consequences: z.array(z.string()).optional(),
  /** Why this record: "the caller's only open case". */
  recordReason: z.string().nullable().optional(),
  /** Whether it is the caller's, by what is known of both; absent or null where no call or no record is. */
  recordMatch: recordMatch.nullable().optional(),
  /** Of a create: records that are there already and look like it. */
  like: z.array(likeRecord).optional(),
  /** How the record was found: `caller` follows the call's caller, `given` and `chosen` do not. */
  recordFrom: z.enum(['none', 'caller', 'given', 'chosen']),
  /** Who asked first; the others joined. */
  askers: z.array(asker).min(1),
  /** Of a read: why it is run without being asked for. */
  atOnce: z.string().optional(),
  /** What policy says of it as it stands; absent where no rule speaks of it. */
  policy: policyVerdict.optional(),
  /** Somebody approved exactly this payload, and a second person has to. */
  firstApproval: z
    .object({
      user: z.string(),
      name: z.string(),
      at: z.number(),
      payloadHash: z.string(),
      onScreenMs: z.number().optional(),
    })
    .optional(),
  /** Why no rule may decide it any more, whatever it says. */
  personDecides: z.string().optional(),
  /** Proposals of the same call whose records it needs: it is sent after them, or not at all. */
  after: z.array(precedent).optional(),
  /** It is the reverse of one that was written; with what that wrote, which must still be so. */
  undoes: undone.optional(),
  /** The proposal that would undo it, or did. */
  reverse: z.string().optional(),
  /** The utterance that caused it. */
  pinnedTo: z.string().nullable(),
  /** The org's assignment rules run when it is written. */
  assignmentRules: z.boolean().optional(),
  /** Approved to be written although a duplicate rule found records like it. */
  saveAnyway: z.boolean().optional(),
  values: z.array(proposedValue),
  readiness,
  /** The record as it was when the proposal was made; null for a create or while preparing. */
  base: snapshot.nullable(),
  /** The record as it is now, where that differs from the base. */
  current: snapshot.nullable(),
  status: proposalStatus,
  /** Counts up with every change; a decision names the one it was made on. */
  revision: z.number().int(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** What was asked of the agent about it, oldest first. */
  questions: z.array(question).optional(),
  /** When it was told of once more, because its end is near. */
  remindedAt: z.number().optional(),
  /** Past it, it is no longer decided; null where it never ends by itself. */
  expiresAt: z.number().nullable().optional(),
});
export type Proposal = z.infer<typeof proposal>;

/** Whether the proposal still waits for a decision. */
export function isWaiting(of: Pick<Proposal, 'status'>): boolean {
  return of.status.state === 'waiting';
}
