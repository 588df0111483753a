import { z } from 'zod';

/** By what decisions are told apart. */
export const rateDimensions = ['platform', 'agent', 'action', 'field'] as const;
export const rateDimension = z.enum(rateDimensions);
export type RateDimension = z.infer<typeof rateDimension>;

/** How something was decided: by a person as it stood, by a person otherwise, by a rule, or not at all. */
export const decisionKinds = ['approved', 'edited', 'rejected', 'by-rule'] as const;
export const decisionKind = z.enum(decisionKinds);
export type DecisionKind = z.infer<typeof decisionKind>;

/** A stretch of time, its end excluded; milliseconds since the epoch. */
export const figuresAsked = z.object({
  from: z.number(),
  to: z.number(),
  /** null for all. */
  org: z.string().max(64).nullable(),
});
export type FiguresAsked = z.infer<typeof figuresAsked>;

/** How those of one platform, agent, action or field were decided. */
export const rate = z.object({
  key: z.string(),
  label: z.string(),
  approved: z.number().int(),
  edited: z.number().int(),
  rejected: z.number().int(),
  'by-rule': z.number().int(),
});
export type Rate = z.infer<typeof rate>;

const counts = z.array(z.number().int());
const millis = z.array(z.number().nullable());

/** What happened in a stretch of time, in numbers; every list has one number for each step of it. */
export const figures = z.object({
  step: z.enum(['hour', 'day', 'week', 'month']),
  steps: z.array(z.object({ from: z.number(), to: z.number() })),
  calls: z.object({
    total: z.number().int(),
    /** The most frequent, and the rest as one: all but those it names. */
    outcomes: z.array(z.object({ name: z.string(), but: z.array(z.string()).nullable(), counts })),
  }),
  rates: z.record(rateDimension, z.array(rate)),
  /** From when it was proposed until a person decided. */
  deciding: z.object({
    decided: counts,
    p50: millis,
    p95: millis,
    allP50: z.number().nullable(),
    allP95: z.number().nullable(),
  }),
  /** What agents asked while a caller waited: answered within the hold, or later than that. */
  waiting: z.object({
    inTime: counts,
    late: counts,
    waitedP50: z.number().nullable(),
    waitedP95: z.number().nullable(),
  }),
  /** The most that each org said it had counted in 24 hours. */
  api: z.array(z.object({ org: z.string(), used: millis, limit: z.number() })),
});
export type Figures = z.infer<typeof figures>;

/** What a call came out as that is not over. */
export const stillInProgress = 'In progress';

/** Which cases are behind a number. */
export const casesOf = z.discriminatedUnion('of', [
  /** What came out so, or otherwise than all of these. */
  z.object({ of: z.literal('calls'), outcome: z.string().nullable(), but: z.array(z.string()) }),
  z.object({
    of: z.literal('decided'),
    by: rateDimension.nullable(),
    key: z.string().nullable(),
    kind: decisionKind.nullable(),
  }),
  z.object({ of: z.literal('waiting'), inTime: z.boolean() }),
  /** What was written, or tried: of all that an org counts as a request the part that leaves a line. */
  z.object({ of: z.literal('written'), org: z.string().max(64) }),
]);
export type CasesOf = z.infer<typeof casesOf>;

/** One case behind a number, and where it is looked at. */
export const figureCase = z.object({
  at: z.number(),
  call: z.string().nullable(),
  proposal: z.string().nullable(),
  name: z.string(),
  /** "P-1042 Update contact: edited and approved by Sam Ortiz after 12 s". */
  what: z.string(),
});
export type FigureCase = z.infer<typeof figureCase>;
