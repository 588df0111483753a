import { z } from 'zod';
import { laxLabel, laxList, laxNumber, laxRecord, laxText, laxUrl } from '../lenient.ts';

/** A time as text or number; Thoughtly's pages show texts. */
const time = z.union([z.string(), z.number()]).nullable().catch(null).default(null);

const contact = z.object({ id: laxLabel, name: laxLabel, phone_number: laxLabel, phone: laxLabel, email: laxLabel });
const agent = z.object({ id: laxLabel, title: laxLabel, name: laxLabel, phone_number: laxLabel });

/** A call ("response") of Thoughtly. Its own pages show no payload: everything may be missing. */
export const thoughtlyCall = z.object({
  id: laxLabel,
  call_id: laxLabel,
  response_id: laxLabel,
  interview_id: laxLabel,
  contact_id: laxLabel,
  job_id: laxLabel,
  call_sid: laxLabel,
  twilio_call_sid: laxLabel,
  direction: laxLabel,
  status: laxLabel,
  outcome: laxLabel,
  summary: laxText,
  duration_seconds: laxNumber,
  recording_url: laxUrl,
  phone_number: laxLabel,
  started_at: time,
  created_at: time,
  ended_at: time,
  updated_at: time,
  transferred_at: time,
  transferred_to: laxLabel,
  transfer_number: laxLabel,
  tags: laxList,
  metadata: laxRecord,
  custom_fields: laxRecord,
  contact: contact.catch(() => contact.parse({})).default(() => contact.parse({})),
  agent: agent.catch(() => agent.parse({})).default(() => agent.parse({})),
  transcript: laxList,
});
export type ThoughtlyCall = z.infer<typeof thoughtlyCall>;

/** One turn of a transcript. */
export const turn = z.object({ transcript: laxText, text: laxText, speaker: laxLabel, created_at: time });

/** What a webhook says of itself, beside the call. */
export const notice = z.object({
  event: laxLabel,
  type: laxLabel,
  trigger: laxLabel,
  message: laxText,
  error: laxText,
  action: z.unknown().optional(),
});

/** An object with its names in lower case and underlines, whichever way it writes them. */
export function snaked(raw: unknown): Record<string, unknown> | null {
  const read = z.record(z.string(), z.unknown()).safeParse(raw);
  if (!read.success) return null;
  const named = Object.entries(read.data).map(([name, value]) => [
    name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase(),
    value,
  ]);
  return Object.fromEntries(named);
}
