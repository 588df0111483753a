import { z } from 'zod';
import { refusable } from './refusable.ts';

const call = z.string().min(1).max(64);

/** Says something to the agent of a live call, apart from any proposal. */
export const tellAgent = refusable
  .input(z.object({ call, message: z.string().trim().min(1).max(1_000) }))
  .output(z.void());

/** Hands the caller over to a person. */
export const transferCall = refusable
  .input(
    z.object({
      call,
      number: z
        .string()
        .trim()
        .regex(/^\+[1-9]\d{6,14}$/, 'A number with its country code, such as +14155550134.'),
    }),
  )
  .output(z.void());

/** Ends a live call. */
export const endCall = refusable.input(z.object({ call })).output(z.void());
