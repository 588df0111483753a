import { z } from 'zod';

/** The longest question to an agent, in characters. */
export const longestQuestion = 1_000;

/** What a supervisor asked the agent about a proposal, and whether it arrived. It decides nothing. */
export const question = z.object({
  text: z.string(),
  by: z.string(),
  at: z.number(),
  /** Why it did not reach the agent; null where its platform took it. */
  why: z.string().nullable(),
});
export type Question = z.infer<typeof question>;
