import { z } from 'zod';
import { fieldValue } from './field-value.ts';
import { recordRef } from './record-ref.ts';

/** What kind of failure it is; only `internal` is a bug. */
export const problemKind = z.enum([
  'invalid-input',
  'not-found',
  'conflict',
  'not-allowed',
  'not-connected',
  'rate-limited',
  'upstream',
  'cancelled',
  'internal',
]);
export type ProblemKind = z.infer<typeof problemKind>;

/** What can be done next about a problem; the window turns it into a button. */
export const problemNext = z.enum(['edit', 'retry', 'reload-record', 'choose-record', 'reconnect', 'wait', 'none']);
export type ProblemNext = z.infer<typeof problemNext>;

/** A record that a duplicate rule found to be like the one that was to be written. */
export const duplicateMatch = z.object({
  record: recordRef,
  url: z.string(),
  /** What it says in the fields that were to be written; none where it could not be read. */
  fields: z.array(z.object({ field: z.string(), label: z.string(), value: fieldValue })),
});
export type DuplicateMatch = z.infer<typeof duplicateMatch>;

/** What a duplicate rule found; `allowSave` says that a person may write it all the same. */
export const duplicates = z.object({ allowSave: z.boolean(), matches: z.array(duplicateMatch) });
export type Duplicates = z.infer<typeof duplicates>;

/** A failure told to the supervisor: what happened, what to do next, and which fields it is about. */
export const problem = z.object({
  kind: problemKind,
  /** One or two sentences for the supervisor. */
  message: z.string(),
  next: problemNext,
  /** The other side's own code, such as Salesforce's `FIELD_CUSTOM_VALIDATION_EXCEPTION`. */
  code: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), label: z.string(), message: z.string() })),
  duplicates: duplicates.optional(),
});
export type Problem = z.infer<typeof problem>;

/** Builds a problem; the code and the fields are often absent. */
export function toProblem(
  kind: ProblemKind,
  message: string,
  rest: Partial<Pick<Problem, 'next' | 'code' | 'fields'>> = {},
): Problem {
  return { kind, message, next: rest.next ?? 'none', code: rest.code ?? null, fields: rest.fields ?? [] };
}

/** A problem on its way up the stack; the edge turns it into the contract's error. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(told: Problem, options?: ErrorOptions) {
    super(told.message, options);
    this.name = 'ProblemError';
    this.problem = told;
  }
}
