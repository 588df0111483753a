import { z } from 'zod';
import type { PartyRole } from '../../../shared/model/call.ts';
import type { CallEvent } from '../../../shared/model/call-event.ts';
import { toPlainText } from '../plain-text.ts';
import type { OpenFeed, Reading } from '../platform.ts';
import { readJson } from '../read-json.ts';
import { madeAskId } from '../tool-ask.ts';
import { callDoorsOf } from './call-door.ts';
import type { TwilioCallback } from './twilio-callback.ts';

type Transcription = { told: TwilioCallback; call: string; at: number; feed: OpenFeed };

/** Reads a callback of Real-Time Transcription. Order is told by SequenceId, which counts up within a transcription. */
export function readTranscription(of: Transcription): Reading {
  const { told, call, at, feed } = of;
  const sid = told.TranscriptionSid ?? call;
  const understood = (events: readonly { id: string; event: CallEvent }[], unknown: string[] = []): Reading => ({
    kind: 'understood',
    events: events.map((each) => ({ call, ...each })),
    asks: [],
    doors: callDoorsOf(told, feed),
    unknown: unknown.map((what) => ({ what, call })),
  });
  switch (told.TranscriptionEvent) {
    case 'transcription-started':
      return understood([{ id: `${sid}:started`, event: started(of) }]);
    case 'transcription-content':
      return readContent(of, sid, understood);
    case 'transcription-stopped':
      return understood([
        { id: `${sid}:stopped`, event: { type: 'call.ended', endedAt: at, reason: 'transcription stopped' } },
      ]);
    case 'transcription-error': {
      const code = told.TranscriptionErrorCode === null ? '' : ` (error ${told.TranscriptionErrorCode})`;
      const message = `Twilio could not transcribe: ${told.TranscriptionError ?? 'it does not say why'}${code}.`;
      return understood([{ id: `${sid}:error:${told.SequenceId}`, event: { type: 'call.troubled', at, message } }]);
    }
    default:
      return understood([], [`${told.TranscriptionEvent}`]);
  }
}

function started({ told, at }: Transcription): CallEvent {
  return {
    type: 'call.started',
    carrierId: told.CallSid,
    channel: 'phone',
    direction: 'unknown',
    agent: null,
    parties: [],
    variables: told.LanguageCode === null ? {} : { language: told.LanguageCode },
    startedAt: at,
    heldAt: null,
  };
}

const content = z.object({ transcript: z.string() });

function readContent(
  { told, at, feed }: Transcription,
  sid: string,
  understood: (events: readonly { id: string; event: CallEvent }[], unknown?: string[]) => Reading,
): Reading {
  const json = readJson(Buffer.from(told.TranscriptionData ?? ''));
  const read = content.safeParse(json.kind === 'json' ? json.value : null);
  if (!read.success) return { kind: 'malformed', why: 'TranscriptionData holds no transcript.' };
  const { text, cut } = toPlainText(read.data.transcript);
  if (text.trim() === '') return understood([]);
  const seq = told.SequenceId ?? at;
  const mark = told.SequenceId ?? madeAskId(told);
  const final = told.Final !== 'false';
  // Twilio marks no turns: partials of a track share a key, and the final that follows takes their place.
  const stream = `${sid}:${told.Track ?? 'track'}`;
  const utterance = {
    key: final ? `${stream}:${mark}` : stream,
    stream,
    seq,
    party: partyOf(told.Track, feed),
    text,
    startMs: null,
    endMs: null,
  };
  return understood(
    [{ id: `${sid}:${mark}`, event: { type: final ? 'utterance.final' : 'utterance.partial', utterance } }],
    cut ? ['An utterance was cut off: it was longer than is kept.'] : [],
  );
}

/** On which track the caller is depends on the leg that is transcribed: `inbound_track` is what Twilio receives on that leg. */
function partyOf(track: string | null, feed: OpenFeed): PartyRole {
  if (track === null) return 'other';
  return track === (feed.options.callerTrack ?? 'inbound_track') ? 'caller' : 'agent';
}
