import { z } from 'zod';
import { laxLabel, laxList, laxNumber, laxRecord, laxText, laxUrl } from '../lenient.ts';

const person = z.object({ number: laxLabel, name: laxLabel, email: laxLabel }).nullable().catch(null).default(null);
const assistant = z.object({ id: laxLabel, name: laxLabel }).nullable().catch(null).default(null);

/** Vapi's call object, as far as the console uses it. */
export const vapiCall = z.object({
  id: z.string().min(1).max(200),
  type: laxLabel,
  startedAt: laxLabel,
  createdAt: laxLabel,
  endedAt: laxLabel,
  endedReason: laxLabel,
  assistantId: laxLabel,
  assistant,
  customer: person,
  /** Twilio's CallSid, where Twilio carries the call: what joins it to other feeds. */
  phoneCallProviderId: laxLabel,
  monitor: z.object({ controlUrl: laxUrl }).nullable().catch(null).default(null),
  assistantOverrides: z.object({ variableValues: laxRecord }).nullable().catch(null).default(null),
});
export type VapiCall = z.infer<typeof vapiCall>;

/** One entry of a conversation's history: words said, or a tool call among them. */
export const vapiTurn = z.object({
  role: z.string(),
  message: laxText,
  content: laxText,
  time: laxNumber,
  endTime: laxNumber,
  secondsFromStart: laxNumber,
  duration: laxNumber,
});
export type VapiTurn = z.infer<typeof vapiTurn>;

const destination = z
  .object({ type: laxLabel, number: laxLabel, sipUri: laxLabel, assistantName: laxLabel, description: laxLabel })
  .nullable()
  .catch(null)
  .default(null);

const analysis = z
  .object({
    summary: laxText,
    structuredData: laxRecord,
    successEvaluation: z.union([z.string(), z.boolean(), z.number()]).nullable().catch(null).default(null),
  })
  .nullable()
  .catch(null)
  .default(null);

const artifact = z
  .object({
    messages: laxList,
    recordingUrl: laxUrl,
    structuredOutputs: laxRecord,
    recording: z.object({ stereoUrl: laxUrl }).nullable().catch(null).default(null),
  })
  .nullable()
  .catch(null)
  .default(null);

/** A server message of any type; which fields it has depends on it. */
export const vapiMessage = z.object({
  type: z.string().min(1).max(200),
  timestamp: z.union([z.number(), z.string()]).nullable().catch(null).default(null),
  call: vapiCall.nullable().catch(null).default(null),
  customer: person,
  assistant,
  artifact,
  analysis,
  role: laxLabel,
  transcriptType: laxLabel,
  transcript: laxText,
  detectedThreats: laxList,
  messages: laxList,
  status: laxLabel,
  endedReason: laxLabel,
  startedAt: laxLabel,
  endedAt: laxLabel,
  recordingUrl: laxUrl,
  summary: laxText,
  destination,
  toolCallList: laxList,
  toolWithToolCallList: laxList,
  toolCalls: laxList,
  functionCall: z.unknown().optional(),
});
export type VapiMessage = z.infer<typeof vapiMessage>;

/** What Vapi posts: one message, in an envelope. */
export const vapiEnvelope = z.object({ message: vapiMessage });
