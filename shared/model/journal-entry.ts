import { z } from 'zod';

/** What a journal entry records. */
export const journalKind = z.enum([
  'call.started',
  'call.ended',
  'call.joined',
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
  /** Who did it: a supervisor's name, a rule, `console` or an agent. */
  actor: z.string(),
  /** One sentence without field values. */
  summary: z.string(),
  /** The values behind it; null once erased. */
  detail: z.record(z.string(), z.unknown()).nullable(),
  hash: z.string(),
});
export type JournalEntry = z.infer<typeof journalEntry>;
