import { z } from 'zod';

/** How the caller felt about it. */
export const sentiment = z.enum(['positive', 'neutral', 'negative']);
export type Sentiment = z.infer<typeof sentiment>;

/** Longest texts that are kept of an outcome, in UTF-16 units; Salesforce takes no longer disposition. */
export const longestDisposition = 255;
export const longestSummary = 8_000;
export const longestRemark = 2_000;

const derivedFrom = z.enum(['platform', 'agent', 'transcript', 'call']);
const derived = <T extends z.ZodType>(value: T) =>
  z.object({
    value,
    /** Who made it out: the platform's own analysis, the agent in the call, our rules from what was said, or the call itself. */
    from: derivedFrom,
    reasons: z.array(z.string()),
    /** The words it was made out from. */
    utterances: z.array(z.string()),
  });

/** What was made out of a call without a person. */
export const derivedOutcome = z.object({
  disposition: derived(z.string()),
  sentiment: derived(sentiment),
  summary: derived(z.string()),
  seconds: derived(z.number()),
});
export type DerivedOutcome = z.infer<typeof derivedOutcome>;

/** What a supervisor puts in its place; the derived value stays beside it. */
export const outcomeValues = z.object({
  disposition: z.string().trim().min(1).max(longestDisposition),
  sentiment,
  summary: z.string().trim().max(longestSummary),
  seconds: z.number().int().min(0).max(1_000_000),
});
export type OutcomeValues = z.infer<typeof outcomeValues>;
export type OutcomePart = keyof OutcomeValues;

const signed = z.object({ by: z.string(), at: z.number() });
const edited = <T extends z.ZodType>(value: T) => signed.extend({ value }).optional();

/** What became of a call: what was made out of it, and what people made of that. */
export const outcome = z.object({
  call: z.string(),
  org: z.string(),
  derived: derivedOutcome,
  edits: z.object({
    disposition: edited(z.string()),
    sentiment: edited(sentiment),
    summary: edited(z.string()),
    seconds: edited(z.number()),
  }),
  notes: z.array(signed.extend({ id: z.string(), text: z.string() })),
  flag: signed.nullable(),
  assigned: signed.extend({ to: z.string() }).nullable(),
  /** Whether a person agrees with what was made out. */
  verdict: signed.extend({ agrees: z.boolean(), why: z.string() }).nullable(),
  reviewed: signed.nullable(),
});
export type Outcome = z.infer<typeof outcome>;

/** The outcome as it holds: a person's word before what was derived. */
export function outcomeValue<Part extends OutcomePart>(of: Outcome, part: Part): OutcomeValues[Part];
export function outcomeValue(of: Outcome, part: OutcomePart): string | number {
  return of.edits[part]?.value ?? of.derived[part].value;
}

/** Dispositions that are offered; any other may be typed. */
export const usualDispositions = [
  'Resolved',
  'Follow-up promised',
  'Not resolved',
  'Transferred',
  'Abandoned',
  'Voicemail',
  'No answer',
  'Unclear',
] as const;
