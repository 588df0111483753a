import { z } from 'zod';
import { laxLabel, laxUrl } from '../lenient.ts';
import type { IntakeRequest } from '../platform.ts';
import { readJson } from '../read-json.ts';
import { formOf } from './twilio-form.ts';

/** A number as Twilio sends it: in letters. */
const numeral = z
  .string()
  .max(20)
  .transform(Number)
  .pipe(z.number().nonnegative())
  .nullable()
  .catch(null)
  .default(null);

const callback = z.object({
  CallSid: laxLabel,
  AccountSid: laxLabel,
  Timestamp: laxLabel,
  // Real-Time Transcription
  TranscriptionEvent: laxLabel,
  TranscriptionSid: laxLabel,
  SequenceId: numeral,
  Track: laxLabel,
  Final: laxLabel,
  /** JSON inside a text. */
  TranscriptionData: z.string().nullable().catch(null).default(null),
  LanguageCode: laxLabel,
  TranscriptionErrorCode: laxLabel,
  TranscriptionError: laxLabel,
  // recording status
  RecordingSid: laxLabel,
  RecordingStatus: laxLabel,
  RecordingUrl: laxUrl,
  RecordingDuration: laxLabel,
  ErrorCode: laxLabel,
  // call status
  CallStatus: laxLabel,
  CallDuration: numeral,
  Direction: laxLabel,
  From: laxLabel,
  To: laxLabel,
  CallerName: laxLabel,
});

/** What Twilio's callbacks hold, of whichever kind: a field it did not send is null. */
export type TwilioCallback = z.infer<typeof callback>;

/** Reads a callback's fields from a form, from JSON, or from the address of a GET; null where there are none. */
export function readCallback(request: IntakeRequest): TwilioCallback | null {
  const fields = fieldsOf(request);
  return fields === null ? null : callback.parse(fields);
}

function fieldsOf(request: IntakeRequest): Record<string, unknown> | null {
  const form = formOf(request);
  if (form !== null) return firstOfEach(form);
  if (request.body.length === 0) return firstOfEach([...(URL.parse(request.url)?.searchParams ?? [])]);
  const json = readJson(request.body);
  const read = z.record(z.string(), z.unknown()).safeParse(json.kind === 'json' ? json.value : null);
  return read.success ? read.data : null;
}

function firstOfEach(parameters: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(parameters.toReversed());
}
