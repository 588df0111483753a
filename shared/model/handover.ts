import { z } from 'zod';

/** One thing the next shift takes over. */
export const handoverKinds = ['caller-waiting', 'waiting', 'uncertain', 'refused', 'promised', 'told'] as const;
export type HandoverKind = (typeof handoverKinds)[number];

/** One shift's desk as it was left: the note, how much was open, and who took it. */
export const handover = z.object({
  id: z.string(),
  at: z.number(),
  by: z.string(),
  note: z.string(),
  open: z.number().int(),
  promised: z.number().int(),
  overdue: z.number().int(),
  taken: z.object({ by: z.string(), at: z.number() }).nullable(),
});
export type Handover = z.infer<typeof handover>;
