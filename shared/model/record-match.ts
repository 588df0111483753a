import { z } from 'zod';
import { certainty } from './certainty.ts';
import type { Proposal } from './proposal.ts';

/** Whether the caller is a record's person, or it is a record of theirs; `unsure` asks a person to look once more. */
export const recordMatch = z.object({
  certainty,
  /** Sentences without their full stop: "number matches Mobile Phone". */
  reasons: z.array(z.string()),
});
export type RecordMatch = z.infer<typeof recordMatch>;

/** Why a person has to say first that this is the right record; null where nothing speaks against it. */
export function secondLook({ recordMatch: match, record }: Pick<Proposal, 'recordMatch' | 'record'>): string | null {
  if (!record || match?.certainty !== 'unsure') return null;
  return `It is unsure whether ${record.name} is the right record: ${match.reasons.join('; ')}.`;
}
