import { describe, expect, test } from 'vitest';
import type { PlatformEvent } from '../../../electron/platforms/platform.ts';
import { readTranscript } from '../../../electron/platforms/voiceflow/read-transcript.ts';
import { voiceflow } from '../../../electron/platforms/voiceflow/voiceflow.ts';
import { fc } from '../../support/properties.ts';
import { type ApiAnswer, startApi } from '../api-server.ts';
import { voiceflowFeed, voiceflowTranscript } from '../samples/voiceflow-samples.ts';
import { understood } from '../understood.ts';
import { watching } from '../watching.ts';

const now = Date.parse('2026-11-03T10:01:00Z');

function said(events: readonly PlatformEvent[]) {
  return events.flatMap(({ event }) => ('utterance' in event ? [event.utterance] : []));
}

describe('a transcript', () => {
  test('tells what was said, by whom and when, and which tool failed', () => {
    const { events } = understood(readTranscript(voiceflowTranscript(), now));
    expect(said(events)).toMatchObject([
      { party: 'agent', text: 'How can I help?', startMs: 1000 },
      { party: 'caller', text: 'My new address is dana@example.com.', startMs: 9000 },
      { party: 'caller', text: 'Thank you.', startMs: 15000 },
    ]);
    expect(events.map(({ event }) => event.type)).toContain('call.ended');
    expect(events).toContainEqual(
      expect.objectContaining({
        event: expect.objectContaining({ message: "The agent's tool update_contact failed: timeout" }),
      }),
    );
  });

  test('ends with what was made of the call', () => {
    const ended = voiceflowTranscript(99, {
      endedAt: '2026-11-03T10:00:21Z',
      recordingURL: 'https://recordings.example/1.mp3',
      evaluations: [
        { name: 'Summary', type: 'string', value: 'Address changed.' },
        { name: 'Resolved', type: 'boolean', value: true },
      ],
    });
    expect(understood(readTranscript(ended, now)).events.at(-1)).toMatchObject({
      event: {
        type: 'call.analysed',
        analysis: { summary: 'Address changed.', successful: true, recordingUrl: 'https://recordings.example/1.mp3' },
      },
    });
  });

  test('of any shape is read or called malformed, and never throws', () => {
    const shapes = fc.record(
      {
        id: fc.string(),
        sessionID: fc.jsonValue(),
        logs: fc.jsonValue(),
        endedAt: fc.jsonValue(),
        evaluations: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(shapes, fc.jsonValue()), (body) => {
        expect(['understood', 'malformed']).toContain(readTranscript(body, now).kind);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

async function pollWith(answer: (path: string, call: number) => ApiAnswer, bookmark: string | null = null) {
  let asked = 0;
  const api = await startApi(({ path }) => {
    asked += 1;
    return answer(path, asked);
  });
  const feed = { ...voiceflowFeed, apiBase: api.base, options: { poll: 'on', projectID: 'project-1' } };
  const watched = watching(feed, now, bookmark);
  const running = voiceflow.watch?.(watched.parts);
  async function end() {
    watched.stop();
    await running;
  }
  return { api, watched, end };
}

describe('polling transcripts', () => {
  test('reads what is new, and only that, and remembers where it was', async () => {
    let entries = 2;
    const { api, watched, end } = await pollWith((path) =>
      path.startsWith('/v1/transcript/project/')
        ? { body: { transcripts: [{ ...voiceflowTranscript(entries), logs: undefined }] } }
        : { body: { transcript: voiceflowTranscript(entries) } },
    );
    await watched.waits();
    expect(said(watched.events())).toMatchObject([{ text: 'How can I help?' }]);
    await watched.goOn();
    expect(api.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST']);
    entries = 4;
    await watched.goOn();
    expect(said(watched.events()).map(({ text }) => text)).toEqual([
      'How can I help?',
      'My new address is dana@example.com.',
    ]);
    expect(api.requests[0]).toMatchObject({
      path: '/v1/transcript/project/project-1?take=100&skip=0',
      headers: { authorization: 'VF.DM.test' },
      body: { startDate: '2026-11-03T09:01:00.000Z' },
    });
    expect(watched.bookmark()).toBe('2026-11-03T10:00:00.000Z');
    await end();
  });

  test('goes on from where it was before', async () => {
    const { api, watched, end } = await pollWith(() => ({ body: { transcripts: [] } }), '2026-11-03T08:00:00.000Z');
    await watched.waits();
    expect(api.requests[0]?.body).toEqual({ startDate: '2026-11-03T08:00:00.000Z' });
    await end();
  });

  test('asks later and later while it is refused, and not before it may', async () => {
    const { watched, end } = await pollWith((_path, call) =>
      call === 3 ? { status: 429, headers: { 'retry-after': '200' } } : { status: 503 },
    );
    expect([await watched.waits(), await watched.goOn(), await watched.goOn()]).toEqual([30_000, 60_000, 200_000]);
    expect(watched.troubles).toHaveLength(3);
    await end();
  });

  test('does nothing while it is switched off, and says what it lacks', async () => {
    const off = watching({ ...voiceflowFeed, options: {} }, now);
    const offRunning = voiceflow.watch?.(off.parts);
    off.stop();
    await offRunning;
    expect(off.troubles).toEqual([]);
    const lacking = watching({ ...voiceflowFeed, options: { poll: 'on' } }, now);
    const lackingRunning = voiceflow.watch?.(lacking.parts);
    lacking.stop();
    await lackingRunning;
    expect(lacking.troubles).toHaveLength(1);
  });
});
