import { z } from 'zod';

/** The way an answer goes to the agent. */
export const answerDoor = z.enum(['hold', 'late-door', 'callback', 'mcp', 'asked-for', 'follow-up']);
export type AnswerDoor = z.infer<typeof answerDoor>;

/** What became of what the agent asked for, as it is told. */
export const answerOutcome = z.enum(['done', 'pending', 'rejected', 'failed', 'refused']);
export type AnswerOutcome = z.infer<typeof answerOutcome>;

/** How far an answer is. */
export const answerState = z.enum([
  /** Nothing is known yet that could be told, or it is about to be. */
  'owed',
  /** On its way: after a crash nobody knows whether it arrived. */
  'sending',
  'arrived',
  /** The platform took it not, for good. */
  'refused',
  /** Tried again. */
  'unreachable',
  /** It may have arrived, and was not said again. */
  'uncertain',
  /** Not told by us any more: it became a follow-up, or nobody is left to tell. */
  'given-up',
]);
export type AnswerState = z.infer<typeof answerState>;

/** What an agent was told, or is owed: through which door, and whether it arrived. */
export const answer = z.object({
  id: z.string(),
  proposal: z.string().nullable(),
  feed: z.string(),
  call: z.string().nullable(),
  toolCall: z.string(),
  door: answerDoor.nullable(),
  outcome: answerOutcome.nullable(),
  said: z.string().nullable(),
  state: answerState,
  /** Why it did not arrive. */
  why: z.string().nullable(),
  tries: z.number().int(),
  askedAt: z.number(),
  saidAt: z.number().nullable(),
  settledAt: z.number().nullable(),
});
export type Answer = z.infer<typeof answer>;
