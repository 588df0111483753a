import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { watchRetell } from '../../../electron/platforms/retell/watch-retell.ts';
import type { CallEvent } from '../../../shared/model/call-event.ts';
import { retellAnalysis, retellCall, retellFeed, retellOver, retellStart } from '../samples/retell-samples.ts';
import { watching } from '../watching.ts';
import { startRetell } from './retell-server.ts';

const id = retellCall.call_id;
const greeting = { id: 'a', role: 'agent', content: 'Front desk.', time_sec: 0.5 };
const growing = { id: 'b', role: 'user', content: 'I want', time_sec: 3 };
const asked = { ...growing, content: 'I want to change my email.' };
const wholeCall = ['agent: Front desk.', 'caller: I want to change my email.'];

async function watched(live: readonly string[] = []) {
  const retell = await startRetell();
  const watch = watching(retellFeed({ apiBase: retell.base }), retellStart);
  const done = watchRetell({ ...watch.parts, liveCalls: async () => live });
  onTestFinished(async () => {
    watch.stop();
    await done;
  });
  return { retell, watch, done };
}

function ended(events: readonly { event: CallEvent }[]): boolean {
  return events.some(({ event }) => event.type === 'call.ended');
}

/** What was said, by the last that was told of each turn. */
function said(events: readonly { event: CallEvent }[]): string[] {
  const turns = new Map<string, string>();
  for (const { event } of events) {
    if (event.type !== 'utterance.partial' && event.type !== 'utterance.final') continue;
    const { key, party, text } = event.utterance;
    turns.set(key, `${party}: ${text}${event.type === 'utterance.partial' ? ' …' : ''}`);
  }
  return [...turns.values()];
}

describe('the watch over live Retell calls', () => {
  test('finds a call, listens to it, and tells how it ended and what was made of it', async () => {
    const { retell, watch } = await watched();
    await watch.waits();
    retell.calls.set(id, retellCall);
    void watch.goOn();
    const socket = await retell.opened(1);
    expect(retell.sockets[0]).toMatchObject({ call: id, key: 'Bearer key_test' });
    expect(JSON.parse(retell.asked[0]?.body ?? '')).toMatchObject({
      filter_criteria: { call_status: { type: 'enum', op: 'in', value: ['ongoing'] } },
    });
    socket.send(JSON.stringify({ type: 'transcript_snapshot', transcripts: [greeting] }));
    socket.send(JSON.stringify({ type: 'transcript_updated', transcripts: [growing] }));
    await vi.waitFor(() => expect(said(watch.events())).toEqual([wholeCall[0], 'caller: I want …']));
    socket.send('not JSON');
    socket.send(JSON.stringify({ type: 'transcript_updated', transcripts: [asked] }));
    retell.calls.set(id, { ...retellCall, ...retellOver, call_analysis: retellAnalysis });
    socket.send(JSON.stringify({ type: 'call_ended', disconnection_reason: 'user_hangup' }));
    await vi.waitFor(() => expect(ended(watch.events())).toBe(true));
    expect(said(watch.events())).toEqual(wholeCall);
    await vi.waitFor(async () => {
      await watch.goOn();
      expect(watch.events().some(({ event }) => event.type === 'call.analysed')).toBe(true);
    });
    expect(watch.troubles).toEqual([]);
  });

  test('opens a broken line anew, and hears what it missed', async () => {
    const { retell, watch } = await watched();
    retell.calls.set(id, retellCall);
    await watch.goOn();
    const first = await retell.opened(1);
    first.send(JSON.stringify({ type: 'transcript_snapshot', transcripts: [greeting] }));
    await vi.waitFor(() => expect(said(watch.events())).toHaveLength(1));
    first.terminate();
    const opening = retell.opened(2);
    await vi.waitFor(async () => {
      await watch.goOn();
      expect(retell.sockets).toHaveLength(2);
    });
    const second = await opening;
    second.send(JSON.stringify({ type: 'transcript_snapshot', transcripts: [greeting, asked] }));
    await vi.waitFor(() => expect(said(watch.events())).toEqual([wholeCall[0], `${wholeCall[1]} …`]));
  });

  test('tells the end of a call that it may not listen to, once the list has lost it', async () => {
    const { retell, watch } = await watched();
    retell.refuseMonitors(403);
    retell.calls.set(id, retellCall);
    await watch.goOn();
    await vi.waitFor(() => expect(watch.troubles).toEqual(['Retell refuses the API key of this feed.']));
    await vi.waitFor(() => expect(retell.asked.some(({ path }) => path.includes('get-call'))).toBe(true));
    retell.calls.set(id, { ...retellCall, ...retellOver, transcript_object: [greeting, asked] });
    await vi.waitFor(async () => {
      await watch.goOn();
      expect(ended(watch.events())).toBe(true);
    });
    expect(said(watch.events())).toEqual(wholeCall);
    expect(retell.sockets).toHaveLength(0);
  });

  test('ends calls that were live before a restart and are not any more', async () => {
    const { retell, watch } = await watched([id]);
    retell.calls.set(id, { ...retellCall, ...retellOver, call_analysis: retellAnalysis });
    await vi.waitFor(async () => {
      await watch.goOn();
      expect(ended(watch.events())).toBe(true);
    });
  });

  test('tells when Retell cannot be asked, and asks less often', async () => {
    const watch = watching(retellFeed({ apiBase: 'http://127.0.0.1:1' }), retellStart);
    const done = watchRetell(watch.parts);
    const first = await watch.waits();
    expect(await watch.goOn()).toBeGreaterThan(first);
    expect(watch.troubles.length).toBeGreaterThan(0);
    watch.stop();
    await done;
  });

  test('does not start where it is switched off or has no key', async () => {
    for (const feed of [retellFeed({ options: { monitor: 'off' } }), retellFeed({ secrets: {} })]) {
      const watch = watching(feed, 0);
      const done = watchRetell(watch.parts);
      watch.stop();
      await done;
      expect(watch.troubles).toEqual([]);
    }
  });
});
