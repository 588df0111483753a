import { z } from 'zod';
import { evidence } from './evidence.ts';

/** What an agent says it did, or will do. */
export const claimAct = z.enum([
  'change',
  'remove',
  'open',
  'close',
  'note',
  'submit',
  'send',
  'confirm',
  'contact',
  'refund',
  'cancel',
  'book',
  'process',
]);
export type ClaimAct = z.infer<typeof claimAct>;

/** What it is about, as far as the words tell. */
export const claimTopic = z.enum([
  'email',
  'phone',
  'address',
  'name',
  'case',
  'status',
  'priority',
  'lead',
  'contact',
  'appointment',
  'order',
  'refund',
  'note',
]);
export type ClaimTopic = z.infer<typeof claimTopic>;

/** Something an agent told the caller: that it was done, or that it will be. */
export const saidClaim = z.object({
  act: claimAct,
  tense: z.enum(['done', 'promised']),
  topics: z.array(claimTopic),
  /** UTF-16 offsets in the utterance's text. */
  start: z.number().int(),
  end: z.number().int(),
});
export type SaidClaim = z.infer<typeof saidClaim>;

/** What really happened of it. */
export const claimState = z.enum(['done', 'waiting', 'rejected', 'never-asked']);
export type ClaimState = z.infer<typeof claimState>;

/** A claim of a call beside what really happened, as the window shows it. */
export const saidView = saidClaim.pick({ act: true, tense: true, topics: true }).extend({
  /** Of the utterance and where in it: the same as long as the words are. */
  id: z.string(),
  words: evidence,
  saidAt: z.number(),
  state: claimState,
  /** The proposal that speaks for it, or against it. */
  proposal: z.object({ id: z.string(), reference: z.string(), label: z.string(), state: z.string() }).nullable(),
  /** From when on it is an alert; null where it is so, or on its way as it was said. */
  alertAt: z.number().nullable(),
  /** Who said that nothing was claimed, or that it was settled otherwise. */
  dismissedBy: z.string().nullable(),
});
export type SaidView = z.infer<typeof saidView>;
