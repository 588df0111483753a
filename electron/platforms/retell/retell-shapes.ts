import { z } from 'zod';
import { laxBoolean, laxLabel, laxList, laxNumber, laxRecord, laxText, laxUrl } from '../lenient.ts';

const analysis = z
  .object({
    call_summary: laxText,
    user_sentiment: laxLabel,
    call_successful: laxBoolean,
    in_voicemail: laxBoolean,
    custom_analysis_data: laxRecord,
  })
  .nullable()
  .catch(null)
  .default(null);

/** Retell's call object, as far as the console uses it; calls of its webhooks, functions and lists are the same. */
export const retellCall = z.object({
  call_id: z.string().min(1).max(200),
  call_type: laxLabel,
  call_status: laxLabel,
  direction: laxLabel,
  agent_id: laxLabel,
  agent_name: laxLabel,
  agent_version: laxLabel,
  from_number: laxLabel,
  to_number: laxLabel,
  start_timestamp: laxNumber,
  end_timestamp: laxNumber,
  disconnection_reason: laxLabel,
  transfer_destination: laxLabel,
  recording_url: laxUrl,
  scrubbed_recording_url: laxUrl,
  metadata: laxRecord,
  retell_llm_dynamic_variables: laxRecord,
  collected_dynamic_variables: laxRecord,
  /** Twilio's CallSid, where Twilio carries the call: what joins it to other feeds. */
  telephony_identifier: z.object({ twilio_call_sid: laxLabel }).nullable().catch(null).default(null),
  transcript_object: laxList,
  transcript_with_tool_calls: laxList,
  scrubbed_transcript_with_tool_calls: laxList,
  call_analysis: analysis,
});
export type RetellCall = z.infer<typeof retellCall>;

/** What Retell posts when something happens in a call. */
export const retellWebhook = z.object({
  event: z.string().min(1).max(200),
  call: retellCall.nullable().catch(null).default(null),
  /** Some of its events may carry the transcript beside the call. */
  transcript_with_tool_calls: laxList,
});
export type RetellWebhook = z.infer<typeof retellWebhook>;

const word = z.object({ start: laxNumber, end: laxNumber });

/** One entry of a transcript: words said, or what happened between them. */
export const retellTurn = z.object({
  role: z.string(),
  content: laxText,
  words: z.array(word).catch([]).default([]),
  /** Of the monitor's entries: seconds into the call. */
  time_sec: laxNumber,
});
export type RetellTurn = z.infer<typeof retellTurn>;

/** A tool call as the transcript tells it. */
export const retellInvocation = z.object({
  role: z.literal('tool_call_invocation'),
  tool_call_id: z.string().min(1).max(200),
  name: laxLabel,
  arguments: z.unknown().optional(),
});
