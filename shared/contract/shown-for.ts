import { z } from 'zod';

/** How long what is decided had been wholly on the screen, and whether a quick approval was asked for once more already. */
export const shownFor = z.object({
  onScreenMs: z.number().int().min(0).optional(),
  hurried: z.boolean().optional(),
});
