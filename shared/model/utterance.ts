import { z } from 'zod';
import { partyRole } from './call.ts';

/** What was masked in an utterance: its span and what kind of secret stood there. */
export const maskedSpan = z.object({
  start: z.number().int(),
  end: z.number().int(),
  kind: z.enum(['card-number', 'cvv', 'ssn', 'pin', 'password']),
});
export type MaskedSpan = z.infer<typeof maskedSpan>;

/** One turn in a call: which party, what, when; partial until final. */
export const utterance = z.object({
  id: z.string(),
  call: z.string(),
  /** Order within the call; ascending, gaps allowed. */
  seq: z.number(),
  party: partyRole,
  text: z.string(),
  state: z.enum(['partial', 'final']),
  /** Milliseconds from the start of the call; null where the platform does not say. */
  startMs: z.number().nullable(),
  endMs: z.number().nullable(),
  /** Milliseconds since the epoch at which the console took it in. */
  receivedAt: z.number(),
  masked: z.array(maskedSpan),
});
export type Utterance = z.infer<typeof utterance>;
