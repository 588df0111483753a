import { z } from 'zod';
import { laxLabel, laxList, laxText, laxUrl, membersOf } from '../lenient.ts';

const named = z.object({ name: laxLabel, type: laxLabel, value: z.unknown().optional() });

/** A transcript as the list and the single request tell it; the list has no logs. */
export const transcript = z.object({
  id: z.string().min(1).max(200),
  sessionID: laxLabel,
  projectID: laxLabel,
  environmentID: laxLabel,
  createdAt: laxLabel,
  updatedAt: laxLabel,
  endedAt: laxLabel,
  recordingURL: laxUrl,
  properties: laxList.transform((list) => membersOf(named, list)),
  evaluations: laxList.transform((list) => membersOf(named, list)),
  logs: laxList,
});
export type Transcript = z.infer<typeof transcript>;

/** One entry of a transcript's log: what the agent put out (trace), what the user did (action), or the end. */
export const logEntry = z.object({ type: laxLabel, data: z.unknown().optional(), createdAt: laxLabel });

/** What was put out or done: its payload depends on its type, and for some is a plain text. */
export const step = z.object({ type: laxLabel, payload: z.unknown().optional() });

/** The words, wherever a payload has them. */
export const words = z.union([
  z.string().transform((text) => ({ message: text, query: null, label: null })),
  z.object({ message: laxText, query: laxText, label: laxText }),
]);

/** A tool that went wrong, in a trace of it. */
export const toolTrace = z.object({
  name: laxLabel,
  error: laxText,
  message: laxText,
  success: z.boolean().catch(true).default(true),
});
