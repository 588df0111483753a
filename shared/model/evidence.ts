import { z } from 'zod';
import { partyRole } from './call.ts';

/** The words that support one proposed value: a span of an utterance's final text, in UTF-16 offsets. */
export const evidence = z.object({
  utterance: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  /** The words themselves, as they stood. */
  quote: z.string(),
  /** Who said them; absent where that was not looked up yet. */
  by: partyRole.optional(),
  /** Milliseconds into the call, and so into its recording; absent or null where the platform does not say. */
  atMs: z.number().nullable().optional(),
});
export type Evidence = z.infer<typeof evidence>;

/** What is doubtful about the words behind a value. */
export const evidenceMark = z.object({
  kind: z.enum(['never-said', 'agent-only', 'contradicted', 'corrected', 'spelled', 'no-transcript']),
  /** The doubt as a sentence without its full stop. */
  words: z.string(),
  /** The words that raise it; null where the doubt is that there are none. */
  evidence: evidence.nullable(),
});
export type EvidenceMark = z.infer<typeof evidenceMark>;
