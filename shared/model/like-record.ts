import { z } from 'zod';
import { duplicateMatch } from './problem.ts';

/** A record that is there already and looks like one that is about to be made, with what they share. */
export const likeRecord = duplicateMatch.extend({
  /** "same e-mail address", "name like this one". */
  reasons: z.array(z.string()),
});
export type LikeRecord = z.infer<typeof likeRecord>;
