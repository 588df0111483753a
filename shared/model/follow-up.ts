import { z } from 'zod';

/** Something owed to a caller: what, for whom, by when, done or not. */
export const followUp = z.object({
  id: z.string(),
  org: z.string(),
  call: z.string().nullable(),
  /** What it is about. */
  proposal: z.string().nullable(),
  reference: z.string().nullable(),
  what: z.string(),
  whom: z.string(),
  dueAt: z.number(),
  madeAt: z.number(),
  doneAt: z.number().nullable(),
  doneBy: z.string().nullable(),
  /** The proposal that makes it a task in Salesforce. */
  task: z.string().nullable(),
  /** The claim of an agent that it makes good: what it told the caller, and what was not so. */
  claim: z.string().nullish(),
});
export type FollowUp = z.infer<typeof followUp>;
