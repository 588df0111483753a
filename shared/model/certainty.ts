import { z } from 'zod';

/** How sure the console is of something; always shown with its reasons. */
export const certainty = z.enum(['certain', 'likely', 'unsure']);
export type Certainty = z.infer<typeof certainty>;
