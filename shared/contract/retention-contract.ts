import { z } from 'zod';
import { erasedCounts, personFound, personIdentifier, retentionSettings } from '../model/retention.ts';
import { refusable } from './refusable.ts';

const person = z.object({ identifiers: z.array(personIdentifier).min(1).max(10) });

/** What is kept how long, and what was erased last. */
export const retentionView = z.object({
  settings: retentionSettings,
  last: z.object({ at: z.number(), counts: erasedCounts }).nullable(),
});
export type RetentionView = z.infer<typeof retentionView>;

/** The contract's calls about what is kept how long. */
export const retentionContract = {
  read: refusable.output(retentionView),
  /** What would be erased at once with these settings. */
  preview: refusable.input(retentionSettings).output(erasedCounts),
  /** Keeps the settings and erases what is too old by them. */
  save: refusable.input(retentionSettings).output(retentionView),
  findPerson: refusable.input(person).output(personFound),
  /** Erases everything of a person; refused while something of theirs is open. */
  erasePerson: refusable.input(person).output(erasedCounts),
};
