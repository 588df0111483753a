import type { CallEvent } from '../../../shared/model/call-event.ts';
import { toEpochMs } from '../lenient.ts';
import type { IntakeRequest, OpenFeed, PlatformEvent, Reading } from '../platform.ts';
import { understood } from '../understood.ts';
import { callDoorsOf } from './call-door.ts';
import { readTranscription } from './read-transcription.ts';
import { readCallback, type TwilioCallback } from './twilio-callback.ts';

/** What Twilio tells: the words of Real-Time Transcription, what became of a recording, and how the call stands. */
export function readTwilio(request: IntakeRequest, feed: OpenFeed, now: number): Reading {
  const told = readCallback(request);
  if (told === null) return { kind: 'malformed', why: 'The body is neither a form nor a JSON object.' };
  const call = told.CallSid;
  if (call === null) return { kind: 'malformed', why: 'It names no call (CallSid).' };
  const at = toEpochMs(told.Timestamp) ?? now;
  if (told.TranscriptionEvent !== null) return readTranscription({ told, call, at, feed });
  const events = told.RecordingStatus === null ? aboutCall(told, at) : aboutRecording(told, at);
  if (events === null) {
    return { kind: 'malformed', why: 'It is none of transcription (TranscriptionEvent), recording or call status.' };
  }
  return understood({
    events: events.map((each): PlatformEvent => ({ call, ...each })),
    doors: callDoorsOf(told, feed),
  });
}

type Told = { id: string; event: CallEvent };

function aboutRecording(told: TwilioCallback, at: number): Told[] {
  const id = `recording:${told.RecordingSid}:${told.RecordingStatus}`;
  if (told.RecordingStatus === 'completed' && told.RecordingUrl !== null) {
    const values = {
      ...(told.RecordingSid !== null && { recording_sid: told.RecordingSid }),
      ...(told.RecordingDuration !== null && { recording_seconds: told.RecordingDuration }),
    };
    const analysis = { summary: null, sentiment: null, successful: null, disposition: null };
    return [
      { id, event: { type: 'call.analysed', analysis: { ...analysis, recordingUrl: told.RecordingUrl, values } } },
    ];
  }
  if (told.RecordingStatus === 'failed' || told.RecordingStatus === 'absent') {
    const code = told.ErrorCode === null ? '' : ` (error ${told.ErrorCode})`;
    return [
      { id, event: { type: 'call.troubled', at, message: `There is no recording: ${told.RecordingStatus}${code}.` } },
    ];
  }
  return [];
}

const notYet = new Set(['queued', 'initiated', 'ringing']);
const over = new Set(['completed', 'busy', 'no-answer', 'failed', 'canceled']);

function aboutCall(told: TwilioCallback, at: number): Told[] | null {
  const status = told.CallStatus;
  if (status === null) return null;
  if (notYet.has(status)) return [];
  if (!over.has(status)) return [started(told, at)];
  // By default Twilio tells of the end only: what it says of the call comes with it.
  return [
    started(told, at - (told.CallDuration ?? 0) * 1000),
    { id: 'call-ended', event: { type: 'call.ended', endedAt: at, reason: status } },
  ];
}

function started(told: TwilioCallback, startedAt: number): Told {
  const outbound = told.Direction?.startsWith('outbound') ?? false;
  const known = outbound ? 'outbound' : 'inbound';
  const caller = outbound ? told.To : told.From;
  const agent = outbound ? told.From : told.To;
  return {
    id: 'call-started',
    event: {
      type: 'call.started',
      carrierId: told.CallSid,
      channel: 'phone',
      direction: told.Direction === null ? 'unknown' : known,
      agent: null,
      parties: [
        ...(caller === null ? [] : [{ role: 'caller' as const, name: told.CallerName, phone: caller, email: null }]),
        ...(agent === null ? [] : [{ role: 'agent' as const, name: null, phone: agent, email: null }]),
      ],
      variables: {},
      startedAt,
      heldAt: null,
    },
  };
}
