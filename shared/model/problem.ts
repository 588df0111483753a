import { z } from 'zod';

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

/** A failure told to the supervisor: what happened, what to do next, and which fields it is about. */
export const problem = z.object({
  kind: problemKind,
  /** One or two sentences for the supervisor. */
  message: z.string(),
  next: problemNext,
  /** The other side's own code, such as Salesforce's `FIELD_CUSTOM_VALIDATION_EXCEPTION`. */
  code: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), label: z.string(), message: z.string() })),
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
