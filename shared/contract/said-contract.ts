import { z } from 'zod';
import { refusable } from './refusable.ts';

/** What agents told callers. */
export const saidContract = {
  /** Says that nothing was claimed, or that it was settled otherwise; or takes that back. */
  dismiss: refusable
    .input(z.object({ call: z.string().min(1).max(64), claim: z.string().min(1).max(200), dismissed: z.boolean() }))
    .output(z.void()),
};
