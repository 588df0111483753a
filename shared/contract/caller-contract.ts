import { z } from 'zod';
import { fieldValue } from '../model/field-value.ts';
import { recordRef } from '../model/record-ref.ts';
import { refusable } from './refusable.ts';

/** One of the caller's key fields. */
export const callerField = z.object({
  field: z.string(),
  label: z.string(),
  type: z.string(),
  value: fieldValue,
  /** What a lookup's id is called. */
  display: z.string().nullable(),
});
export type CallerField = z.infer<typeof callerField>;

/** A case of the caller's that is not closed. */
export const openCase = z.object({
  /** Named by its number; its subject is the detail. */
  record: recordRef,
  url: z.string(),
  status: z.string().nullable(),
  /** How its description begins. */
  about: z.string().nullable(),
  /** ISO 8601. */
  openedAt: z.string().nullable(),
});
export type OpenCase = z.infer<typeof openCase>;

/** A task or an event with the caller. */
export const callerActivity = z.object({
  record: recordRef,
  url: z.string(),
  kind: z.enum(['task', 'event']),
  status: z.string().nullable(),
  /** A day, or an instant; ISO 8601. */
  at: z.string().nullable(),
});
export type CallerActivity = z.infer<typeof callerActivity>;

/** What the org knows about a caller, as far as our user may see it. */
export const callerPanel = z.object({
  /** Null while it is not known who calls: then there is nothing else either. */
  record: recordRef.nullable(),
  url: z.string().nullable(),
  fields: z.array(callerField),
  /** Null where there can be none, or they could not be read. */
  cases: z.object({ open: z.array(openCase), more: z.boolean() }).nullable(),
  /** The last ones, newest first; null where they could not be read. */
  activities: z.array(callerActivity).nullable(),
  /** What could not be read, and why. */
  unread: z.array(z.object({ what: z.enum(['fields', 'cases', 'activities']), message: z.string() })),
  readAt: z.number(),
});
export type CallerPanel = z.infer<typeof callerPanel>;

/** Who calls, as the org knows them: key fields, open cases, last activities. */
export const ofCaller = refusable.input(z.object({ call: z.string().min(1).max(64) })).output(callerPanel);
