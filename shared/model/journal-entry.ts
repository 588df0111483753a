import { z } from 'zod';

/** What a journal entry records. */
export const journalKind = z.enum([
  'call.started',
  'call.ended',
  'call.joined',
  'call.analysed',
  'caller.set',
  'proposal.made',
  'proposal.joined',
  'proposal.revised',
  'proposal.conflicted',
  'proposal.reopened',
  'proposal.superseded',
  'proposal.expired',
  'proposal.extended',
  'proposal.approved',
  'proposal.rejected',
  'proposal.sending-cancelled',
  'proposal.undone',
  'write.intended',
  'write.written',
  'write.refused',
  'write.held-back',
  'write.uncertain',
  'write.absent',
  'answer.given',
  'answer.failed',
  'answer.uncertain',
  'follow-up.made',
  'follow-up.done',
  'follow-up.reopened',
  'outcome.edited',
  'outcome.reviewed',
  'outcome.noted',
  'outcome.flagged',
  'outcome.assigned',
  'outcome.judged',
  'outcome.written',
  'said.dismissed',
  'said.restored',
  'door.told',
  'door.transferred',
  'door.ended',
  'door.failed',
  'org.signed-in',
  'org.signed-out',
  'org.disconnected',
  'org.production-confirmed',
  'catalogue.changed',
  'rule.changed',
  'rule.trusted',
  'rule.revoked',
  'token.grant-changed',
  'token.issued',
  'token.revoked',
  'token.not-revoked',
  'anomaly',
]);
export type JournalKind = z.infer<typeof journalKind>;

/** One line of the journal as the window shows it. */
export const journalEntry = z.object({
  seq: z.number().int(),
  at: z.number(),
  kind: journalKind,
  org: z.string(),
  call: z.string().nullable(),
  callName: z.string().nullable(),
  proposal: z.string().nullable(),
  reference: z.string().nullable(),
  /** When its proposal was made; null where it is about none. */
  proposedAt: z.number().nullish(),
  /** Who did it: a supervisor's name, a rule, `console` or an agent. */
  actor: z.string(),
  /** One sentence without field values. */
  summary: z.string(),
  /** The values behind it; null once erased. */
  detail: z.record(z.string(), z.unknown()).nullable(),
  hash: z.string(),
});
export type JournalEntry = z.infer<typeof journalEntry>;

/** Kinds as people ask for them. */
export const journalGroups = {
  decided: [
    'proposal.approved',
    'proposal.rejected',
    'proposal.expired',
    'proposal.conflicted',
    'write.written',
    'write.refused',
    'write.held-back',
    'write.uncertain',
    'write.absent',
    'org.production-confirmed',
    'catalogue.changed',
    'rule.changed',
    'rule.trusted',
    'rule.revoked',
    'anomaly',
  ],
  decisions: [
    'proposal.approved',
    'proposal.rejected',
    'proposal.expired',
    'proposal.extended',
    'proposal.sending-cancelled',
    'proposal.undone',
  ],
  proposals: [
    'proposal.made',
    'proposal.joined',
    'proposal.revised',
    'proposal.conflicted',
    'proposal.reopened',
    'proposal.superseded',
  ],
  writes: ['write.intended', 'write.written', 'write.refused', 'write.held-back', 'write.uncertain', 'write.absent'],
  calls: [
    'call.started',
    'call.ended',
    'call.joined',
    'call.analysed',
    'caller.set',
    'door.told',
    'door.transferred',
    'door.ended',
    'door.failed',
  ],
  outcomes: [
    'call.analysed',
    'outcome.edited',
    'outcome.reviewed',
    'outcome.noted',
    'outcome.flagged',
    'outcome.assigned',
    'outcome.judged',
    'outcome.written',
  ],
  answers: [
    'answer.given',
    'answer.failed',
    'answer.uncertain',
    'follow-up.made',
    'follow-up.done',
    'follow-up.reopened',
    'said.dismissed',
    'said.restored',
  ],
  rules: ['rule.changed', 'rule.trusted', 'rule.revoked', 'catalogue.changed'],
  access: [
    'org.signed-in',
    'org.signed-out',
    'org.disconnected',
    'org.production-confirmed',
    'token.grant-changed',
    'token.issued',
    'token.revoked',
    'token.not-revoked',
  ],
  anomalies: ['anomaly', 'token.not-revoked'],
} as const satisfies Record<string, readonly JournalKind[]>;

export const journalGroup = z.enum([
  'decided',
  'decisions',
  'proposals',
  'writes',
  'calls',
  'outcomes',
  'answers',
  'rules',
  'access',
  'anomalies',
]);
export type JournalGroup = z.infer<typeof journalGroup>;

/** Which entries are sought; what is left out is not asked about. */
export const journalFilter = z.object({
  /** Every word of it stands in the summary, the actor, the kind, the caller, the reference or the values. */
  text: z.string().max(200),
  group: journalGroup.optional(),
  /** Part of the name of whoever did it, or of a rule that spoke. */
  actor: z.string().max(200).optional(),
  org: z.string().max(64).optional(),
  proposal: z.string().max(64).optional(),
  /** From this moment on, in milliseconds since the epoch. */
  from: z.number().optional(),
  /** Before this moment. */
  to: z.number().optional(),
});
export type JournalFilter = z.infer<typeof journalFilter>;
