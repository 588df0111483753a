import { z } from 'zod';
import { callerMatch } from './caller-match.ts';

/** The part somebody plays in a call. */
export const partyRole = z.enum(['caller', 'agent', 'supervisor', 'other']);
export type PartyRole = z.infer<typeof partyRole>;

export const party = z.object({
  role: partyRole,
  name: z.string().nullable(),
  /** As the platform gave it, E.164 where it could be told. */
  phone: z.string().nullable(),
  email: z.string().nullable(),
});
export type Party = z.infer<typeof party>;

/** Where a call's events come from; one call may have several (same carrier id). */
export const callSource = z.object({
  feed: z.string(),
  platform: z.string(),
  /** The platform's id of the call. */
  externalId: z.string(),
  carrierId: z.string().nullable(),
  /** The platform signs nothing: what it told is never approved by a rule. */
  unverified: z.boolean().optional(),
});

export const callAgent = z.object({ id: z.string(), name: z.string(), version: z.string().nullable() });
export type CallAgent = z.infer<typeof callAgent>;

/** What a platform itself made of a call. */
export const callAnalysis = z.object({
  summary: z.string().nullable(),
  sentiment: z.enum(['positive', 'neutral', 'negative']).nullable(),
  successful: z.boolean().nullable(),
  /** What came of it in the platform's or the agent's own words. */
  disposition: z.string().nullable(),
  /** Where the platform keeps the recording. */
  recordingUrl: z.string().nullable(),
  /** Whatever else it extracted, as text. */
  values: z.record(z.string(), z.string()),
});
export type CallAnalysis = z.infer<typeof callAnalysis>;

export const callChannel = z.enum(['phone', 'chat']);
export const callDirection = z.enum(['inbound', 'outbound', 'unknown']);

/** What of a call was erased, when, by whom, and whether its age or the person it was with asked for it. */
export const callErased = z.object({
  /** What was said, or everything but that the call was. */
  what: z.enum(['words', 'all']),
  at: z.number(),
  by: z.string(),
  why: z.enum(['age', 'person']),
});
export type CallErased = z.infer<typeof callErased>;

/** One conversation, phone or chat, live or ended. Times are milliseconds since the epoch. */
export const call = z.object({
  id: z.string(),
  org: z.string(),
  sources: z.array(callSource),
  channel: callChannel,
  direction: callDirection,
  agent: callAgent.nullable(),
  parties: z.array(party),
  variables: z.record(z.string(), z.string()),
  startedAt: z.number(),
  /** When it was really held, where a recording is replayed; null where that is now. */
  heldAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  endReason: z.string().nullable(),
  /** Whom the caller was handed over to, newest last. */
  transfers: z.array(z.object({ at: z.number(), to: z.string().nullable() })).optional(),
  analysis: callAnalysis.optional(),
  troubles: z.array(z.object({ at: z.number(), message: z.string() })).optional(),
  caller: callerMatch,
  erased: callErased.optional(),
  /** The call it turned out to be: everything of it is there now. */
  joinedTo: z.string().optional(),
});
export type Call = z.infer<typeof call>;

/** The caller's party: the one on the line with the agent. */
export function callerParty(of: Pick<Call, 'parties'>): Party | null {
  return of.parties.find((each) => each.role === 'caller') ?? null;
}
