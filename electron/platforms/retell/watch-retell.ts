import { pause, repeat, untilStopped } from '../ask-api.ts';
import type { WatchParts } from '../platform.ts';
import { apiBaseOf } from '../send-through-door.ts';
import { understood } from '../understood.ts';
import { monitorCall } from './monitor-call.ts';
import { finishedEvents, startEvent } from './retell-call-events.ts';
import { callNow, ongoingCalls } from './retell-calls.ts';
import { retellApi } from './retell-doors.ts';
import type { RetellCall } from './retell-shapes.ts';

/** How often it is asked which calls are live, in milliseconds. */
const everyMs = 5_000;
/** Pause before a broken line is opened again, in milliseconds; doubles up to the longest. */
const reopenMs = 1_000;
const longestReopenMs = 30_000;
/** Pauses before a call that is over is looked at: its analysis comes some time after its end. */
const looksMs = [2_000, 20_000, 60_000, 180_000];

/**
 * Watches live calls from here outwards: asks which there are, listens to each, and asks how it ended. Needs no public address.
 * What webhooks tell of the same calls has the same ids, and is taken once.
 */
export async function watchRetell(parts: WatchParts): Promise<void> {
  if (!parts.feed.secrets.apiKey || parts.feed.options.monitor === 'off') return untilStopped(parts.signal);
  const busy = new Map<string, Promise<void>>();
  const deaf = new Set<string>();

  function run(id: string, work: () => Promise<void>): void {
    if (busy.has(id)) return;
    const done = work()
      .catch((cause) => {
        if (!parts.signal.aborted)
          parts.trouble(cause instanceof Error ? cause.message : 'A call could not be watched.');
      })
      .finally(() => busy.delete(id));
    busy.set(id, done);
  }

  async function follow(call: RetellCall): Promise<void> {
    const heard = await listen(parts, call);
    // Still live, but not to be listened to: its end shows in the list.
    if (heard === 'refused' && (await callNow(parts, call.call_id)).call_status === 'ongoing') deaf.add(call.call_id);
    else await finish(parts, call.call_id);
  }

  let before = await parts.liveCalls();
  await repeat(parts, everyMs, async () => {
    const calls = await ongoingCalls(parts);
    const live = new Set(calls.map(({ call_id }) => call_id));
    const gone = [...before, ...deaf].filter((id) => !live.has(id));
    before = [];
    for (const id of gone) {
      deaf.delete(id);
      run(id, () => finish(parts, id));
    }
    for (const call of calls) if (!deaf.has(call.call_id)) run(call.call_id, () => follow(call));
  });
  await Promise.all(busy.values());
}

/** Listens to a call until it is over, opening the line anew when it breaks. */
async function listen(parts: WatchParts, call: RetellCall): Promise<'ended' | 'refused'> {
  const { secrets } = parts.feed;
  const base = apiBaseOf(parts.feed, retellApi).replace(/^http/, 'ws');
  await parts.deliver(understood({ events: [startEvent(call, parts.now())] }), true);
  let waitMs = reopenMs;
  while (!parts.signal.aborted) {
    const end = await monitorCall({
      url: `${base}/v2/monitor-call/${encodeURIComponent(call.call_id)}`,
      apiKey: secrets.apiKey ?? '',
      call: call.call_id,
      signal: parts.signal,
      now: parts.now,
      deliver: (events) => parts.deliver(understood({ events }), true),
    });
    if (end.kind === 'ended') return 'ended';
    if (end.kind === 'refused') {
      if (end.why !== null) parts.trouble(end.why);
      return 'refused';
    }
    await pause(parts, waitMs);
    waitMs = end.opened ? reopenMs : Math.min(waitMs * 2, longestReopenMs);
  }
  return 'ended';
}

/** Tells how a call ended, and what Retell made of it as soon as it has. */
async function finish(parts: WatchParts, id: string): Promise<void> {
  for (const waitMs of looksMs) {
    await pause(parts, waitMs);
    if (parts.signal.aborted) return;
    const call = await callNow(parts, id);
    if (call.call_status === 'ongoing' || call.call_status === 'registered') return;
    await parts.deliver(understood({ events: finishedEvents(call, parts.now()) }), true);
    if (call.call_analysis) return;
  }
}
