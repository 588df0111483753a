import { z } from 'zod';

/** The words that support one proposed value: a span of an utterance's final text, in UTF-16 offsets. */
export const evidence = z.object({
  utterance: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  /** The words themselves, as they stood. */
  quote: z.string(),
});
export type Evidence = z.infer<typeof evidence>;
