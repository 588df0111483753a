import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { rejection } from '../model/proposal.ts';
import { refusable } from './refusable.ts';
import { shownFor } from './shown-for.ts';

/** How many are decided in one transaction; between two of them it can be stopped. */
export const bulkChunk = 25;
/** How many can be decided at once. */
export const mostInBulk = 2000;

/** What became of one of many. */
export const bulkLine = z.object({
  proposal: z.string(),
  reference: z.string(),
  outcome: z.enum(['approved', 'rejected', 'left-out']),
  /** Why it was left out. */
  why: z.string().nullable(),
});
export type BulkLine = z.infer<typeof bulkLine>;

/** How far it is, and what is new since the step before. */
export const bulkStep = z.object({ done: z.number().int(), total: z.number().int(), lines: z.array(bulkLine) });
export type BulkStep = z.infer<typeof bulkStep>;

/** Each names the revision it was shown with. */
const many = z.object({
  proposals: z
    .array(z.object({ proposal: z.string().min(1).max(64), revision: z.number().int().min(0) }))
    .min(1)
    .max(mostInBulk),
});

/** Decisions about many; whoever stops reading stops it, and what was decided until then stays decided. */
export const bulkContract = {
  approveMany: refusable
    .input(many.extend({ confirmProduction: z.boolean().optional(), ...shownFor.shape }))
    .output(eventIterator(bulkStep)),
  rejectMany: refusable
    .input(many.extend({ rejection, onScreenMs: shownFor.shape.onScreenMs }))
    .output(eventIterator(bulkStep)),
};
