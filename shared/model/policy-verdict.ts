import { z } from 'zod';

/** What a rule does, strictest first: among rules that match, the first of these holds. */
export const ruleEffects = ['block', 'ask-two', 'ask', 'auto-approve'] as const;
export const ruleEffect = z.enum(ruleEffects);
export type RuleEffect = z.infer<typeof ruleEffect>;

/** What policy says of a proposal, and which rules say so. */
export const policyVerdict = z.object({
  effect: ruleEffect,
  /** Every rule that matched or failed, strictest first. */
  rules: z.array(
    z.object({
      rule: z.string(),
      name: z.string(),
      effect: ruleEffect,
      /** Its expression could not be evaluated: it counts as *ask*. */
      failed: z.string().optional(),
    }),
  ),
  why: z.string(),
});
export type PolicyVerdict = z.infer<typeof policyVerdict>;
