import { describe, expect, test } from 'vitest';
import type { IntakeRequest, OpenFeed } from '../../../electron/platforms/platform.ts';
import { readTwilio } from '../../../electron/platforms/twilio/read-twilio.ts';
import { maxUtteranceLength } from '../../../shared/model/call-event.ts';
import { fc } from '../../support/properties.ts';
import {
  callStatus,
  recordingStatus,
  transcriptionContent,
  transcriptionError,
  transcriptionStarted,
  transcriptionStopped,
  twilioFeed,
  twilioForm,
  twilioUrl,
} from '../samples/twilio-samples.ts';
import { understood } from '../understood.ts';

const now = Date.parse('2026-11-03T10:00:30Z');

function read(request: IntakeRequest, feed: OpenFeed = twilioFeed) {
  return understood(readTwilio(request, feed, now));
}

function eventOf(request: IntakeRequest, feed?: OpenFeed) {
  return read(request, feed).events[0]?.event;
}

describe('real-time transcription', () => {
  test('starts the call under its carrier id', () => {
    expect(read(transcriptionStarted()).events).toMatchObject([
      {
        call: `CA${'1'.repeat(32)}`,
        event: {
          type: 'call.started',
          carrierId: `CA${'1'.repeat(32)}`,
          channel: 'phone',
          startedAt: Date.parse('2026-11-03T10:00:00Z'),
          variables: { language: 'en-US' },
        },
      },
    ]);
  });

  test('orders what was said by its sequence, and tells partial from final', () => {
    const partial = eventOf(transcriptionContent(2, 'my new', { final: false }));
    const final = eventOf(transcriptionContent(3, 'My new address.'));
    expect(partial).toMatchObject({
      type: 'utterance.partial',
      utterance: { seq: 2, party: 'caller', text: 'my new' },
    });
    expect(final).toMatchObject({ type: 'utterance.final', utterance: { seq: 3, text: 'My new address.' } });
    const [one, other] = [partial, final].map((each) => (each && 'utterance' in each ? each.utterance : null));
    expect(one?.key).toBe(other?.stream);
    expect(other?.key.startsWith(`${other.stream}:`)).toBe(true);
  });

  test('says whose words they are by the track, which the feed can turn round', () => {
    const outbound = transcriptionContent(4, 'Hello', { track: 'outbound_track' });
    expect(eventOf(outbound)).toMatchObject({ utterance: { party: 'agent' } });
    const turned = { ...twilioFeed, options: { callerTrack: 'outbound_track' } };
    expect(eventOf(outbound, turned)).toMatchObject({ utterance: { party: 'caller' } });
    expect(eventOf(transcriptionContent(5, 'Hi'), turned)).toMatchObject({ utterance: { party: 'agent' } });
  });

  test('gives a second delivery the same id, and another utterance another', () => {
    const idOf = (request: IntakeRequest) => read(request).events[0]?.id;
    expect(idOf(transcriptionContent(6, 'Yes'))).toBe(idOf(transcriptionContent(6, 'Yes')));
    expect(idOf(transcriptionContent(6, 'Yes'))).not.toBe(idOf(transcriptionContent(7, 'Yes')));
  });

  test('ends the call, and tells of errors', () => {
    expect(eventOf(transcriptionStopped(9))).toMatchObject({
      type: 'call.ended',
      endedAt: Date.parse('2026-11-03T10:05:00Z'),
    });
    expect(eventOf(transcriptionError(8))).toMatchObject({
      type: 'call.troubled',
      message: 'Twilio could not transcribe: Provider unavailable (error 32655).',
    });
  });

  test('says nothing where nothing was said, and cuts off what is too long', () => {
    expect(read(transcriptionContent(2, ' ')).events).toEqual([]);
    const long = read(transcriptionContent(2, 'x'.repeat(maxUtteranceLength + 1)));
    expect(long.unknown).toHaveLength(1);
    expect(long.events[0]?.event).toMatchObject({ utterance: { text: 'x'.repeat(maxUtteranceLength) } });
  });

  test('keeps what it does not know, and refuses to guess what was said', () => {
    const unknown = twilioForm({ CallSid: 'CA1', TranscriptionEvent: 'transcription-paused' });
    expect(read(unknown)).toMatchObject({ events: [], unknown: [{ what: 'transcription-paused', call: 'CA1' }] });
    const broken = twilioForm({ CallSid: 'CA1', TranscriptionEvent: 'transcription-content', TranscriptionData: '{' });
    expect(readTwilio(broken, twilioFeed, now).kind).toBe('malformed');
  });
});

describe('the status of a call', () => {
  test('starts it once it is answered, with both numbers', () => {
    expect(read(callStatus('ringing')).events).toEqual([]);
    expect(eventOf(callStatus('in-progress'))).toMatchObject({
      type: 'call.started',
      direction: 'inbound',
      parties: [
        { role: 'caller', phone: '+14155550134' },
        { role: 'agent', phone: '+14155550100' },
      ],
    });
  });

  test('takes the called number for the caller where the call went out', () => {
    expect(eventOf(callStatus('in-progress', { Direction: 'outbound-api' }))).toMatchObject({
      direction: 'outbound',
      parties: [
        { role: 'caller', phone: '+14155550100' },
        { role: 'agent', phone: '+14155550134' },
      ],
    });
  });

  test('tells of the whole call at its end, where Twilio tells of nothing before', () => {
    const [started, ended] = read(callStatus('completed', { CallDuration: '300' })).events;
    expect(started).toMatchObject({ id: 'call-started', event: { startedAt: Date.parse('2026-11-03T10:00:00Z') } });
    expect(ended).toMatchObject({ id: 'call-ended', event: { type: 'call.ended', reason: 'completed' } });
    expect(read(callStatus('in-progress')).events[0]?.id).toBe(started?.id);
  });
});

describe('the status of a recording', () => {
  test('tells where it is, or that there is none', () => {
    expect(eventOf(recordingStatus('completed'))).toMatchObject({
      type: 'call.analysed',
      analysis: { recordingUrl: expect.stringContaining('https://'), values: { recording_seconds: '301' } },
    });
    expect(eventOf(recordingStatus('absent'))).toMatchObject({ type: 'call.troubled' });
    expect(read(recordingStatus('in-progress')).events).toEqual([]);
  });

  test('is not followed to an address that is none of the web', () => {
    expect(read(recordingStatus('completed', { RecordingUrl: 'file:///etc/passwd' })).events).toEqual([]);
  });
});

describe('any body', () => {
  test('is read or called malformed, and never throws', () => {
    const types = fc.constantFrom('application/x-www-form-urlencoded', 'application/json', 'text/plain', '');
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc.dictionary(fc.string(), fc.string()).map((fields) => new URLSearchParams(fields).toString()),
      fc
        .record({
          CallSid: fc.string(),
          TranscriptionEvent: fc.string(),
          TranscriptionData: fc.json(),
          SequenceId: fc.string(),
        })
        .map((fields) => new URLSearchParams(fields).toString()),
    );
    fc.assert(
      fc.property(types, bodies, (type, body) => {
        const request = { method: 'POST', url: twilioUrl, headers: { 'content-type': type }, body: Buffer.from(body) };
        expect(['understood', 'malformed']).toContain(readTwilio(request, twilioFeed, now).kind);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  test('of nothing that Twilio sends is malformed', () => {
    const told: Record<string, string>[] = [{}, { CallSid: 'CA1' }, { TranscriptionEvent: 'transcription-started' }];
    for (const fields of told) {
      expect(readTwilio(twilioForm(fields), twilioFeed, now).kind).toBe('malformed');
    }
  });
});
