import { z } from 'zod';
import { certainty } from './certainty.ts';
import { org } from './org.ts';
import { outboundOperations } from './outbound.ts';
import { ruleEffect } from './policy-verdict.ts';
import { asker } from './proposal.ts';

/** The longest expression, in characters: what people write by hand is far shorter. */
export const mostExpression = 2_000;

const names = z.array(z.string().trim().min(1).max(100)).max(50);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What is asked of a value. */
export const valueTest = z.object({
  test: z.enum(['is', 'is-not', 'contains', 'matches', 'above', 'below', 'blank', 'not-blank']),
  text: z.string().max(200),
});
export type ValueTest = z.infer<typeof valueTest>;

/** When a rule applies, as people fill it in. What is empty is not asked about. */
export const ruleForm = z.object({
  actions: names,
  objects: names,
  operations: z.array(z.enum(['create', 'update', 'delete', 'read', ...outboundOperations])),
  fields: names,
  oldValue: valueTest.nullable(),
  newValue: valueTest.nullable(),
  feeds: names,
  verified: z.boolean().nullable(),
  agents: names,
  certainty: z.array(certainty),
  /** In the org's time zone; a span that ends before it begins goes over midnight. */
  hours: z.object({ from: timeOfDay, to: timeOfDay }).nullable(),
  environments: z.array(org.shape.environment),
  sources: z.array(asker.shape.kind),
});
export type RuleForm = z.infer<typeof ruleForm>;

/** A form that asks about nothing. */
export const blankRuleForm: RuleForm = {
  actions: [],
  objects: [],
  operations: [],
  fields: [],
  oldValue: null,
  newValue: null,
  feeds: [],
  verified: null,
  agents: [],
  certainty: [],
  hours: null,
  environments: [],
  sources: [],
};

/** A rule as somebody writes it; with a form, the form makes the expression. */
export const ruleDraft = z.object({
  id: z.string().max(64).nullable(),
  name: z.string().trim().min(1).max(80),
  effect: ruleEffect,
  /** What the agent is told where it blocks; the rule’s name where it says nothing. */
  words: z.string().trim().max(500),
  form: ruleForm.nullable(),
  expression: z.string().max(mostExpression),
  /** The version that was changed; null for a new rule. */
  version: z.number().int().nullable(),
});
export type RuleDraft = z.infer<typeof ruleDraft>;

/** Policy written by a person. */
export const rule = ruleDraft.extend({
  id: z.string().min(1).max(64),
  enabled: z.boolean(),
  /** It auto-approves only what was proposed since it was switched on: nobody meant the cards that waited already. */
  since: z.number(),
  /** Trust for a while ends then; null where it stays. */
  expiresAt: z.number().nullable(),
  /** Trust for one call. */
  call: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.number(),
  version: z.number().int(),
  /** It ships with the console: it can be switched off, not changed. */
  builtIn: z.boolean().optional(),
});
export type Rule = z.infer<typeof rule>;

/** Whether it is trust that somebody gave for a while. */
export function isTrust(of: Pick<Rule, 'expiresAt'>): boolean {
  return of.expiresAt !== null;
}

/** Whether a rule holds at this moment. */
export function isInForce(of: Pick<Rule, 'enabled' | 'expiresAt'>, now: number): boolean {
  return of.enabled && (of.expiresAt === null || of.expiresAt > now);
}
