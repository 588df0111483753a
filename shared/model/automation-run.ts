import { z } from 'zod';
import { recordRef } from './record-ref.ts';

/** How far a run is. */
export const runState = z.enum([
  'running',
  /** Until a moment, which `wakesAt` tells. */
  'waiting',
  /** For a proposal of its own to be decided and written. */
  'deciding',
  'done',
  /** It ended early, and nothing is wrong: a condition did not hold, or a person rejected a proposal. */
  'stopped',
  /** It can be retried from the step where it stopped. */
  'failed',
]);
export type RunState = z.infer<typeof runState>;

/** Whether a run is over. */
export function isOver(state: RunState): boolean {
  return state === 'done' || state === 'stopped' || state === 'failed';
}

/** What one step of a run took in and what came of it. */
export const stepRecord = z.object({
  key: z.string(),
  kind: z.string(),
  label: z.string(),
  state: z.enum(['running', 'waiting', 'deciding', 'done', 'skipped', 'stopped', 'failed']),
  /** With all places filled in. */
  input: z.record(z.string(), z.unknown()),
  /** What later steps can name; null while there is none. */
  output: z.record(z.string(), z.unknown()).nullable(),
  /** One sentence: what it did, waits for, or why it stopped. */
  told: z.string(),
  proposal: z.string().nullable(),
  reference: z.string().nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  /** From 1; counts retries by a person. */
  attempt: z.number().int(),
});
export type StepRecord = z.infer<typeof stepRecord>;

/** One run as lists show it. */
export const runLine = z.object({
  id: z.string(),
  automation: z.string(),
  automationName: z.string(),
  version: z.number().int(),
  org: z.string(),
  state: runState,
  /** What started it, in a few words: "New contact Jane Roe". */
  startedBy: z.string(),
  record: recordRef.nullable(),
  call: z.string().nullable(),
  /** Label of the step it is at, or stopped at; null once it is done. */
  at: z.string().nullable(),
  /** Where it stands, or why it stopped. */
  told: z.string(),
  wakesAt: z.number().nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
});
export type RunLine = z.infer<typeof runLine>;

/** One run with all its steps: those it took, in order; a retried step stands once, as it was last. */
export const automationRun = runLine.extend({
  steps: z.array(stepRecord),
  /** What the trigger told, as places name it. */
  facts: z.record(z.string(), z.unknown()),
});
export type AutomationRun = z.infer<typeof automationRun>;
