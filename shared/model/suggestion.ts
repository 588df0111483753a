import { z } from 'zod';
import { certainty } from './certainty.ts';
import { evidence } from './evidence.ts';
import { fieldValue } from './field-value.ts';

/** One value the console's rules took from what was said; `value` is the caller's words, normalised. */
export const suggestedValue = z.object({
  field: z.string(),
  value: fieldValue,
  evidence,
  certainty,
  reasons: z.array(z.string()),
  resolvedFrom: z.string().nullable(),
});
export type SuggestedValue = z.infer<typeof suggestedValue>;

/** What the console's rules would write because of what was said; fixed and defaulted inputs are the catalogue's matter. */
export const suggestion = z.object({
  /** Catalogue key. */
  action: z.string(),
  /** Tells several suggestions of one action in one call apart; stable while the call goes on. */
  matter: z.string(),
  pinnedTo: z.string(),
  values: z.array(suggestedValue),
  certainty,
  reasons: z.array(z.string()),
});
export type Suggestion = z.infer<typeof suggestion>;
