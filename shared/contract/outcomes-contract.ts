import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { followUp } from '../model/follow-up.ts';
import { longestRemark, outcome, outcomeValues, sentiment } from '../model/outcome.ts';
import { problem } from '../model/problem.ts';
import { refusable } from './refusable.ts';

/** How many calls are changed, or written, at once. */
export const mostOutcomes = 500;
/** How many ended calls are listed, the newest first. */
export const mostListed = 10_000;

const call = z.string().min(1).max(64);
const calls = z.object({ calls: z.array(call).min(1).max(mostOutcomes) });
const remark = z.string().trim().max(longestRemark);

/** What became of a call, as a list shows it. */
export const outcomeRow = z.object({
  call: z.string(),
  org: z.string(),
  name: z.string(),
  platform: z.string().nullable(),
  agent: z.string().nullable(),
  channel: z.enum(['phone', 'chat']),
  startedAt: z.number(),
  endedAt: z.number(),
  seconds: z.number(),
  disposition: z.string(),
  sentiment,
  edited: z.boolean(),
  reviewed: z.boolean(),
  flagged: z.boolean(),
  assigned: z.string().nullable(),
  agrees: z.boolean().nullable(),
  notes: z.number().int(),
  /** Proposals of the call by where they stand; its log is not among them. */
  waiting: z.number().int(),
  written: z.number().int(),
  rejected: z.number().int(),
  /** Follow-ups that are not done. */
  owed: z.number().int(),
  /** Where its log stands; null where none was asked for. */
  log: z.string().nullable(),
});
export type OutcomeRow = z.infer<typeof outcomeRow>;

/** What is new in the list since a revision. */
export const outcomesChange = z.object({
  revision: z.number().int(),
  reset: z.boolean(),
  outcomes: z.array(outcomeRow),
  /** Calls that are not over any more, or turned out to be another. */
  gone: z.array(z.string()),
});
export type OutcomesChange = z.infer<typeof outcomesChange>;

/** All that is known of what became of one call; its words and proposals come with the call itself. */
export const outcomeView = z.object({
  row: outcomeRow,
  outcome,
  followUps: z.array(followUp),
  /** Somebody tells of a recording; whether it can be heard is found out when it is asked for. */
  recorded: z.boolean(),
  /** Its log in the catalogue's terms: the newest that is not given up. */
  log: z.object({ proposal: z.string(), reference: z.string(), state: z.string() }).nullable(),
});
export type OutcomeView = z.infer<typeof outcomeView>;

/** The sound of a call, where there is one: the host of the window serves it under the call's id. */
export const recordingView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('here'), mediaType: z.string(), bytes: z.number().int() }),
  z.object({ state: z.literal('refused'), problem }),
]);
export type RecordingView = z.infer<typeof recordingView>;

/** What came of writing some back: a proposal each, or why not. */
export const writeBack = z.object({
  proposed: z.array(z.object({ call: z.string(), proposals: z.array(z.string()), reference: z.string() })),
  leftOut: z.array(z.object({ call: z.string(), name: z.string(), why: z.string() })),
});
export type WriteBack = z.infer<typeof writeBack>;

/** What became of calls, and what a supervisor makes of it. */
export const outcomesContract = {
  watch: refusable.input(z.object({ since: z.number().int().min(0) })).output(eventIterator(outcomesChange)),
  open: refusable.input(z.object({ call })).output(eventIterator(outcomeView)),
  recording: refusable.input(z.object({ call })).output(recordingView),
  /** Puts other values in the place of those made out; null puts the one made out back. */
  edit: refusable
    .input(
      z.object({
        call,
        values: z.object({
          disposition: outcomeValues.shape.disposition.nullish(),
          sentiment: outcomeValues.shape.sentiment.nullish(),
          summary: outcomeValues.shape.summary.nullish(),
          seconds: outcomeValues.shape.seconds.nullish(),
        }),
      }),
    )
    .output(outcome),
  review: refusable.input(calls.extend({ reviewed: z.boolean() })).output(z.void()),
  flag: refusable.input(calls.extend({ flagged: z.boolean() })).output(z.void()),
  /** To a supervisor by name; null to nobody. */
  assign: refusable.input(calls.extend({ to: z.string().trim().min(1).max(100).nullable() })).output(z.void()),
  /** Agrees with what was made out, or not and why; null takes it back. */
  judge: refusable
    .input(z.object({ call, verdict: z.object({ agrees: z.boolean(), why: remark }).nullable() }))
    .output(outcome),
  note: refusable.input(z.object({ call, text: remark.min(1) })).output(outcome),
  removeNote: refusable.input(z.object({ call, note: call })).output(outcome),
  /** Proposes the log of each: nothing is written before somebody approves it. */
  write: refusable.input(calls.extend({ transcript: z.boolean() })).output(writeBack),
};
