import type { z } from 'zod';
import type { CallAgent, callChannel, callDirection, Party, PartyRole } from '../../../shared/model/call.ts';
import type { CallEvent } from '../../../shared/model/call-event.ts';

/** One thing that happens in a replayed call, and when: milliseconds from its start. */
export type ReplayStep = { atMs: number; event: CallEvent };

/** One recorded call, ready to be played. The first step starts it, the last one ends it. */
export type ReplayCall = {
  /** Stable: the same file gives the same key. */
  key: string;
  title: string;
  platform: string;
  channel: z.infer<typeof callChannel>;
  direction: z.infer<typeof callDirection>;
  agent: CallAgent | null;
  parties: Party[];
  variables: Record<string, string>;
  /** When it was held, milliseconds since the epoch; null where the file does not say. */
  startedAt: number | null;
  steps: ReplayStep[];
};

/** Something in a file that could not be taken as it stands, as a sentence for the supervisor. */
export type ReplayProblem = { line: number | null; message: string };

/** What a replay file holds: every call that could be read, and a sentence for all that could not. */
export type ReplayFile = { calls: ReplayCall[]; problems: ReplayProblem[] };

/** One turn as a file tells it, before times are made up and partials are grown. */
export type ReplayTurn = {
  party: PartyRole;
  text: string;
  startMs: number | null;
  endMs: number | null;
};

/** One tool call as a file tells it; `turn` is the index of the turn it came after. */
export type ReplayToolCall = {
  id: string;
  action: string;
  inputs: Record<string, unknown>;
  turn: number | null;
  atMs: number | null;
};

/** A call as a file tells it: everything but the steps. */
export type ToldCall = Omit<ReplayCall, 'steps'> & { turns: ReplayTurn[]; toolCalls: ReplayToolCall[] };

/** What a reader of one call is given beside the value: the key for a call without an id, and whom to tell what was left out. */
export type ReadContext = { fallbackKey: string; tell(message: string): void };
