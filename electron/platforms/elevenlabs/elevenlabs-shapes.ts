import { z } from 'zod';
import { laxBoolean, laxLabel, laxList, laxNumber, laxRecord, laxText } from '../lenient.ts';

const phoneCall = z
  .object({
    direction: laxLabel,
    agent_number: laxLabel,
    external_number: laxLabel,
    type: laxLabel,
    /** Twilio's CallSid, where Twilio carries the call: what joins it to other feeds. */
    call_sid: laxLabel,
  })
  .nullable()
  .catch(null)
  .default(null);

const metadata = z
  .object({
    start_time_unix_secs: laxNumber,
    call_duration_secs: laxNumber,
    termination_reason: laxLabel,
    phone_call: phoneCall,
    text_only: laxBoolean,
    /** Of a call that could not be started: what the carrier said. */
    body: laxRecord,
  })
  .nullable()
  .catch(null)
  .default(null);

const analysis = z
  .object({
    call_successful: laxLabel,
    transcript_summary: laxText,
    call_summary_title: laxLabel,
    data_collection_results: laxRecord,
    evaluation_criteria_results: laxRecord,
  })
  .nullable()
  .catch(null)
  .default(null);

/** A conversation as ElevenLabs tells of it after its end. */
export const elevenLabsConversation = z.object({
  conversation_id: z.string().min(1).max(200),
  agent_id: laxLabel,
  agent_name: laxLabel,
  version_id: laxLabel,
  status: laxLabel,
  transcript: laxList,
  metadata,
  analysis,
  conversation_initiation_client_data: z.object({ dynamic_variables: laxRecord }).nullable().catch(null).default(null),
  has_audio: laxBoolean,
  failure_reason: laxLabel,
});
export type ElevenLabsConversation = z.infer<typeof elevenLabsConversation>;

/** What ElevenLabs posts after a call. */
export const elevenLabsWebhook = z.object({
  type: z.string().min(1).max(200),
  event_timestamp: laxNumber,
  data: z.record(z.string(), z.unknown()),
});

/** One turn of a transcript; turns of tools alone have no message. */
export const elevenLabsTurn = z.object({ role: z.string(), message: laxText, time_in_call_secs: laxNumber });
