import { z } from 'zod';
import { certainty } from './certainty.ts';
import { problem } from './problem.ts';
import { recordRef } from './record-ref.ts';

/** One record that may be the caller, with the reasons that speak for it. */
export const callerCandidate = z.object({
  record: recordRef,
  certainty,
  /** Sentences such as "number matches Mobile Phone". */
  reasons: z.array(z.string()),
  /** Of a contact or a lead: the account it belongs to. */
  accountId: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
});
export type CallerCandidate = z.infer<typeof callerCandidate>;

/** Who is calling, as far as it is known. */
export const callerMatch = z.discriminatedUnion('state', [
  z.object({ state: z.literal('looking') }),
  z.object({
    state: z.literal('matched'),
    person: callerCandidate,
    by: z.enum(['console', 'supervisor']),
    others: z.array(callerCandidate),
  }),
  z.object({ state: z.literal('several'), candidates: z.array(callerCandidate) }),
  z.object({ state: z.literal('none'), lookedFor: z.array(z.string()) }),
  /** A supervisor said that the caller is nobody in the org. */
  z.object({ state: z.literal('nobody') }),
  z.object({ state: z.literal('unavailable'), problem }),
]);
export type CallerMatch = z.infer<typeof callerMatch>;
