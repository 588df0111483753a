import { z } from 'zod';
import { callAgent, callAnalysis, callChannel, callDirection, party, partyRole } from './call.ts';

/** Longest utterance the console keeps, in UTF-16 units; a feed cuts off beyond it and says so. */
export const maxUtteranceLength = 20_000;

const spoken = z.object({
  /** The platform's own mark of the turn: partials and the final of one turn share it. */
  key: z.string(),
  /** Order within the call. */
  seq: z.number(),
  party: partyRole,
  text: z.string().max(maxUtteranceLength),
  startMs: z.number().nullable(),
  endMs: z.number().nullable(),
  /**
   * Where the platform gives turns no mark of their own: the key its partials share. The final takes the place of the partial
   * under it, and a partial older than a final of the same is dropped.
   */
  stream: z.string().optional(),
  /**
   * Told again from the platform's own history of the conversation, `seq` being milliseconds since the epoch: only what nothing
   * else told is taken of it. Its key begins with `recap:`; its `stream` is that of the words it repeats.
   */
  recap: z.boolean().optional(),
});

/** What a feed tells of a call: one model for every platform. */
export const callEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('call.started'),
    carrierId: z.string().nullable(),
    channel: callChannel,
    direction: callDirection,
    agent: callAgent.nullable(),
    parties: z.array(party),
    variables: z.record(z.string(), z.string()),
    /** Milliseconds since the epoch. */
    startedAt: z.number(),
    /** When the words were really said, where a recording is replayed: dates are read against it. */
    heldAt: z.number().nullable().default(null),
  }),
  z.object({ type: z.literal('utterance.partial'), utterance: spoken }),
  z.object({ type: z.literal('utterance.final'), utterance: spoken }),
  z.object({
    type: z.literal('tool.requested'),
    toolCall: z.object({
      id: z.string(),
      /** Catalogue key of the action asked for. */
      action: z.string(),
      /** By input name or by field API name. */
      inputs: z.record(z.string(), z.unknown()),
      /** Key of the utterance it came with, where the platform says. */
      utterance: z.string().nullable(),
    }),
  }),
  /** The caller was handed over: to a person, a number or another agent. */
  z.object({ type: z.literal('call.transferred'), at: z.number(), to: z.string().nullable() }),
  z.object({
    type: z.literal('call.ended'),
    endedAt: z.number(),
    reason: z.string().nullable(),
    /** Nobody told of it: nothing more was heard. */
    assumed: z.literal(true).optional(),
  }),
  /** What the platform itself made of the call; may come long after its end, and more than once. */
  z.object({ type: z.literal('call.analysed'), analysis: callAnalysis }),
  /** Something went wrong in the call that a supervisor should see. */
  z.object({ type: z.literal('call.troubled'), at: z.number(), message: z.string() }),
]);
export type CallEvent = z.infer<typeof callEvent>;
export type SpokenUtterance = z.infer<typeof spoken>;

/** A call event as a feed delivers it. The id is unique within feed and call: a second delivery of it is dropped. */
export type DeliveredEvent = {
  feed: string;
  platform: string;
  call: string;
  id: string;
  event: CallEvent;
  /** Set where the platform signs nothing: whoever knew the address may have sent it. */
  unverified?: true;
};
