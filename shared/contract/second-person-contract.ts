import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { proposal } from '../model/proposal.ts';
import { refusable } from './refusable.ts';

/** How far the signature of a second person is. */
export const signingProgress = z.discriminatedUnion('step', [
  /** Their login page; opened in the system's browser where there is one. */
  z.object({ step: z.literal('waiting'), address: z.string() }),
  z.object({ step: z.literal('reading') }),
  z.object({ step: z.literal('done'), proposal }),
]);
export type SigningProgress = z.infer<typeof signingProgress>;

/** The decision of a second person, who signs in to Salesforce for it. */
export const secondPersonContract = {
  /** Approves as the first person did, in the name of whoever signs in; ends when the reader leaves. Nothing of the login is kept. */
  countersign: refusable
    .input(
      z.object({
        proposal: z.string().min(1).max(64),
        revision: z.number().int().min(0),
        confirmProduction: z.boolean().optional(),
      }),
    )
    .output(eventIterator(signingProgress)),
};
