import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { policyVerdict } from '../model/policy-verdict.ts';
import { rule, ruleDraft } from '../model/rule.ts';
import { refusable } from './refusable.ts';

const id = z.string().min(1).max(64);
const named = z.object({ id });

/** Policy as it is now; trust only while it holds. */
export const rulesView = z.object({ rules: z.array(rule), now: z.number() });
export type RulesView = z.infer<typeof rulesView>;

/** What a rule says of one open proposal, and what policy would say with it switched on. */
export const ruleTrial = z.object({ holds: z.boolean(), failed: z.string().nullable(), verdict: policyVerdict });
export type RuleTrial = z.infer<typeof ruleTrial>;

/** A decision of a person that a rule would have been at odds with. */
export const backtestCase = z.object({
  proposal: z.string(),
  reference: z.string(),
  actionLabel: z.string(),
  call: z.string().nullable(),
  at: z.number(),
  by: z.string(),
  kind: z.enum(['approved', 'edited', 'rejected']),
  /** Labels of the fields that a person changed, or why they rejected it. */
  what: z.string(),
});
export type BacktestCase = z.infer<typeof backtestCase>;

/** How far a backtest is, and what it found so far. */
export const backtestProgress = z.object({
  done: z.number().int(),
  total: z.number().int(),
  finished: z.boolean(),
  /** Decisions it would have spoken of; of a rule that approves, only those that would have passed. */
  matched: z.number().int(),
  approved: z.number().int(),
  edited: z.number().int(),
  rejected: z.number().int(),
  /** Decisions it could not be asked about. */
  failed: z.number().int(),
  /** Newest first, as many as are shown. */
  cases: z.array(backtestCase),
});
export type BacktestProgress = z.infer<typeof backtestProgress>;

/** The contract's calls about policy. */
export const rulesContract = {
  list: refusable.output(rulesView),
  watch: refusable.output(eventIterator(rulesView)),
  /** Why an expression cannot be understood; null where it can. */
  check: refusable.input(ruleDraft.pick({ expression: true })).output(z.object({ problem: z.string().nullable() })),
  /** A new rule is off; one that was changed stays as it was. */
  save: refusable.input(ruleDraft).output(rule),
  setEnabled: refusable.input(named.extend({ enabled: z.boolean() })).output(rule),
  /** Removes a rule, or takes trust back. */
  remove: refusable.input(named).output(z.void()),
  tryOn: refusable.input(z.object({ draft: ruleDraft, proposal: id })).output(ruleTrial),
  /** Runs a rule over the decisions that people made; ends early when the reader leaves. */
  backtest: refusable.input(ruleDraft).output(eventIterator(backtestProgress)),
  /** Lets a proposal's action pass for a while: for what is asked for from now on. */
  trust: refusable.input(z.object({ proposal: id, span: z.enum(['call', 'minutes']) })).output(rule),
};
