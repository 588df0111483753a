import { z } from 'zod';

/** What the next shift takes over, in the order of the sheet. */
export const handoverKinds = ['caller-waiting', 'uncertain', 'refused', 'told', 'promised', 'waiting'] as const;
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
