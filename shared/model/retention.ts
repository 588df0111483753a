import { z } from 'zod';

/** How long something is kept after its call ended, in days; null for as long as the console. */
const days = z.number().int().min(1).max(36_500).nullable();

/** What is kept how long. */
export const retentionSettings = z.object({
  /** What was said, and every quote of it. */
  words: days,
  /** The sound of calls that was fetched. */
  recordings: days,
  /** Names, numbers, field values before and after, and the values beside the journal. */
  values: days,
});
export type RetentionSettings = z.infer<typeof retentionSettings>;

/** How much would be, or was, erased. */
export const erasedCounts = z.object({
  calls: z.number().int(),
  utterances: z.number().int(),
  recordings: z.number().int(),
  proposals: z.number().int(),
  /** Entries of the journal whose values go; the entries themselves stay, and the chain verifies. */
  journal: z.number().int(),
  followUps: z.number().int(),
  /** Requests that were not understood, automation runs and past queries. */
  others: z.number().int(),
});
export type ErasedCounts = z.infer<typeof erasedCounts>;

/** By what a person is looked for: a record's id, a phone number or an email address. */
export const personIdentifier = z.string().trim().min(5).max(120);

/** Everything that is kept of a person. */
export const personFound = z.object({
  counts: erasedCounts,
  /** Calls in progress, and what somebody still has to decide: nothing is erased before these are over. */
  open: z.array(z.string()),
  /** Other identifiers that the same calls name. */
  also: z.array(z.object({ identifier: z.string(), label: z.string() })),
});
export type PersonFound = z.infer<typeof personFound>;
