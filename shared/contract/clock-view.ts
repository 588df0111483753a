import { z } from 'zod';

/** The caller's clock on a card. */
export const proposalClock = z.object({
  state: z.enum([
    /** The agent is kept waiting: a decision by then is its answer. */
    'caller-waiting',
    /** The agent was told that it waits; it hears of the decision in the live call, or asks for it. */
    'parked',
    /** The call is over: what is decided becomes a follow-up where somebody waits for it. */
    'caller-gone',
    /** Nobody waits for an answer. */
    'none',
  ]),
  /** Until when a decision is still the answer to the question, milliseconds since the epoch. */
  heldUntil: z.number().nullable(),
  /** When the platform gives up waiting: nobody can move it. */
  platformLimit: z.number().nullable(),
  /** When the proposal ends undecided; `proposals.extend` moves it. */
  expiresAt: z.number().nullable(),
  /** Its agent asks itself what came of it, and so can be asked back. */
  asksItself: z.boolean().optional(),
});
export type ProposalClock = z.infer<typeof proposalClock>;

/** A way into a live call, or why it is shut. */
const door = z.object({ open: z.boolean(), why: z.string().nullable() });

/** What a supervisor can do in a live call. */
export const callDoors = z.object({ tell: door, transfer: door, end: door });
export type CallDoorsView = z.infer<typeof callDoors>;
