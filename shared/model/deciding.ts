import { z } from 'zod';

/** How much care an approval takes: what it does is told and asked for once more, or two people have to agree. */
export const care = z.enum(['as-usual', 'two-steps', 'two-people']);
export type Care = z.infer<typeof care>;

/** What is never approved in one step, whatever is set. */
const atLeastTwoSteps = care.exclude(['as-usual']);

/** What is sensitive here, by what it does, by object and by field. */
export const sensitiveSettings = z.object({
  deletes: atLeastTwoSteps,
  tokens: atLeastTwoSteps,
  owners: care,
  amounts: care,
  /** An empty object is any object; an empty field, whatever changes in it. */
  fields: z
    .array(z.object({ object: z.string().trim().max(80), field: z.string().trim().max(80), care: atLeastTwoSteps }))
    .max(200),
});
export type SensitiveSettings = z.infer<typeof sensitiveSettings>;

/** Of which approvals the pace is kept. */
export const pace = z.enum(['off', 'flagged', 'all']);
export type Pace = z.infer<typeof pace>;

/** How decisions are made in this console: one place of truth for every window. */
export const deciding = z.object({
  sensitive: sensitiveSettings,
  pace,
  /** How long a proposal waits where its action does not say. */
  expiryHours: z
    .number()
    .positive()
    .max(24 * 365),
  /** How long before its end a proposal is told of once more, in minutes; 0 never. */
  reminderMinutes: z.number().int().min(0).max(10_080),
});
export type Deciding = z.infer<typeof deciding>;

/** What holds until somebody sets it otherwise: over a night, and the day after. */
export const usualDeciding: Deciding = {
  sensitive: { deletes: 'two-steps', tokens: 'two-steps', owners: 'two-steps', amounts: 'two-steps', fields: [] },
  pace: 'flagged',
  expiryHours: 36,
  reminderMinutes: 60,
};
