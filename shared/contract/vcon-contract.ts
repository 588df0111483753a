import { z } from 'zod';
import { refusable } from './refusable.ts';

/** The contract's calls about vCons. */
export const vconContract = {
  /** A call as a vCon signed with the console's key, which is made on first use. */
  export: refusable.input(z.object({ call: z.string().min(1).max(64) })).output(
    z.object({
      /** What the file is called. */
      name: z.string(),
      text: z.string(),
      /** SHA-256 of the certificate it was signed with, hexadecimal. */
      fingerprint: z.string(),
    }),
  ),
};
