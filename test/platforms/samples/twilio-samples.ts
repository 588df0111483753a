import type { IntakeRequest, OpenFeed } from '../../../electron/platforms/platform.ts';
import { signTwilio } from '../../../electron/platforms/twilio/verify-twilio.ts';

export const twilioUrl = 'https://hooks.example.com/twilio/transcription?org=1';

export const twilioFeed: OpenFeed = {
  key: 'twilio',
  platform: 'twilio',
  publicUrl: 'https://hooks.example.com',
  apiBase: null,
  options: {},
  secrets: { authToken: 'tok_test' },
};

const callSid = `CA${'1'.repeat(32)}`;
const transcriptionSid = `GT${'2'.repeat(32)}`;

/** A callback as Twilio posts it, signed. */
export function twilioForm(fields: Record<string, string>, url = twilioUrl): IntakeRequest {
  const parameters = Object.entries(fields);
  return {
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': signTwilio('tok_test', url, parameters),
    },
    body: Buffer.from(new URLSearchParams(parameters).toString()),
  };
}

const transcription = {
  AccountSid: `AC${'3'.repeat(32)}`,
  CallSid: callSid,
  TranscriptionSid: transcriptionSid,
  LanguageCode: 'en-US',
};

export function transcriptionStarted(seq = 1): IntakeRequest {
  return twilioForm({
    ...transcription,
    TranscriptionEvent: 'transcription-started',
    SequenceId: `${seq}`,
    Timestamp: '2026-11-03T10:00:00.000000Z',
    ProviderConfiguration: '{"profanityFilter":"true"}',
    PartialResults: 'true',
    InboundTrackLabel: 'customer',
  });
}

export function transcriptionContent(
  seq: number,
  text: string,
  of: { track?: string; final?: boolean } = {},
): IntakeRequest {
  const final = of.final ?? true;
  return twilioForm({
    ...transcription,
    TranscriptionEvent: 'transcription-content',
    SequenceId: `${seq}`,
    Timestamp: `2026-11-03T10:00:${String(seq).padStart(2, '0')}.000000Z`,
    Track: of.track ?? 'inbound_track',
    Final: String(final),
    ...(!final && { Stability: '0.9' }),
    TranscriptionData: JSON.stringify({ transcript: text, confidence: 0.97 }),
  });
}

export function transcriptionStopped(seq: number): IntakeRequest {
  return twilioForm({
    ...transcription,
    TranscriptionEvent: 'transcription-stopped',
    SequenceId: `${seq}`,
    Timestamp: '2026-11-03T10:05:00.000000Z',
  });
}

export function transcriptionError(seq: number): IntakeRequest {
  return twilioForm({
    ...transcription,
    TranscriptionEvent: 'transcription-error',
    SequenceId: `${seq}`,
    Timestamp: '2026-11-03T10:01:00.000000Z',
    TranscriptionErrorCode: '32655',
    TranscriptionError: 'Provider unavailable',
  });
}

export function callStatus(status: string, more: Record<string, string> = {}): IntakeRequest {
  return twilioForm({
    AccountSid: transcription.AccountSid,
    CallSid: callSid,
    CallStatus: status,
    Direction: 'inbound',
    From: '+14155550134',
    To: '+14155550100',
    Timestamp: 'Tue, 03 Nov 2026 10:05:00 +0000',
    SequenceNumber: '2',
    ...more,
  });
}

export function recordingStatus(status: string, more: Record<string, string> = {}): IntakeRequest {
  return twilioForm({
    AccountSid: transcription.AccountSid,
    CallSid: callSid,
    RecordingSid: `RE${'4'.repeat(32)}`,
    RecordingStatus: status,
    RecordingDuration: '301',
    RecordingStartTime: 'Tue, 03 Nov 2026 10:00:00 +0000',
    ...(status === 'completed' && { RecordingUrl: 'https://api.twilio.com/2010-04-01/Accounts/AC3/Recordings/RE4' }),
    ...more,
  });
}
