import { z } from 'zod';

/** The longest question to an agent, in characters. */
export const longestQuestion = 1_000;

/** What a supervisor asked the agent about a proposal, and whether it arrived. It decides nothing. */
export const question = z.object({
  text: z.string(),
  by: z.string(),
  at: z.number(),
  /** Why it did not reach the agent; null where its platform took it, or the agent comes for it. */
  why: z.string().nullable(),
  /** Of an agent that asks itself what came of it: when it came and was asked, null until then. */
  heardAt: z.number().nullable().optional(),
});
export type Question = z.infer<typeof question>;

/** Those that the agent hears when it next asks what came of the proposal. */
export function unheard(questions: readonly Question[] = []): Question[] {
  return questions.filter(({ heardAt }) => heardAt === null);
}
