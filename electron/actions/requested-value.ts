import { z } from 'zod';
import { certainty } from '../../shared/model/certainty.ts';
import { evidence } from '../../shared/model/evidence.ts';
import { asker, valueOrigin } from '../../shared/model/proposal.ts';

const wanted = z.object({
  askedBy: asker.shape.kind,
  /** What was said or sent, before the field's type gave it a form. */
  raw: z.unknown(),
  evidence: evidence.nullable(),
  certainty,
  reasons: z.array(z.string()),
  resolvedFrom: z.string().nullable(),
});

/** A value somebody asked for, and what others asked for the same field. */
export const requestedValue = wanted.extend({
  field: z.string(),
  origin: valueOrigin,
  /** What a lookup's id is called, where the asker knows. */
  display: z.string().nullable(),
  others: z.array(wanted),
});
export type RequestedValue = z.infer<typeof requestedValue>;
export type OtherRequest = z.infer<typeof wanted>;

/** Whether a person set it, here or in an automation: then neither the action's inputs nor what others want take its place. */
export function isByHand({ origin, askedBy }: Pick<RequestedValue, 'origin' | 'askedBy'>): boolean {
  return origin === 'edited' || askedBy === 'supervisor' || askedBy === 'automation';
}
