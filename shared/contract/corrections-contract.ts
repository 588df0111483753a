import { z } from 'zod';
import { fieldValue } from '../model/field-value.ts';
import { rejection } from '../model/proposal.ts';
import { refusable } from './refusable.ts';

/** Which decisions are counted; what is left out is not asked about. */
const within = z.object({
  org: z.string().max(64).optional(),
  /** From this moment on, in milliseconds since the epoch. */
  from: z.number().optional(),
  /** Before this moment. */
  to: z.number().optional(),
});
export type CorrectionsWithin = z.infer<typeof within>;

/** One decision that corrected somebody. */
export const correctionCase = z.object({
  proposal: z.string(),
  reference: z.string(),
  call: z.string().nullable(),
  callName: z.string().nullable(),
  at: z.number(),
  by: z.string(),
  /** Of an edit: what it was, and what it was made. */
  before: fieldValue.nullish(),
  after: fieldValue.nullish(),
  rejection: rejection.nullable(),
});
export type CorrectionCase = z.infer<typeof correctionCase>;

/** What keeps a correction from being needed again. */
export const repair = z.object({
  kind: z.enum(['fix', 'describe', 'require', 'lookup', 'verify']),
  title: z.string(),
  why: z.string(),
  /** Where that is at the platform, in its own terms. */
  where: z.string(),
  /** What Settings, Actions makes of it here; null where it is the platform's alone. */
  here: z
    .object({
      action: z.string(),
      input: z.string().nullable(),
      /** The value it always has. */
      fixed: fieldValue.optional(),
      description: z.string().optional(),
      required: z.boolean().optional(),
    })
    .nullable(),
});
export type Repair = z.infer<typeof repair>;

/** How often one input of an action, or the action as a whole, was corrected. */
export const correctionRow = z.object({
  /** The platform whose agents asked; `suggestion` for the console's own rules, `automation` for automations. */
  platform: z.string(),
  action: z.string(),
  label: z.string(),
  /** null: the action as a whole, which is what a rejection is about. */
  input: z.object({ field: z.string(), name: z.string().nullable(), label: z.string() }).nullable(),
  /** Decided by a person. */
  decided: z.number().int(),
  /** Edited, of an input; rejected, of an action. */
  corrected: z.number().int(),
  reasons: z.array(z.object({ preset: rejection.shape.preset, count: z.number().int() })),
  /** The newest. */
  examples: z.array(correctionCase),
  repairs: z.array(repair),
});
export type CorrectionRow = z.infer<typeof correctionRow>;

/** What people changed of what was proposed. */
export const corrections = z.object({
  decided: z.number().int(),
  edited: z.number().int(),
  rejected: z.number().int(),
  /** What was corrected most often first. */
  rows: z.array(correctionRow),
});
export type Corrections = z.infer<typeof corrections>;

/** Edits and rejections, counted from the journal. */
export const correctionsContract = {
  figures: refusable.input(within).output(corrections),
  /** The newest cases of a row. */
  cases: refusable
    .input(
      within.extend({
        platform: z.string().max(64),
        action: z.string().max(80),
        field: z.string().max(120).nullable(),
      }),
    )
    .output(z.array(correctionCase)),
};
